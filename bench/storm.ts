/**
 * Storm: 50 services × 3 environments in 5 repositories, three hours in simulated time, with GitHub's limits on: bursts, red checks, failing
 * rollouts, runs that are cancelled, killed, lost, dropped or never started, lost answers and an outage of 10 minutes. Real
 * deployments and reconciliations against the GitHub double; the cluster is in memory. Fails where a record has no end or a
 * false one, where deployments mix, or where a limit is exceeded.
 *
 *     script/bench storm [SEED]
 */
import { endOf, findings, mostWithin, wordOf } from '../test/storm/findings.ts'
import { storm } from '../test/storm/storm.ts'
import { storyOf } from '../test/storm/story.ts'
import { table } from './statistics.ts'

const MINUTE = 60_000
const seed = Number(process.argv[2] ?? 1)
const story = storyOf(seed, { repositories: 5, services: 10, hours: 3, burst: 14, hourly: 12 })
const began = performance.now()
const aftermath = await storm(story)
const { deployments, requests } = aftermath
const found = findings(aftermath, story)

const times = (some: typeof deployments) =>
  some.map(one => ((endOf(one)?.at ?? Number.NaN) - one.askedAt) / MINUTE).toSorted((one, other) => one - other)
const at = (sorted: readonly number[], share: number) =>
  (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)
const rows = [...Map.groupBy(deployments, wordOf)].map(([word, some]) => {
  const sorted = times(some)
  return [word, String(some.length), at(sorted, 0.5), at(sorted, 0.9), at(sorted, 1)]
})
console.log(table(['ending', 'deployments', 'minutes, median', 'p90', 'most'], rows))

const writes = requests.filter(({ operationId }) => operationId === 'repos/create-deployment-status')
const perRepository = [...Map.groupBy(writes, ({ token }) => token).values()].map(all => {
  const taken = all.filter(({ status }) => status === 201 || status === undefined).map(({ receivedAt }) => receivedAt)
  const refused = all.filter(({ status }) => status === 403).length
  return { minute: mostWithin(taken, MINUTE), hour: mostWithin(taken, 60 * MINUTE), refused }
})
const most = (of: 'minute' | 'hour' | 'refused') => Math.max(...perRepository.map(one => one[of]))
const byRuns = requests.filter(({ token }) => !token?.startsWith('person'))
console.log(
  `${deployments.length} deployments, seed ${seed}: ${(byRuns.length / deployments.length).toFixed(1)} requests each, reconcile included; ` +
    `at most ${most('minute')} status writes of a repository in a minute and ${most('hour')} in an hour, ${most('refused')} refused; ` +
    `${((performance.now() - began) / 1000).toFixed(0)} s`,
)
for (const line of found) console.log(`- ${line}`)
console.log(found.length === 0 ? 'every record ended right' : `${found.length} findings`)
process.exitCode = found.length === 0 ? 0 : 1
