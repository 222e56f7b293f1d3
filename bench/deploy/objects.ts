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

/** Ours from the connection on, in milliseconds: kubectl proxy, dry run and apply; and the whole, followed to its end. */
async function ours(
  live: Live,
  namespace: string,
  set: readonly object[],
): Promise<{ readonly applied: number; readonly whole: number }> {
  const texts = set.map(object => JSON.stringify(object))
  const start = performance.timeOrigin + performance.now()
  const release = await Release.open(namespace, live)
  try {
    const { result, appliedAt, endedAt } = await release.deploy(texts, { stableForMs: 0 })
    if (result.outcome !== 'complete') throw new Error(`not complete: ${JSON.stringify(result.causes)}`)
    return { applied: appliedAt - start, whole: endedAt - start }
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
        async () => {
          const { applied, whole } = await ours(live, mine, set)
          if (round === 0) return
          columns.add(`${state} applied`, applied)
          columns.add(`${state} ours`, whole)
        },
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
dry run and apply; and to the end, when every controller has done its work, without the start of node. Seconds, median (p90). \`unchanged\` and \`one changed\` are after \`first\`;
\`changed\` changes every object.`,
    head: [
      'state',
      'ours, applied',
      'ours, to the end',
      '`kubectl apply --server-side`',
      '… + `rollout status`',
      'applied / apply',
      'end / apply',
      'end / + status',
    ],
    rows: Object.keys(STATES).map(state => [
      ...[state, ...['applied', 'ours', 'apply', 'status'].map(column => columns.text(`${state} ${column}`))],
      ...[
        columns.ratio(`${state} applied`, `${state} apply`),
        columns.ratio(`${state} ours`, `${state} apply`),
        columns.ratio(`${state} ours`, `${state} status`),
      ],
    ]),
  }
}
