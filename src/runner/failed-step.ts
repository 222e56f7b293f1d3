import { type Finding, messageOf, UserError } from '../errors.ts'
import { BUG_REPORT } from '../text/bug-report.ts'
import type { Runner } from './runner.ts'

/** How a step ended that could not begin its work. */
interface StepFailure {
  readonly outcome: string
  readonly reason: string
  /** One line. */
  readonly text: string
  readonly findings: readonly Finding[]
}

/**
 * Ends a step that could not begin its work: the outputs "outcome" and "reason", the red line, the findings; for what is
 * no `UserError` the stack and where to report it. `failure`: what `thrown` means; default: an error of the tool.
 */
export function failStep(
  thrown: unknown,
  { setOutput, fail, log }: Pick<Runner, 'setOutput' | 'fail' | 'log'>,
  failure: StepFailure = failureOf(thrown),
): void {
  setOutput('outcome', failure.outcome)
  setOutput('reason', failure.reason)
  fail(failure.text)
  for (const { where, text } of failure.findings) log.info(where === undefined ? text : `${where}: ${text}`)
  if (failure.reason === 'bug') log.info(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n${BUG_REPORT}`)
}

function failureOf(thrown: unknown): StepFailure {
  const known = thrown instanceof UserError
  return {
    outcome: 'error',
    reason: known ? thrown.reason : 'bug',
    text: messageOf(thrown),
    findings: known ? thrown.findings : [],
  }
}
