import type { DeployResult } from '../../../../src/deployments/result.ts'
import type { EndedView } from '../../../../src/deployments/view.ts'
import { until } from '../../../platform/process/until.ts'
import type { DeployScene } from './deploy-scene.ts'

/** What is shown of a deployment that has ended. */
export function endedView(result: DeployResult): EndedView {
  if (result.kind !== 'ended') throw new Error(`the deployment is ${result.kind}`)
  return result.view
}

/** Resolves when the rollout is being followed. */
export async function following({ log }: DeployScene): Promise<void> {
  await until({ what: 'the rollout' }, async () => log.lines.some(line => line.startsWith('group: 5/5')))
}
