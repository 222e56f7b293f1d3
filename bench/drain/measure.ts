import { loadavg } from 'node:os'
import path from 'node:path'
import { startClient } from '../../test/demo/steps/under-load.ts'
import { ClusterClient } from '../../test/platform/cluster/cluster-client.ts'
import { pushOneFileImage } from '../../test/platform/containers/image.ts'
import { TestNamespaces } from '../../test/platform/namespaces.ts'
import { startPlatform } from '../../test/platform/platform.ts'
import { program } from '../../test/platform/process/program.ts'
import { LiveStage } from '../../test/platform/stage/live-stage.ts'
import { table } from '../statistics.ts'

const REPLICAS = 4
const CLIENTS = 4
const rollouts = Number(process.argv[2] ?? 10)

/** Ready at once, gone at once on TERM: nothing but the drain keeps a request from meeting a closed port. */
const TEMPLATES = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${REPLICAS}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: app
          image: {{ .deploy.image }}
          env: [{ name: ANSWER, value: '{"commit":"{{ .deploy.commit }}"}' }]
          readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 1 }
`
const policy = (drain: string) => `services: [hello]
strategy: { drain: ${drain} }
environments:
  staging:
`

const platform = await startPlatform({ engine: false })
const namespaces = new TestNamespaces(platform.kubeconfig)
const client = new ClusterClient(platform.kubeconfig)
const live = { ...platform, client, createNamespace: (prefix: string) => namespaces.create(prefix) }
const image = `${platform.registry}/platform/workload:1`
await pushOneFileImage((await program(['sh', '-c', 'command -v workload'])).trim(), image)

/** A service with clients that call it until the end. */
async function open(drain: string) {
  const it = await LiveStage.open(live, `drain-${drain}`)
  const deploy = async (): Promise<number> => {
    const sha = await it.commit(
      {
        '.github/commit-train.yml': policy(drain),
        'deploy/templates/deployment.yaml': TEMPLATES,
        [path.join('rounds', String(performance.now()))]: '',
      },
      { image: false },
    )
    await program(['crane', 'copy', '--insecure', image, `${it.image}:${sha}`])
    const { run } = await it.deploy(sha, { inputs: { 'stable-for': '1s', timeout: '120s' } })
    if (run.outputs.outcome !== 'success') throw new Error(run.raw)
    return run.durationMs
  }
  await deploy()
  const address = await it.kubectl('get', 'service', 'web', '-o', 'jsonpath={.spec.clusterIP}')
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => startClient(`http://${address}/`)))
  return { it, deploy, clients, drain, seconds: [] as number[] }
}

const [load = 0] = loadavg()
const services = [await open('0s'), await open('5s')]
for (let round = 0; round < rollouts; round++) {
  for (const { deploy, seconds } of services) seconds.push((await deploy()) / 1000)
}
const rows: string[][] = []
let failedDrained = 0
for (const { it, clients, drain, seconds } of services) {
  const counts = await Promise.all(clients.map(client => client.stop()))
  const sum = (of: 'requests' | 'failed' | 'failedOnNew') =>
    counts.reduce((all, one) => all + (one?.[of] ?? Number.NaN), 0)
  const failedOnNew = sum('failedOnNew')
  if (drain !== '0s') failedDrained += failedOnNew
  const mean = seconds.reduce((all, one) => all + one, 0) / seconds.length
  const problems = [...new Set(counts.flatMap(one => one?.problems ?? []))].join('; ')
  rows.push([
    drain,
    String(seconds.length),
    String(sum('requests')),
    String(failedOnNew),
    String(sum('failed') - failedOnNew),
    mean.toFixed(1),
    problems,
  ])
  await it.close()
}
console.log(
  `${CLIENTS * 2} connections at a time, half of them kept, half new each time; ${REPLICAS} pods; load ${load.toFixed(0)} before`,
)
console.log(
  table(['drain', 'rollouts', 'requests', 'failed on new connections', 'on kept ones', 'seconds a rollout', ''], rows),
)
client.close()
namespaces.close()
await platform.stop()
process.exitCode = failedDrained === 0 ? 0 : 1
