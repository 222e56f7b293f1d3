import { askedUrl } from '../../domain/claims/asked.ts'
import { continuingText } from '../../domain/claims/held-status.ts'
import { attemptOf, heldIn } from '../../domain/claims/run-claims.ts'
import { judgeHeld } from '../../domain/deployment/held-deployment.ts'
import { statusText } from '../../domain/deployment/status-text.ts'
import type { Rejection } from '../../domain/deployment/workflow-run.ts'
import { messageOf, UserError } from '../../errors.ts'
import type { Instant } from '../../time/instant.ts'
import type { DeploymentRecords, HeldDeployment, Reconciled, ReconcileSettings } from './effects.ts'

interface HeldEffects {
  /** By GitHub's clock, where that is known. */
  readonly now: Instant
  readonly settings: ReconcileSettings
  readonly records: DeploymentRecords
}

/**
 * Starts the run that aborts a deployment that is held: its time is up, or a reviewer has rejected it. What its pods do is not seen
 * from here. Undefined for a deployment that is not held.
 */
export async function reconcileHeld(
  one: HeldDeployment,
  { now, settings, records }: HeldEffects,
): Promise<Reconciled | undefined> {
  const status = heldIn(one.statuses)
  if (status === undefined) return undefined
  const judged = judgeHeld(one.statuses, { now, rejection: await rejectionOf(status.logUrl, records) })
  if (judged === undefined) return undefined
  const { id, environment, service } = one
  const result: Reconciled = { id, environment, service, action: 'open', reason: '', text: judged.why }
  if (judged.kind === 'stays') return result
  const text = `${judged.why}: it is aborted`
  const aborting: Reconciled = { ...result, action: 'aborting', reason: judged.reason, text }
  if (settings.dryRun) return aborting
  try {
    if ((await records.look(id)).statuses.length !== one.statuses.length) {
      return { ...result, text: 'it has got a status meanwhile' }
    }
    const abort = await records.wayToAbort()
    const logUrl = askedUrl({ page: settings.page, environment }, 'abort', settings.logUrl)
    const description = statusText(`${continuingText('abort', status.description, '')}: ${judged.why}`)
    // First, so that no one else begins with it at the same time; a run that does not come is asked for again.
    await records.write({ id, state: 'in_progress', description, logUrl })
    await abort(one)
    return aborting
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    const why = `${judged.why}, and the run that aborts it could not be started: ${messageOf(thrown)}`
    return { ...result, action: 'failed', reason: judged.reason, text: why }
  }
}

/** Whether a reviewer has rejected the run that held it, and waits for approval to go on. */
async function rejectionOf(logUrl: string, records: DeploymentRecords): Promise<Rejection | undefined> {
  const by = attemptOf(logUrl)
  const run = by === undefined ? undefined : await records.run(by.runId)
  return run?.isOver === true && run.state === 'failure' ? records.rejection(run.id) : undefined
}
