import type { DeployContext } from '../context.ts'
import type { JobEffects } from '../effects.ts'
import { claimDeployment, type NamedDeployment, readRequestedDeployment } from '../request.ts'
import { newMessage } from '../slack/saved-message.ts'
import { writeStatus } from '../status-writer.ts'

/**
 * Says that the job of a deployment has begun: one that dies in its checkout or its cloud login must not leave a record that
 * looks as if no workflow had picked it up. Does nothing about a deployment that is not for this run. Rejects with what could
 * not be read or written.
 */
export async function announceJobStart(
  named: NamedDeployment,
  context: DeployContext,
  effects: Omit<JobEffects, 'clock'>,
): Promise<void> {
  const { log, masks, state } = effects
  const github = effects.connectGitHub()
  const requested = await readRequestedDeployment(github, named)
  const claimed = await claimDeployment(github, requested, context)
  if (claimed.kind === 'left-alone') return
  const { id } = requested.deployment
  state.save('deployment', String(id))
  const status = { state: 'in_progress', description: 'The job has begun' } as const
  await writeStatus(github, id, status, context, masks)
  log.info(`Deployment ${id}: ${status.description}`)
  // There is no message yet; but should main never come to it, post has to write it.
  const message = effects.connectSlack() === undefined ? undefined : newMessage(claimed.request, context)
  if (message !== undefined) state.save('slack', JSON.stringify(message))
}
