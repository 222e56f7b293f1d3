import { readFileSync } from 'node:fs'
import { program } from '../../test/platform/process/program.ts'
import { byKubectl } from './kubectl.ts'
import type { Took } from './many.ts'
import type { Live, Part } from './part.ts'
import { simulatedSet } from './sets.ts'
import { SimulatedNodes } from './simulated-nodes.ts'

const COUNTS = [125, 250, 500]

/** Requests to the API server about a namespace, but for what the simulated nodes do to its pods. */
function requestsIn({ auditLog }: Live, namespace: string): number {
  interface Line {
    readonly verb: string
    readonly user: { readonly username: string }
    readonly objectRef?: { readonly namespace?: string; readonly resource?: string }
  }
  const lines = readFileSync(auditLog, 'utf8')
    .split('\n')
    .filter(line => line.includes(namespace))
  return lines
    .map(line => JSON.parse(line) as Line)
    .filter(({ user, objectRef }) => user.username === 'admin' && objectRef?.namespace === namespace)
    .filter(({ verb, objectRef }) => objectRef?.resource !== 'pods' || ['list', 'watch'].includes(verb)).length
}

/** Up to 500 Deployments of one pod on simulated nodes, made and then changed, and kubectl with the same. */
export async function measureDeployments(live: Live, rounds: number): Promise<Part> {
  // Old and new pods are there at the same time.
  const nodes = await SimulatedNodes.start(live.kubeconfig, 3 * Math.max(...COUNTS))
  const rows: string[][] = []
  try {
    for (let round = 0; round < rounds; round++) {
      for (const count of COUNTS) {
        const [mine, theirs] = await Promise.all([live.createNamespace('many'), live.createNamespace('raw')])
        await Promise.all([nodes.serve(mine), nodes.serve(theirs)])
        for (const [state, version] of [
          ['first', '1'],
          ['changed', '2'],
        ] as const) {
          const before = requestsIn(live, mine)
          const argv = ['node', 'bench/deploy/many.ts', live.kubeconfig, mine, String(count), version]
          const took = JSON.parse(await program(argv)) as Took
          if (took.outcome !== 'complete') throw new Error(`${count} Deployments: ${took.outcome}`)
          const requests = requestsIn(live, mine) - before
          const raw = await byKubectl(live.kubeconfig, theirs, simulatedSet(count, version))
          rows.push([
            ...[
              String(count),
              state,
              (took.ms / 1000).toFixed(1),
              (took.cpuMs / 1000).toFixed(1),
              took.memory.toFixed(0),
            ],
            ...[String(requests), (raw.apply / 1000).toFixed(1), (raw.withStatus / 1000).toFixed(1)],
          ])
          console.error(rows.at(-1)?.join(' | '))
        }
        for (const namespace of [mine, theirs]) {
          await program(['kubectl', '--kubeconfig', live.kubeconfig, '-n', namespace, 'delete', 'deployment', '--all'])
        }
      }
    }
  } finally {
    nodes.stop()
  }
  return {
    title: '500 Deployments',
    text: `Deployments of one pod, on nodes that are simulated: what is scheduled to them is ready at once. Ours in a process of its own, from the source; memory is
the most that it had. Requests are those of the client; a watch is one.`,
    head: [
      ...['Deployments', 'state', 'seconds', 'CPU seconds', 'memory, MB', 'requests'],
      ...['`kubectl apply`, s', '… + `rollout status`, s'],
    ],
    rows,
  }
}
