import type { Continuation } from '../../domain/claims/continuation.ts'
import type { Ending } from '../../domain/deployment/ending.ts'
import { LAST_STATUS_RETRY_LIMITS } from '../../github/retry.ts'
import type { DeployContext } from '../context.ts'
import type { JobEffects } from '../effects.ts'
import { redacted } from '../endings.ts'
import { claimDeployment, continuing } from '../request.ts'
import { type NamedDeployment, readRequestedDeployment } from '../requested-deployment.ts'
import type { LeftAlone } from '../result.ts'
import { forgetDeployment, serializeEnding } from '../run-state.ts'
import { writeLastStatus } from '../status-writer.ts'

/**
 * Ends a deployment whose run could not even begin, say because an input is missing: a record that stays pending for ever
 * explains nothing. Resolves with the deployment where it is to be left alone: a workflow that runs on every deployment has no
 * kubeconfig for those of other tools, and that is no mistake. Does nothing where it was GitHub that failed. Rejects with what
 * could not be read or written.
 */
export async function endFailedStart(
  ending: Ending,
  named: NamedDeployment,
  run: DeployContext,
  { masks, state, connectGitHub }: Pick<JobEffects, 'masks' | 'state' | 'connectGitHub'>,
  how?: Continuation,
): Promise<LeftAlone | undefined> {
  if (ending.reason.startsWith('github-')) return undefined
  const github = connectGitHub(undefined, LAST_STATUS_RETRY_LIMITS)
  const requested = await readRequestedDeployment(github, named)
  const context = await continuing(run, requested, how)
  const claimed = await claimDeployment(github, requested, context, { how })
  if (claimed.kind === 'left-alone') {
    // What `pre` has kept is not this run's to end.
    forgetDeployment(state)
    return claimed
  }
  const clean = redacted(ending, text => masks.redact(text))
  state.save('end', serializeEnding(clean))
  const end = { ending: clean, touched: false, held: claimed.held }
  await writeLastStatus(github, requested.deployment.id, { endOf: () => end }, context, masks)
  state.save('ended', 'true')
  return undefined
}
