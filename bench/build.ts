/**
 * Build: how long a commit waits for its answer. The example's own lint, test and image on a real engine and registry,
 * without the image cache; all ways are taken in turn, so that they meet the same machine. Measures, never judges.
 *
 *     script/bench build [ROUNDS]
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
    argv: ['node', 'bench/build/measure.ts', ...process.argv.slice(2)],
    name: 'bench-build',
    cwd: root,
    bin: tools.bin,
    logs: path.join(tools.cache, 'logs'),
    signal,
  })
  return exitCode
})
