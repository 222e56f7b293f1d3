import { type Ending, endingOfError, successEnding } from '../domain/deployment/ending.ts'
import { Crash, type Finding, isStopped, messageOf } from '../errors.ts'
import type { Cause, FollowResult } from '../kubernetes/rollout/watch-rollouts.ts'
import { CLUSTER_STATE } from './cluster-state.ts'
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
    findings: ending.findings.map(finding => redactedFinding(finding, redact)),
  }
}

/** Without secrets. */
export function redactedFinding(finding: Finding, redact: (text: string) => string): Finding {
  const { where } = finding
  return { ...finding, text: redact(finding.text), ...(where === undefined ? {} : { where: redact(where) }) }
}

/** How whatever was thrown ends the deployment. `touched`: a write may have reached the cluster. */
export function endingOfFailure(thrown: unknown, touched: boolean, signal: AbortSignal): Ending {
  if (isStopped(signal)) {
    const live = touched ? CLUSTER_STATE.left : CLUSTER_STATE.unchanged
    return { outcome: 'cancelled', reason: 'cancelled', text: `${messageOf(signal.reason)}; ${live}`, findings: [] }
  }
  const ending = endingOfError(signal.reason instanceof Crash ? signal.reason : thrown)
  if (touched && ending.reason === 'timeout') return { ...ending, outcome: 'failed' }
  // After the first write even our own bug has left something behind, and that has to be said.
  if (touched && ending.outcome === 'error') return { ...ending, text: `${ending.text}; ${CLUSTER_STATE.applied}` }
  return ending
}

/** How a deployment ended whose run did not live to say so, by what it saved. The words are those of `main`, if it had any. */
export function endingOfState(state: RunState): Ending {
  const saved = parseEnding(state.read('end'))
  if (saved !== undefined) return saved
  if (state.read('begun') !== 'true') {
    const text = `the job ended before the deployment began; ${CLUSTER_STATE.unchanged}`
    return { outcome: 'error', reason: 'run-not-started', text, findings: [] }
  }
  const live = state.read('touched') === 'true' ? CLUSTER_STATE.left : CLUSTER_STATE.unchanged
  const crashed = state.read('crashed')
  if (crashed !== '') return { outcome: 'error', reason: 'bug', text: `bug: ${crashed}; ${live}`, findings: [] }
  return { outcome: 'cancelled', reason: 'run-killed', text: `the run was stopped half-way; ${live}`, findings: [] }
}
