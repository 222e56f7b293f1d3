import { type Finding, messageOf, UserError, withMachineFaults } from '../../errors.ts'
import type { ReasonCode } from '../../reasons/registry.ts'
import { counted } from '../../text/counted.ts'
import { durationText } from '../../time/duration.ts'
import { untilText } from '../claims/held-status.ts'
import { shortSha } from '../sha.ts'
import type { DeploymentHold } from './hold.ts'
import type { DeploymentState } from './record.ts'
import type { Verdict } from './verdict.ts'

/** How a run of a deployment can end; never mixed up. A deployment that is `held` goes on by another run. */
export type Outcome = 'success' | 'refused' | 'failed' | 'superseded' | 'cancelled' | 'error' | 'dry-run' | 'held'

/** The end of one deployment: what the status, the log, the summary and the outputs are made of. */
export interface Ending {
  readonly outcome: Outcome
  /** Stable code, for machines. */
  readonly reason: ReasonCode
  /** One line, the reason first, without the word for the outcome: `endingText` puts it in front. */
  readonly text: string
  /** What was done after it, in few words: `abc1234 is live again`. Stays whole where the text is cut. */
  readonly after?: string
  readonly findings: readonly Finding[]
}

const STATES: Readonly<Record<Outcome, DeploymentState>> = {
  success: 'success',
  refused: 'failure',
  failed: 'failure',
  superseded: 'inactive',
  cancelled: 'error',
  error: 'error',
  // It was asked for and not carried out: no state of GitHub is nearer, and only a success counts as live.
  'dry-run': 'inactive',
  // Never `pending`, which GitHub gives up after 30 minutes.
  held: 'in_progress',
}

/** The state GitHub's Deployments page shows for an outcome. */
export function stateOf(outcome: Outcome): DeploymentState {
  return STATES[outcome]
}

/** Whether there is nothing to do about it. */
export function endedWell(outcome: Outcome): boolean {
  return outcome === 'success' || outcome === 'superseded' || outcome === 'dry-run' || outcome === 'held'
}

/** The ending of a deployment that its verdict refuses. Throws (a bug) for a verdict that does not refuse. */
export function endingOfVerdict(verdict: Verdict): Ending {
  if (verdict.kind !== 'refuse') throw new Error(`a verdict to ${verdict.kind} ends nothing`)
  return { outcome: 'refused', reason: verdict.reason, text: verdict.text, findings: verdict.findings }
}

/** The ending that follows from anything thrown: a user's error ends as it says, everything else is a bug of ours. */
export function endingOfError(given: unknown): Ending {
  const thrown = withMachineFaults(given)
  if (thrown instanceof UserError) {
    return { outcome: thrown.outcome, reason: thrown.reason, text: thrown.message, findings: thrown.findings }
  }
  return { outcome: 'error', reason: 'bug', text: `bug: ${messageOf(thrown)}`, findings: [] }
}

/** The ending of a deployment that was only planned. `counts`: what it would change. */
export function dryRunEnding(counts: string): Ending {
  return { outcome: 'dry-run', reason: 'dry-run', text: `${counts}; nothing was applied`, findings: [] }
}

/** `Deployed in 14 s`: GitHub and Slack show the commit beside it. */
export function successEnding(milliseconds: number): Ending {
  const text = `Deployed in ${durationText(milliseconds, 'tenths')}`
  return { outcome: 'success', reason: 'deployed', text, findings: [] }
}

/** How a run ends whose deployment is held. `healthyMs`: how long its pods were watched. */
export function heldEnding(hold: DeploymentHold, healthyMs: number): Ending {
  const { stage, of, ready, pods, commit, since, until } = hold
  const what = `${ready} of ${counted(pods, 'pod')} run ${shortSha(commit)}, healthy ${durationText(healthyMs, 'seconds')}`
  const after = `promote or abort (aborts itself ${untilText(Date.parse(until), Date.parse(since))})`
  return { outcome: 'held', reason: 'held', text: `${stage}/${of}: ${what}`, after, findings: [] }
}

/** After these nothing is held any more, also where the run has changed nothing. */
const ENDS_HOLD: readonly ReasonCode[] = ['nothing-held', 'superseded']

/**
 * Whether a run that ends so has found that nothing is held: else what it has not changed is held as before. `part`: what it was to
 * do. What cannot be aborted any more cannot be held either.
 */
export function endsHold(reason: ReasonCode, part: string): boolean {
  return ENDS_HOLD.includes(reason) || (reason === 'hold-broken' && part.startsWith('abort'))
}
