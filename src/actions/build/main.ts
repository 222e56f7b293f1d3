import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, UserError } from '../../errors.ts'
import { readInputs } from '../../runner/inputs.ts'
import { actionsRunner, type Runner } from '../../runner/runner.ts'
import { leave, stopOnSignals } from '../../runner/step-process.ts'
import { buildInputs } from './inputs.ts'

/** What `post` is told; nothing of it is secret. */
export const state = { folder: 'folder', marker: 'marker' } as const

/** The entry of `actions/build`: reads the inputs, runs the build, says how it ended. */
export async function main(): Promise<void> {
  const runner = actionsRunner()
  const stop = stopOnSignals()
  try {
    const texts = readInputs(buildInputs, runner.input)
    // Loaded only now: most of the bundle is not needed to say that an input is missing.
    const { validate } = await import('./validation.ts')
    const { readRunContext } = await import('../../delivery/image/run-context.ts')
    const settings = validate(texts, runner.env)
    const context = readRunContext(runner.env)
    await build(runner, stop.signal, settings, context)
  } catch (thrown) {
    await failBeforeTheBuild(thrown, runner)
  }
  leave()
}

async function build(
  runner: Runner,
  signal: AbortSignal,
  settings: Parameters<typeof import('../../delivery/image/run.ts')['runBuild']>[0],
  context: Parameters<typeof import('../../delivery/image/run.ts')['runBuild']>[1],
): Promise<void> {
  const { runBuild } = await import('../../delivery/image/run.ts')
  const { present } = await import('./outputs.ts')
  const { startProcessGroup: start } = await import('../../process/group.ts')
  const { spawnExec: exec } = await import('../../process/spawn-exec.ts')
  const { systemClock: clock } = await import('../../time/system-clock.ts')
  const { log, print, masks, env } = runner
  const marker = randomUUID()
  const folder = await mkdtemp(join(context.temp, 'build-')) // mkdtemp makes it 0700
  // Before anything is written there: `post` takes it away also when this process is killed.
  runner.saveState(state.folder, folder)
  runner.saveState(state.marker, marker)
  try {
    const effects = { log, print, masks, env, exec, start, clock, marker, folder, signal }
    await present(await runBuild(settings, context, effects), runner)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function failBeforeTheBuild(thrown: unknown, runner: Runner): Promise<void> {
  const known = thrown instanceof UserError
  runner.setOutput('outcome', 'error')
  runner.setOutput('reason', known ? thrown.reason : 'bug')
  runner.fail(messageOf(thrown))
  if (known) {
    for (const { where, text } of thrown.findings) runner.log.info(where === undefined ? text : `${where}: ${text}`)
    return
  }
  const { bugs } = await import('./outputs.ts')
  runner.log.info(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n${bugs}`)
}
