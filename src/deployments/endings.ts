import { type Ending, endingOfError, successEnding } from '../domain/deployment/ending.ts'
import { type Finding, messageOf } from '../errors.ts'
import type { Cause, FollowResult } from '../kubernetes/rollout/watch-rollouts.ts'
import type { Report } from './progress.ts'

/** How a followed rollout ends the deployment. */
export function endingOfRollout(result: FollowResult, commit: string, ms: number): Ending {
  if (result.outcome === 'complete') return successEnding(commit, ms)
  const { cause } = result
  const findings = result.causes.map(({ code, object, text, advice }) => ({
    reason: code,
    text: advice === '' ? text : `${text}. ${advice}`,
    where: object,
  }))
  if (result.outcome === 'taken-over') {
    return {
      outcome: 'failed',
      reason: cause?.code ?? 'taken-over',
      text: cause === undefined ? 'somebody else changed the objects during the rollout' : inOneLine(cause),
      findings,
    }
  }
  if (cause === undefined) {
    const waiting = result.workloads.filter(({ state }) => state !== 'complete').map(({ object }) => object)
    return { outcome: 'failed', reason: 'timeout', text: `time is up; not complete: ${waiting.join(', ')}`, findings }
  }
  const late = result.outcome === 'timeout' ? 'time is up; ' : ''
  return { outcome: 'failed', reason: cause.code, text: `${late}${inOneLine(cause)}`, findings }
}

/** Object and container first, then the code, since a status may be cut at its end. */
function inOneLine({ object, container, code, text }: Cause): string {
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

function redactedFinding(finding: Finding, redact: (text: string) => string): Finding {
  const { where } = finding
  return { ...finding, text: redact(finding.text), ...(where === undefined ? {} : { where: redact(where) }) }
}

/** How whatever was thrown ends the deployment. */
export function endingOfThrown(thrown: unknown, report: Report | undefined, signal: AbortSignal): Ending {
  if (signal.aborted) {
    const live = report?.touched
      ? 'the cluster is left as it is, the rollout goes on without us'
      : 'nothing was touched'
    return { outcome: 'cancelled', reason: 'cancelled', text: `${messageOf(signal.reason)}; ${live}`, findings: [] }
  }
  const ending = endingOfError(thrown)
  if (report?.touched && ending.reason === 'timeout') return { ...ending, outcome: 'failed' }
  // After the first write even our own bug has left something behind, and that has to be said.
  if (report?.touched && ending.outcome === 'error')
    return { ...ending, text: `${ending.text}; what was applied stays as it is` }
  return ending
}
