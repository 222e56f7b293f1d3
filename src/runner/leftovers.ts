import { rm } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { messageOf } from '../errors.ts'
import { killMarked } from '../process/leftovers.ts'
import type { Runner } from './runner.ts'

/** What the step has kept in its state: by what its programs are found, and its private folder. */
const [MARKER, FOLDER] = ['marker', 'folder']

/**
 * When the job ends, also when the step was killed: no login, no kubeconfig and no program of the step stays behind. What
 * cannot be removed is a warning.
 */
export async function removeLeftovers({ state, env, log }: Pick<Runner, 'state' | 'env' | 'log'>): Promise<void> {
  const [marker, folder] = [state(MARKER), state(FOLDER)]
  try {
    if (marker !== '') await killMarked(marker)
    // Only a folder that the step made itself, whatever the state says.
    if (dirname(folder) === resolve(env.RUNNER_TEMP ?? '') && /^(build|deploy)-/.test(basename(folder))) {
      await rm(folder, { recursive: true, force: true })
    }
  } catch (thrown) {
    log.warning(`Could not remove everything that the step left behind: ${messageOf(thrown)}`)
  }
}
