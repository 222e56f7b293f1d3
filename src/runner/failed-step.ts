import { Crash, type Finding, isStopped, messageOf, UserError, withMachineFaults } from '../errors.ts'
import type { ReasonCode } from '../reasons/registry.ts'
import { reasonLink } from '../reasons/registry.ts'
import { BUG_REPORT } from '../text/bug-report.ts'
import { escaped } from '../text/markdown.ts'
import type { Runner } from './runner.ts'

/** How a step ended that could not begin its work. */
interface StepFailure {
  readonly outcome: string
  readonly reason: ReasonCode
  /** Heading of the job summary. */
  readonly title: string
  /** One line. */
  readonly text: string
  /** The red line, when it is another than `text`. */
  readonly line?: string
  readonly findings: readonly Finding[]
}

/**
 * Ends a step that could not begin its work: the outputs "outcome" and "reason", the red line, the findings, the job
 * summary; for what is no `UserError` the stack and where to report it. `how`: what `thrown` means, or the signal that may
 * have stopped the run; default: an error of the tool.
 */
export async function failStep(
  thrown: unknown,
  { setOutput, fail, log, writeSummary }: Pick<Runner, 'setOutput' | 'fail' | 'log' | 'writeSummary'>,
  how: StepFailure | AbortSignal | undefined = undefined,
): Promise<void> {
  const failure = how === undefined || how instanceof AbortSignal ? failureOf(thrown, how) : how
  const { outcome, reason, text, line = text, findings } = failure
  const wasSaid = how instanceof AbortSignal && how.reason instanceof Crash
  setOutput('outcome', outcome)
  setOutput('reason', reason)
  if (!wasSaid) fail(line)
  for (const { where, text } of findings) log.info(where === undefined ? text : `${where}: ${text}`)
  if (reason === 'bug' && !wasSaid)
    log.info(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n${BUG_REPORT}`)
  await writeSummary(failure, failureSummary)
}

/** The job summary of a red step that has nothing else to show: what happened, and where to read what to do. */
export function failureSummary({ title, text, reason, findings }: Omit<StepFailure, 'outcome' | 'line'>): string {
  const list = findings.map(one => `- ${escaped(one.where === undefined ? one.text : `${one.where}: ${one.text}`)}`)
  const sections = [`## ${title}`, `**${escaped(text)}**`, `See ${reasonLink(reason)}.`, list.join('\n')]
  return `${sections.filter(section => section !== '').join('\n\n')}\n`
}

/** What `thrown` means; anything that is thrown after the run was stopped means that alone. */
function failureOf(given: unknown, signal: AbortSignal | undefined): StepFailure {
  if (signal !== undefined && isStopped(signal)) {
    const text = messageOf(signal.reason)
    const line = `Cancelled: ${text}`
    return { outcome: 'cancelled', reason: 'cancelled', title: '✋ Cancelled', text, line, findings: [] }
  }
  if (signal?.reason instanceof Crash && given !== signal.reason) return failureOf(signal.reason, signal)
  const thrown = withMachineFaults(given)
  const known = thrown instanceof UserError
  return {
    outcome: 'error',
    reason: known ? thrown.reason : 'bug',
    title: '🛠️ Error',
    text: messageOf(thrown),
    findings: known ? thrown.findings : [],
  }
}
