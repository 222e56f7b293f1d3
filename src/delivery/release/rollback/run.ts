import type { DeployContext } from '../../../deployments/context.ts'
import type { DeployResult } from '../../../deployments/result.ts'
import { Deadline } from '../deadline.ts'
import type { DeploySettings } from '../settings.ts'
import type { AskedRollback, RollbackEffects } from './asked-rollback.ts'
import { RollbackRun } from './rollback-run.ts'

/**
 * Applies a stored release again as it was, from the cluster alone: neither templates nor secrets are read, and with
 * `withoutGitHub` not even GitHub is needed. Never rejects: whatever goes wrong is how it ended.
 */
export async function runRollback(
  asked: AskedRollback,
  settings: DeploySettings,
  context: DeployContext,
  effects: RollbackEffects,
): Promise<DeployResult> {
  const over = new AbortController()
  const deadline = new Deadline(effects.clock, settings.timeoutMs, over.signal)
  const limit = AbortSignal.any([effects.signal, deadline.signal])
  try {
    return await new RollbackRun({ asked, settings, context, effects, deadline, limit }).toItsEnd()
  } finally {
    over.abort()
  }
}
