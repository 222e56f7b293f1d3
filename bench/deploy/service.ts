import { LiveStage } from '../../test/platform/stage/live-stage.ts'
import { IMAGE } from '../time-to-red/sets.ts'
import { Columns } from './columns.ts'
import { byKubectl } from './kubectl.ts'
import type { Live, Part } from './part.ts'
import { deployment } from './sets.ts'

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'd0' },
  spec: { selector: { app: 'd0' }, ports: [{ port: 80 }] },
}
const setOf = (version: string, image: string) => [service, deployment(0, version, { replicas: 2, image })]

/** One service whose pods are replaced: the whole action, from the start of its process to its end, and kubectl in turn. */
export async function measureService(live: Live, rounds: number): Promise<Part> {
  const columns = new Columns()
  const it = await LiveStage.open(live, 'service')
  const theirs = await live.createNamespace('raw')
  // The first round makes what the others change.
  for (let round = 0; round <= rounds; round++) {
    const version = String(round)
    const set = setOf(version, IMAGE).map(object => JSON.stringify(object))
    const sha = await it.commit({ 'deploy/templates/deployment.yaml': set.join('\n---\n') })
    const { run } = await it.deploy(sha, { inputs: { 'stable-for': '0s' } })
    if (run.outputs.outcome !== 'success') throw new Error(run.raw)
    const raw = await byKubectl(live.kubeconfig, theirs, setOf(version, `${it.image}:${sha}`))
    if (round === 0) continue
    columns.add('ours', run.durationMs)
    columns.add('raw', raw.withStatus)
  }
  await it.close()
  const over = ((columns.median('ours') - columns.median('raw')) / 1000).toFixed(2)
  return {
    title: 'One service',
    text: `A Deployment of two pods and a Service; each round replaces the pods; ${rounds} rounds, in turn. Ours: the whole action, from the start of its
process to its end: gate, rendering, dry run, apply, following (\`stable-for: 0s\`), statuses, and a ConfigMap and a Secret more.
GitHub answers without delay. Seconds, median (p90).`,
    head: ['', 'seconds', 'over raw'],
    rows: [
      ['the whole action', columns.text('ours'), `+${over}`],
      ['`kubectl apply --server-side` + `rollout status`', columns.text('raw'), ''],
    ],
  }
}
