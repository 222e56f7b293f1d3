import { type Ending, endedWell } from '../../domain/deployment/ending.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { context, section } from '../../slack/blocks.ts'
import { layOut, type Part } from '../../slack/layout.ts'
import { SLACK_LIMITS } from '../../slack/limits.ts'
import type { SlackContent } from '../../slack/message.ts'
import { code, codeBlock, shortened } from '../../slack/mrkdwn.ts'
import { cut } from '../../text/one-line.ts'
import type { EndedView } from '../view.ts'
import { commandsToCopy, containerLogTitle, furtherFindings, objectCounts, timesOf } from '../words.ts'
import type { SlackFacts } from './facts.ts'
import { personOf } from './message.ts'

const TEXT = 500
const FINDINGS = 15
/** Of a container's last lines: the newest ones say why. */
const LOG_LINES = 12
const LOG_LINE = 180

/**
 * The details of an end, for the thread. An end that is not a success, or that a person has to decide about, names who asked, for an
 * edit of the message notifies no one.
 */
export function detailsReply(facts: SlackFacts, view: EndedView): SlackContent {
  const { ending, ms, steps, objects, image } = view
  const good = endedWell(ending.outcome)
  const isWaiting = ending.outcome === 'held'
  const small = [
    ...(ms === undefined ? [] : [`took ${timesOf(steps, ms)}`]),
    ...(objects.length === 0 ? [] : [`objects: ${objectCounts(objects)}`]),
    ...(image === undefined ? [] : [code(image)]),
  ]
  const line = shortened(endingLine(ending), TEXT)
  const first = good && !isWaiting ? line : `${personOf(facts)} ${line}`
  const parts: Part[] = [
    section(first),
    ...(good ? [] : causeParts(view)),
    ...(small.length === 0 ? [] : [context(small.join(' · '))]),
  ]
  return {
    text: shortened(endingLine(ending), 300),
    blocks: layOut(parts, left => `${left} parts did not fit`),
  }
}

/** The end of a deployment whose run is gone, for the thread: all that is known stands in one line. */
export function lostReply(facts: SlackFacts, ending: Pick<Ending, 'outcome' | 'text'>): SlackContent {
  const line = shortened(endingLine(ending), TEXT)
  return { text: shortened(endingLine(ending), 300), blocks: [section(`${personOf(facts)} ${line}`)] }
}

function causeParts(view: EndedView): Part[] {
  const advice = view.cause?.advice ?? ''
  const findings = furtherFindings(view)
  const lines = findings.slice(0, FINDINGS).map(({ where, text }) => {
    return `• ${where === undefined ? '' : `${code(where)} `}${shortened(text, TEXT)}`
  })
  const hidden = findings.length - lines.length
  const more = (left: number) => `and ${left} more, in the log`
  const log = view.containerLog
  const commands = commandsToCopy(view)
  return [
    ...(advice === '' ? [] : [section(shortened(advice, TEXT))]),
    ...(lines.length === 0
      ? []
      : [{ lines: hidden > 0 ? [...lines, more(hidden)] : lines, more: (left: number) => more(left + hidden) }]),
    ...(commands.length === 0 ? [] : [section(codeBlock(commands.join('\n')))]),
    ...(log === undefined || log.lines.length === 0
      ? []
      : [section(containerLogTitle(log, code)), section(logText(log.lines))]),
  ]
}

/** The newest lines that fit: brackets take four or five characters each. */
function logText(lines: readonly string[]): string {
  const shown = lines.slice(-LOG_LINES).map(line => cut(line.replaceAll('`', 'ˋ'), LOG_LINE))
  while (codeBlock(shown.join('\n')).length > SLACK_LIMITS.sectionText) shown.shift()
  return codeBlock(shown.join('\n'))
}
