/**
 * A day of 990 deployments of 50 services, a quarter of them in one hour, 200 of one repository, while 5 % of the requests to
 * GitHub fail and runs are cancelled, killed and lost: 950 against a cluster in memory in simulated time, and 40 from dist/ on
 * a real cluster. One checker looks at both. Fails where a record does not end as it is in the cluster, where deployments of
 * a service in an environment mix, or where a token uses more than GitHub lets it.
 *
 *     script/bench day [SEED] [both | comment | terminal] [APPS] [DEPLOYMENTS]
 *     script/bench day real [SEED] [DEPLOYMENTS]
 */
import { dayFindings } from '../test/day/day-findings.ts'
import { dayOf } from '../test/day/day-story.ts'
import { simulateDay } from '../test/day/simulated-day.ts'
import { printDay } from './day/print.ts'
import { runOnPlatform } from './on-platform.ts'

const [seed = '1', doors = 'both', apps = '4', many = '950'] = process.argv.slice(2)
if (seed === 'real') await runOnPlatform(['bench/day/measure.ts', ...process.argv.slice(3)], 'bench-day')
else {
  const size = { deployments: Number(many), services: 50, ofShop: Math.round(Number(many) / 5), doors: doors as 'both' }
  const began = performance.now()
  const aftermath = await simulateDay(dayOf(Number(seed), size), Number(apps))
  printDay(`simulated, seed ${seed}, ${doors}, ${apps} Apps`, aftermath, performance.now() - began)
  const found = dayFindings(aftermath)
  for (const line of found) console.log(`- ${line}`)
  console.log(found.length === 0 ? 'every record ended right' : `${found.length} findings`)
  process.exitCode = found.length === 0 ? 0 : 1
}
