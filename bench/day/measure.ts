import { dayFindings } from '../../test/day/day-findings.ts'
import { dayOf } from '../../test/day/day-story.ts'
import { liveDay } from '../../test/day/real-day.ts'
import { ClusterClient } from '../../test/platform/cluster/cluster-client.ts'
import { TestNamespaces } from '../../test/platform/namespaces.ts'
import { startPlatform } from '../../test/platform/platform.ts'
import { LiveStage } from '../../test/platform/stage/live-stage.ts'
import { printDay } from './print.ts'

// The workflow's token has 1,000 requests an hour in its one repository: enough for 45 deployments, and all are in one hour here.
const [seed = '1', many = '40'] = process.argv.slice(2)
const platform = await startPlatform({ engine: false })
const namespaces = new TestNamespaces(platform.kubeconfig)
const client = new ClusterClient(platform.kubeconfig)
await LiveStage.pushImage({ ...platform, client, createNamespace: prefix => namespaces.create(prefix) })
const size = { deployments: Number(many), services: 3, ofShop: Number(many), doors: 'terminal' } as const
const began = performance.now()
const aftermath = await liveDay(
  { ...platform, client, createNamespace: prefix => namespaces.create(prefix) },
  dayOf(Number(seed), size),
)
printDay(`from dist/ on a real cluster, seed ${seed}`, aftermath, performance.now() - began)
const found = dayFindings(aftermath)
for (const line of found) console.log(`- ${line}`)
console.log(found.length === 0 ? 'every record ended right' : `${found.length} findings`)
if (found.length > 0) process.exitCode = 1
namespaces.close()
client.close()
await platform.stop()
