import { rm } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { messageOf } from '../../errors.ts'
import { killMarked } from '../../process/leftovers.ts'
import type { Runner } from '../../runner/runner.ts'
import type { BegunStep } from '../../runner/step-begin.ts'
import { runStep } from '../../runner/step-process.ts'
import { BUILD_STATE } from './state.ts'

/** Runs when the job ends, also when the step was killed: no login and no process of the build stays behind. */
export function buildPost(begun: BegunStep): Promise<void> {
  return runStep(cleanUpBuild, begun)
}

/** Kills the processes of the build and removes its folder. What cannot be removed is a warning. */
export async function cleanUpBuild({ state, env, log }: Pick<Runner, 'state' | 'env' | 'log'>): Promise<void> {
  const [folder, marker] = [state(BUILD_STATE.folder), state(BUILD_STATE.marker)]
  try {
    if (marker !== '') await killMarked(marker)
    // Only a folder that the build made itself, whatever the state says.
    if (dirname(folder) === resolve(env.RUNNER_TEMP ?? '') && basename(folder).startsWith('build-')) {
      await rm(folder, { recursive: true, force: true })
    }
  } catch (thrown) {
    log.warning(`Could not remove everything that the build left behind: ${messageOf(thrown)}`)
  }
}
