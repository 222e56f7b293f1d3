import type { DeployContext } from '../../deployments/context.ts'
import { type NamedDeployment, readWhileLoading } from '../../deployments/requested-deployment.ts'
import type { DeployResult } from '../../deployments/result.ts'
import { Deadline } from './deadline.ts'
import type { PipelineEffects } from './effects.ts'
import type { DeploySettings } from './settings.ts'

/**
 * Runs one deployment to its end. Rejects only where there is no deployment to end: before it is known whether it is ours.
 * Everything after that is an ending, written as the deployment's last status.
 */
export async function runDeployment(
  named: NamedDeployment,
  settings: DeploySettings,
  context: DeployContext,
  effects: PipelineEffects,
): Promise<DeployResult> {
  const started = effects.clock.now()
  // The step has masked its inputs; a caller without one is safe too.
  effects.masks.addNamed(Object.entries(settings.secretEnv))
  const over = new AbortController()
  const deadline = new Deadline(effects.clock, settings.timeoutMs, over.signal)
  const limit = AbortSignal.any([effects.signal, deadline.signal])
  const github = effects.connectGitHub(limit)
  try {
    const [requested, { DeploymentRun }] = await readWhileLoading(github, named, () => import('./deployment-run.ts'))
    // It reads the policy, and is there by now: loaded first, it would delay the first request.
    const { continuing } = await import('../../deployments/request.ts')
    return await new DeploymentRun({
      settings,
      context: await continuing(context, requested, settings.continues),
      effects,
      github,
      requested,
      started,
      deadline,
      limit,
    }).toItsEnd()
  } finally {
    over.abort()
  }
}
