import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { failStep } from '../../runner/failed-step.ts'
import { hideInputs } from '../../runner/input-secrets.ts'
import { readInputs } from '../../runner/inputs.ts'
import type { Runner } from '../../runner/runner.ts'
import type { BegunStep } from '../../runner/step-begin.ts'
import { runStep } from '../../runner/step-process.ts'
import { BUILD_INPUTS } from './inputs.ts'

/** The entry of `actions/build`. */
export function build(begun: BegunStep): Promise<void> {
  return runStep(buildStep, begun)
}

/** Reads the inputs, runs the build, reports how it ended. `signal` is aborted when the run is cancelled. */
export async function buildStep(runner: Runner, signal: AbortSignal): Promise<void> {
  hideInputs(BUILD_INPUTS, runner)
  try {
    const texts = readInputs(BUILD_INPUTS, runner.input)
    // Loaded only now: most of the bundle is not needed to say that an input is missing.
    const { validateBuildInputs } = await import('./validation.ts')
    const settings = validateBuildInputs(texts, runner.env)
    const [{ readBuildContext }, { spawnExec }] = await Promise.all([
      import('./run-context.ts'),
      import('../../process/spawn-exec.ts'),
    ])
    const context = await readBuildContext(runner.env, settings.ref, spawnExec)
    await runInFolder(runner, signal, settings, context)
  } catch (thrown) {
    await failStep(thrown, runner, signal)
  }
}

async function runInFolder(
  runner: Runner,
  signal: AbortSignal,
  settings: import('../../delivery/image/plan/settings.ts').BuildSettings,
  context: Awaited<ReturnType<typeof import('./run-context.ts')['readBuildContext']>>,
): Promise<void> {
  const [{ runBuild }, { buildEffects }, { reportBuild }] = await Promise.all([
    import('../../delivery/image/run.ts'),
    import('./effects.ts'),
    import('./outputs.ts'),
  ])
  const marker = randomUUID()
  const folder = await mkdtemp(join(context.temp, 'build-')) // mkdtemp makes it 0700
  // Before anything is written there: `post` removes it also when this process is killed.
  runner.saveState('folder', folder)
  runner.saveState('marker', marker)
  try {
    const effects = buildEffects(context, runner, { folder, marker, signal })
    await reportBuild(await runBuild(settings, context, effects), runner)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
