import { Release } from '../../test/e2e/kubernetes-release.ts'
import { Columns } from './columns.ts'
import { byKubectl } from './kubectl.ts'
import type { Live, Part } from './part.ts'
import { mixedSet, type Versions } from './sets.ts'

/** In this order, from an empty namespace on. */
const STATES: Readonly<Record<string, Versions>> = {
  first: () => '1',
  unchanged: () => '1',
  'one changed': index => (index === 0 ? '2' : '1'),
  changed: () => '3',
}

/** Ours is the whole from the connection to the end: kubectl proxy, dry run, apply, following. */
async function ours(live: Live, namespace: string, set: readonly object[]): Promise<number> {
  const texts = set.map(object => JSON.stringify(object))
  const start = performance.now()
  const release = await Release.open(namespace, live)
  try {
    const { result } = await release.deploy(texts, { stableForMs: 0 })
    if (result.outcome !== 'complete') throw new Error(`not complete: ${JSON.stringify(result.causes)}`)
    return performance.now() - start
  } finally {
    await release.close()
  }
}

/** So many objects, in each state, ours and kubectl in turn. */
export async function measureObjects(live: Live, count: number, rounds: number): Promise<Part> {
  const columns = new Columns()
  // The first round only warms up.
  for (let round = 0; round <= rounds; round++) {
    const [mine, theirs] = await Promise.all([live.createNamespace('ours'), live.createNamespace('raw')])
    for (const [state, versionOf] of Object.entries(STATES)) {
      const set = mixedSet(count, versionOf)
      const work = [
        async () => columns.add(round === 0 ? 'warm' : `${state} ours`, await ours(live, mine, set)),
        async () => {
          const { apply, withStatus } = await byKubectl(live.kubeconfig, theirs, set)
          if (round === 0) return
          columns.add(`${state} apply`, apply)
          columns.add(`${state} status`, withStatus)
        },
      ]
      for (const one of round % 2 === 0 ? work : work.toReversed()) await one()
    }
  }
  return {
    title: `${count} objects`,
    text: `Six tenths ConfigMaps, two tenths Services, two tenths Deployments without pods; ${rounds} rounds, each in new namespaces. Ours: connection,
dry run, apply and following, without the start of node. Seconds, median (p90). \`unchanged\` and \`one changed\` are after \`first\`;
\`changed\` changes every object.`,
    head: ['state', 'ours', '`kubectl apply --server-side`', '… + `rollout status`', 'ours / apply', 'ours / + status'],
    rows: Object.keys(STATES).map(state => [
      ...[state, columns.text(`${state} ours`), columns.text(`${state} apply`), columns.text(`${state} status`)],
      ...[columns.ratio(`${state} ours`, `${state} apply`), columns.ratio(`${state} ours`, `${state} status`)],
    ]),
  }
}
