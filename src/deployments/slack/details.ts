import { type Ending, endedWell } from '../../domain/deployment/ending.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { context, section } from '../../slack/blocks.ts'
import { layOut, type Part } from '../../slack/layout.ts'
import { SLACK_LIMITS } from '../../slack/limits.ts'
import type { SlackContent } from '../../slack/message.ts'
import { code, command, shortened } from '../../slack/mrkdwn.ts'
import { cut } from '../../text/one-line.ts'
import type { Report } from '../progress.ts'
import { objectCounts, timesOf } from '../report-words.ts'
import type { SlackFacts } from './facts.ts'
import { personOf } from './message.ts'

/** What is said in the thread when a deployment has ended. */
export interface EndedDeployment {
  readonly report: Pick<Report, 'steps' | 'applied' | 'image' | 'rollout'>
  /** Without secrets. */
  readonly ending: Ending
  /** How long the run took; undefined where it did not live to say so. */
  readonly ms?: number
  /** Takes secrets out of texts that come from the cluster. */
  readonly redact: (text: string) => string
}

const TEXT = 500
const FINDINGS = 15
/** Of a container's last lines: the newest ones say why. */
const LOG_LINES = 12
const LOG_LINE = 180

/**
 * The details of an end, for the thread. An end that is not a success names the person who asked, for an edit of the message
 * rings nobody.
 */
export function detailsReply(facts: SlackFacts, ended: EndedDeployment): SlackContent {
  const { report, ending, ms } = ended
  const good = endedWell(ending.outcome)
  const { applied = [] } = report
  const small = [
    ...(ms === undefined ? [] : [`took ${timesOf(report.steps, ms)}`]),
    ...(applied.length === 0 ? [] : [`objects: ${objectCounts(applied)}`]),
    ...(report.image === undefined ? [] : [code(report.image)]),
  ]
  const line = shortened(endingLine(ending), TEXT)
  const first = good ? line : `${personOf(facts)} ${line}`
  const parts: Part[] = [
    section(first),
    ...(good ? [] : causeParts(ended)),
    ...(small.length === 0 ? [] : [context(small.join(' · '))]),
  ]
  return {
    text: shortened(endingLine(ending), 300),
    blocks: layOut(parts, left => `${left} parts did not fit`),
  }
}

function causeParts({ report, ending, redact }: EndedDeployment): Part[] {
  const advice = report.rollout?.cause?.advice ?? ''
  const findings = ending.findings.filter(({ text }) => text !== ending.text)
  const lines = findings.slice(0, FINDINGS).map(({ where, text }) => {
    return `• ${where === undefined ? '' : `${code(where)} `}${shortened(text, TEXT)}`
  })
  const hidden = findings.length - lines.length
  const more = (left: number) => `and ${left} more, in the log`
  const logs = report.rollout?.logs
  return [
    ...(advice === '' ? [] : [section(shortened(redact(advice), TEXT))]),
    ...(lines.length === 0
      ? []
      : [{ lines: hidden > 0 ? [...lines, more(hidden)] : lines, more: (left: number) => more(left + hidden) }]),
    ...(logs === undefined || logs.lines.length === 0
      ? []
      : [
          section(`The last lines of container ${code(logs.container)} in pod ${code(logs.pod)}:`),
          section(logText(logs.lines, redact)),
        ]),
  ]
}

/**
 * The newest lines that fit: brackets take four or five characters each. Redacted before anything is cut, so that no secret
 * is cut in half before it is found.
 */
function logText(lines: readonly string[], redact: (text: string) => string): string {
  const shown = lines.slice(-LOG_LINES).map(line => cut(redact(line).replaceAll('`', 'ˋ'), LOG_LINE))
  while (command(shown.join('\n')).length > SLACK_LIMITS.sectionText) shown.shift()
  return command(shown.join('\n'))
}
