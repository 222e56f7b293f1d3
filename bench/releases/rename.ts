import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startClient } from '../../test/demo/steps/under-load.ts'
import { pushOneFileImage } from '../../test/platform/containers/image.ts'
import { program } from '../../test/platform/process/program.ts'
import { LiveStage } from '../../test/platform/stage/live-stage.ts'
import { table } from '../statistics.ts'

const CLIENTS = 4
const POLICY = 'services: [hello]\nenvironments:\n  staging:\n'

/** Whether the Service selects the pods by a label that stays, or by one that changes with the name. */
type Selector = 'stays' | 'changes'

/** The example service under another name each time: it drains for 3 s, and answers meanwhile. */
function templates(selector: Selector, round: number): string {
  const labels = selector === 'stays' ? '{ app: hello }' : `{ app: hello, name: hello-${round} }`
  return `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: ${labels}, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: hello-${round} }
spec:
  replicas: 2
  selector: { matchLabels: ${labels} }
  template:
    metadata: { labels: ${labels} }
    spec:
      containers:
        - name: app
          image: {{ .deploy.image }}
          env:
            - { name: COMMIT, value: "{{ .deploy.commit }}" }
            - { name: ENVIRONMENT, value: staging }
            - { name: GREETING_TOKEN_FILE, value: /none }
            - { name: DRAIN, value: 3s }
          readinessProbe: { httpGet: { path: /readyz, port: 8080 }, periodSeconds: 1 }
`
}

/** Compiles the example service, and pushes it. */
async function pushExample(image: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hello-'))
  try {
    const file = join(folder, 'hello-service')
    const source = join(import.meta.dirname, '../../examples/hello-service')
    await program(['env', 'CGO_ENABLED=0', 'go', 'build', '-C', source, '-buildvcs=false', '-o', file, '.'])
    await pushOneFileImage(file, image)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/**
 * Renames a Deployment in each round while clients call through its Service. Resolves with whether no request failed, on new
 * connections and on kept ones.
 */
export async function measureRename(live: Parameters<typeof LiveStage.open>[0], rounds: number): Promise<boolean> {
  const image = `${live.registry}/platform/hello-service:1`
  await pushExample(image)
  const load = loadavg()[0] ?? 0
  const open = async (selector: Selector) => {
    const it = await LiveStage.open(live, `rename-${selector}`)
    const deploy = async (round: number): Promise<number> => {
      const files = {
        '.github/commit-train.yml': POLICY,
        'deploy/templates/deployment.yaml': templates(selector, round),
      }
      const sha = await it.commit(files, { image: false })
      await program(['crane', 'copy', '--insecure', image, `${it.image}:${sha}`])
      const { run } = await it.deploy(sha, { inputs: { 'stable-for': '3s', timeout: '120s' } })
      if (run.outputs.outcome !== 'success') throw new Error(run.raw)
      const deployments = (await it.kubectl('get', 'deployments', '-o', 'name')).trim()
      if (deployments !== `deployment.apps/hello-${round}`) throw new Error(`there are ${deployments}`)
      return run.durationMs
    }
    await deploy(0)
    const address = await it.kubectl('get', 'service', 'web', '-o', 'jsonpath={.spec.clusterIP}')
    const clients = await Promise.all(Array.from({ length: CLIENTS }, () => startClient(`http://${address}/`)))
    return { it, deploy, clients, selector, seconds: [] as number[] }
  }
  const services = [await open('stays'), await open('changes')]
  for (let round = 1; round <= rounds; round += 1) {
    for (const { deploy, seconds } of services) seconds.push((await deploy(round)) / 1000)
  }
  const rows: string[][] = []
  let failed = 0
  for (const { it, clients, selector, seconds } of services) {
    const counts = await Promise.all(clients.map(client => client.stop()))
    const sum = (of: 'requests' | 'failed' | 'failedOnNew') =>
      counts.reduce((all, one) => all + (one?.[of] ?? Number.NaN), 0)
    failed += sum('failed')
    const mean = seconds.reduce((all, one) => all + one, 0) / seconds.length
    const problems = [...new Set(counts.flatMap(one => one?.problems ?? []))].join('; ')
    rows.push([
      ...[selector, String(seconds.length), String(sum('requests')), String(sum('failedOnNew'))],
      ...[String(sum('failed') - sum('failedOnNew')), mean.toFixed(1), problems],
    ])
    await it.close()
  }
  console.log(
    `${CLIENTS * 2} connections at a time, half of them kept, half new each time; 2 pods; load ${load.toFixed(0)} before`,
  )
  const columns = ['selector', 'renames', 'requests', 'failed on new connections', 'on kept ones', 'seconds each', '']
  console.log(table(columns, rows))
  return failed === 0
}
