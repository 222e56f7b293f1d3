import type { DeployContext } from '../../deployments/context.ts'
import { writeStatus } from '../../deployments/status-writer.ts'
import { Statuses } from '../../deployments/statuses.ts'
import { STEP_RETRY_LIMITS } from '../../github/retry.ts'
import type { PipelineEffects } from './effects.ts'

/** The statuses of a deployment's steps, written to GitHub. */
export function stepStatuses(
  deploymentId: number,
  context: DeployContext,
  effects: Pick<PipelineEffects, 'connectGitHub' | 'masks' | 'clock' | 'log'>,
): Statuses {
  return new Statuses(signal => {
    const github = effects.connectGitHub(signal, STEP_RETRY_LIMITS)
    return async status => {
      const before = github.requests()
      await writeStatus(github, deploymentId, status, context, effects.masks)
      return github.requests() - before
    }
  }, effects)
}
