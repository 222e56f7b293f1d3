import { type Ending, endedWell, endingOfError, successEnding } from '../domain/deployment/ending.ts'
import type { DeploymentStatus } from '../domain/deployment/record.ts'
import { endingOfStatus, isStep, wasChanging, wasFollowing } from '../domain/deployment/status-text.ts'
import { Crash, type Finding, isStopped, messageOf } from '../errors.ts'
import type { Cause, FollowResult } from '../kubernetes/rollout/watch-rollouts.ts'
import { type ApplyCount, CLUSTER_STATE, parseCount, stateAfter } from './cluster-state.ts'
import type { RestoreResult } from './progress.ts'
import { parseEnding, type RunState } from './run-state.ts'

/** How a followed rollout ends the deployment. */
export function endingOfRollout(result: FollowResult, ms: number): Ending {
  if (result.outcome === 'complete') return successEnding(ms)
  const { cause } = result
  const findings = result.causes.map(
    ({ code, object, text, advice }): Finding => ({
      reason: code,
      text: advice === '' ? text : `${text}. ${advice}`,
      where: object,
    }),
  )
  if (result.outcome === 'superseded') {
    const text = `another deployment of commit-train took over during the rollout: ${takenOver(result)}`
    return { outcome: 'superseded', reason: 'rollout-superseded', text, findings }
  }
  if (result.outcome === 'taken-over') {
    return {
      outcome: 'failed',
      reason: 'objects-taken-over',
      text: `during the rollout: ${takenOver(result)}`,
      findings,
    }
  }
  if (cause === undefined) {
    const waiting = result.workloads.filter(({ state }) => state !== 'complete').map(({ object }) => object)
    return { outcome: 'failed', reason: 'timeout', text: `timeout: not complete: ${waiting.join(', ')}`, findings }
  }
  const late = result.outcome === 'timeout' ? 'timeout: ' : ''
  return { outcome: 'failed', reason: cause.code, text: `${late}${inOneLine(cause)}`, findings }
}

/** The ending of a failure, with what was done after it. */
export function endingAfterRestore(ending: Ending, restore: RestoreResult | undefined): Ending {
  if (restore === undefined || endedWell(ending.outcome)) return ending
  if (restore.kind === 'stopped') return endingAfterStop(ending, restore)
  if (restore.kind === 'left') return { ...ending, after: restore.text }
  // Between two stages a refusal, too, comes after something was changed.
  if (!['failed', 'refused', 'error'].includes(ending.outcome) && ending.reason !== 'aborted') return ending
  if (restore.kind === 'none') return { ...ending, after: `nothing restored: ${restore.text}` }
  const { release } = restore
  if (restore.kind === 'restored') {
    return { ...ending, after: `${release} is live${restore.asBefore ? ', as before' : ' again'}` }
  }
  const finding: Finding = { reason: 'restore-failed', text: `restoring ${release}: ${restore.text}` }
  const after = restore.kind === 'refused' ? `${release} cannot be applied again` : `restoring ${release} failed too`
  return { ...ending, reason: 'restore-failed', findings: [...ending.findings, finding], after }
}

/** What is live is known only by who came in between; a run that was stopped says what it had begun, and why. */
function endingAfterStop(
  ending: Ending,
  { release, reason, text, failure }: Extract<RestoreResult, { readonly kind: 'stopped' }>,
): Ending {
  if (ending.outcome !== 'failed') {
    return { ...ending, findings: [...ending.findings, failure], after: underWay(release) }
  }
  const finding: Finding = { reason, text: `restoring ${release} stopped: ${text}` }
  return { ...ending, findings: [...ending.findings, finding], after: finding.text }
}

function underWay(release: string): string {
  return `restoring ${release} was in progress`
}

/** `Deployment/web: spec.paused was changed by kubectl-patch` */
function takenOver({ workloads }: FollowResult): string {
  return workloads
    .filter(({ state }) => state === 'taken-over')
    .map(({ object, text }) => `${object}: ${text}`)
    .join('; ')
}

/** Object and container first, then the code, since a status may be cut at its end. */
export function inOneLine({ object, container, code, text }: Cause): string {
  return `${object}${container === undefined ? '' : `, container ${container}`}: ${code}: ${text}`
}

/** Without secrets, and before anything is cut: half a secret would not be found any more. */
export function redacted(ending: Ending, redact: (text: string) => string): Ending {
  return {
    ...ending,
    text: redact(ending.text),
    ...(ending.after === undefined ? {} : { after: redact(ending.after) }),
    findings: ending.findings.map(finding => redactedFinding(finding, redact)),
  }
}

/** Without secrets. */
export function redactedFinding(finding: Finding, redact: (text: string) => string): Finding {
  const { where } = finding
  return { ...finding, text: redact(finding.text), ...(where === undefined ? {} : { where: redact(where) }) }
}

/** How whatever was thrown ends the deployment. `count`: how far the apply had come, where it had begun. */
export function endingOfFailure(thrown: unknown, count: ApplyCount | undefined, signal: AbortSignal): Ending {
  if (isStopped(signal)) {
    const live = count === undefined ? CLUSTER_STATE.unchanged : stateAfter(count)
    return { outcome: 'cancelled', reason: 'cancelled', text: `${messageOf(signal.reason)}; ${live}`, findings: [] }
  }
  const ending = endingOfError(signal.reason instanceof Crash ? signal.reason : thrown)
  if (count === undefined || ending.outcome !== 'error') return ending
  // After the first write even our own bug has left something behind, and that has to be said.
  const text = `${ending.text}; ${stateAfter(count)}`
  return { ...ending, outcome: ending.reason === 'timeout' ? 'failed' : 'error', text }
}

/**
 * How a deployment ended whose run did not live to say so, by what it saved: the words are those of `main`, if it had any.
 * `own`: the statuses of the same attempt, which say how far it had come where the runner kept nothing.
 */
export function endOfJob(
  state: RunState,
  own: readonly Pick<DeploymentStatus, 'description'>[] = [],
): { readonly ending: Ending; readonly touched: boolean; readonly held?: string } {
  const held = state.read('held')
  return { ...endedJob(state, own), ...(held === '' ? {} : { held }) }
}

function endedJob(
  state: RunState,
  own: readonly Pick<DeploymentStatus, 'description'>[],
): { readonly ending: Ending; readonly touched: boolean } {
  const touched = state.read('touched') === 'true' || own.some(({ description }) => wasChanging(description))
  const saved = parseEnding(state.read('end'))
  if (saved !== undefined) return { ending: saved, touched }
  const isKept = state.read('begun') === 'true'
  const last = own.findLast(({ description }) => isStep(description))
  if (!isKept && last === undefined) {
    const text = `the job ended before the deployment began; ${CLUSTER_STATE.unchanged}`
    return { ending: { outcome: 'error', reason: 'run-not-started', text, findings: [] }, touched }
  }
  const live = liveAfterJob(state, own, touched)
  const restoring = state.read('restoring')
  const after = restoring === '' ? {} : { after: underWay(restoring) }
  const crashed = state.read('crashed')
  if (crashed !== '') {
    const text = `bug: ${crashed}; ${live}`
    return { ending: { outcome: 'error', reason: 'bug', text, findings: [], ...after }, touched }
  }
  const text = `the run was stopped half-way; ${live}`
  return { ending: { outcome: 'cancelled', reason: 'run-killed', text, findings: [], ...after }, touched }
}

function liveAfterJob(
  state: RunState,
  own: readonly Pick<DeploymentStatus, 'description'>[],
  touched: boolean,
): string {
  if (!touched) return state.read('begun') === 'true' ? CLUSTER_STATE.unchanged : CLUSTER_STATE.notKnown
  const count = parseCount(state.read('applied'))
  if (count !== undefined) return stateAfter({ ...count, over: state.read('restoring') !== '' })
  return own.some(({ description }) => wasFollowing(description)) ? CLUSTER_STATE.left : CLUSTER_STATE.maybe
}

/** The ending that a status says, where the run itself kept nothing. */
export function endingOfWritten(status: DeploymentStatus): Ending {
  const ending = endingOfStatus(status)
  return { ...ending, reason: ending.outcome === 'success' ? 'deployed' : 'run-killed', findings: [] }
}
