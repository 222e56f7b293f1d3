/**
 * Build: what output costs, by the lengths of its lines: the time and the most memory of the action, beside the time of the same
 * command into a file. Needs no engine. Measures, never judges.
 *
 *     script/bench build-output [MEGABYTES]
 */
import { bootstrap } from '../script/setup/bootstrap.ts'
import { runScript } from '../script/setup/main.ts'
import { DIST_VARIABLE } from '../test/platform/action/dist-folder.ts'

await runScript(async ({ say, signal }) => {
  const { dist } = await bootstrap({ parts: ['node-modules', 'dist'] as const, say, signal })
  // The source as it is, whatever is committed.
  process.env[DIST_VARIABLE] = dist ?? ''
  await import('./build-output/measure.ts')
  return 0
})
