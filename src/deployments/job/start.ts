import type { Continuation } from '../../domain/claims/continuation.ts'
import type { DeployContext } from '../context.ts'
import type { JobEffects } from '../effects.ts'
import { type NamedDeployment, readWhileLoading } from '../requested-deployment.ts'

/**
 * Says that the job of a deployment has begun: one that dies in its checkout or its cloud login must not leave a record that
 * looks as if no workflow had picked it up. Does nothing about a deployment that is not for this run. Rejects with what could
 * not be read or written.
 */
export async function announceJobStart(
  named: NamedDeployment,
  context: DeployContext,
  effects: Omit<JobEffects, 'clock'>,
  how?: Continuation,
): Promise<void> {
  const github = effects.connectGitHub()
  const [requested, { announce }] = await readWhileLoading(github, named, () => import('./announce.ts'))
  await announce(github, requested, context, how, effects)
}
