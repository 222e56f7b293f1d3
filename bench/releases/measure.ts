import { ClusterClient } from '../../test/platform/cluster/cluster-client.ts'
import { TestNamespaces } from '../../test/platform/namespaces.ts'
import { startPlatform } from '../../test/platform/platform.ts'
import { LiveStage } from '../../test/platform/stage/live-stage.ts'
import { measureCost } from './cost.ts'
import { measureRandom } from './random.ts'
import { measureRename } from './rename.ts'

const [what = '20', second] = process.argv.slice(2)
const platform = await startPlatform()
const namespaces = new TestNamespaces(platform.kubeconfig)
const client = new ClusterClient(platform.kubeconfig)
const live = { ...platform, client, createNamespace: (prefix: string) => namespaces.create(prefix) }
if (what === 'cost') {
  await measureCost(live, Number(second ?? '9'))
} else if (what === 'rename') {
  if (!(await measureRename(live, Number(second ?? '5')))) process.exitCode = 1
} else {
  await LiveStage.pushImage(live)
  const first = second === undefined ? Math.floor(Math.random() * 1e6) : Number(second)
  if (!(await measureRandom(live, Number(what), first))) process.exitCode = 1
}
namespaces.close()
client.close()
await platform.stop()
