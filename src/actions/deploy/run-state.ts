import type { RunState } from '../../deployments/run-state.ts'
import { messageOf } from '../../errors.ts'
import type { Runner } from '../../runner/runner.ts'

/** The runner's state. A full disk under its files is no reason to stop half-way, nor to leave a deployment without its end. */
export function runnerState(runner: Pick<Runner, 'state' | 'saveState' | 'log'>): RunState {
  return {
    read: key => runner.state(key),
    save(key, value) {
      try {
        runner.saveState(key, value)
      } catch (thrown) {
        runner.log.warning(`Could not save "${key}" for the post step: ${messageOf(thrown)}`)
      }
    },
  }
}
