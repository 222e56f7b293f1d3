import { rm } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { messageOf } from '../../errors.ts'
import { killMarked } from '../../process/leftovers.ts'
import { actionsRunner } from '../../runner/runner.ts'
import { state } from './main.ts'

/** Runs when the job ends, also when the step was killed: no login and no process of the build stays behind. */
export async function post(): Promise<void> {
  const runner = actionsRunner()
  const [folder, marker] = [runner.state(state.folder), runner.state(state.marker)]
  try {
    if (marker !== '') await killMarked(marker)
    // Nothing but what we made ourselves, whatever the state says.
    if (dirname(folder) === resolve(runner.env.RUNNER_TEMP ?? '') && basename(folder).startsWith('build-')) {
      await rm(folder, { recursive: true, force: true })
    }
  } catch (thrown) {
    runner.log.warning(`Not everything of the build could be taken away: ${messageOf(thrown)}`)
  }
}
