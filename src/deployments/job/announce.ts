import type { Continuation } from '../../domain/claims/continuation.ts'
import { continuingText } from '../../domain/claims/held-status.ts'
import type { GitHubClient } from '../../github/client.ts'
import type { DeployContext } from '../context.ts'
import type { JobEffects } from '../effects.ts'
import { askerOf } from '../held/continuation.ts'
import { claimDeployment, continuing } from '../request.ts'
import type { RequestedDeployment } from '../requested-deployment.ts'
import { keepClaim } from '../run-state.ts'
import { newMessage } from '../slack/saved-message.ts'
import { writeStatus } from '../status-writer.ts'

/** Claims a deployment whose job has begun, writes its first status, and keeps what `main` and `post` go on with. */
export async function announce(
  github: GitHubClient,
  requested: RequestedDeployment,
  run: DeployContext,
  how: Continuation | undefined,
  { log, masks, state, connectSlack }: Pick<JobEffects, 'log' | 'masks' | 'state' | 'connectSlack'>,
): Promise<void> {
  const context = await continuing(run, requested, how)
  const claimed = await claimDeployment(github, requested, context, { how })
  if (claimed.kind === 'left-alone') return
  const { id } = requested.deployment
  keepClaim(state, id, { ...context, ...claimed })
  const { held } = claimed
  const asker = async (of: Continuation) => askerOf(claimed.request, run.startedBy, of, await requested.statuses)
  const description =
    how === undefined || held === undefined ? 'The job has begun' : continuingText(how, held, (await asker(how)).by)
  const status = { state: 'in_progress', description } as const
  await writeStatus(github, id, status, context, masks)
  log.info(`Deployment ${id}: ${status.description}`)
  // There is no message yet; but should main never come to it, post has to write it.
  const message = connectSlack() === undefined ? undefined : newMessage(claimed.request, context)
  if (message !== undefined) state.save('slack', JSON.stringify(message))
}
