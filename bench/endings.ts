/**
 * Endings: a deployment is stopped at many points, each by three sequences of signals; then `post` runs in a process of its own,
 * then `reconcile`. The table has the last status after each, whether it is true of the cluster, and what is left of the Lease.
 *
 *     script/bench endings [POINTS]
 */
import path from 'node:path'
import { bootstrap } from '../script/setup/bootstrap.ts'
import { runScript } from '../script/setup/main.ts'
import { root } from '../script/setup/places.ts'
import { runIsolated } from '../test/platform/isolation/run-isolated.ts'

await runScript(async ({ say, signal }) => {
  const parts = ['node-modules', 'debian-packages', 'kubernetes', 'gomplate', 'workload'] as const
  const tools = await bootstrap({ parts, say, signal })
  const { exitCode } = await runIsolated({
    argv: ['node', 'bench/endings/measure.ts', ...process.argv.slice(2)],
    name: 'bench-endings',
    cwd: root,
    bin: tools.bin,
    logs: path.join(tools.cache, 'logs'),
    signal,
  })
  return exitCode
})
