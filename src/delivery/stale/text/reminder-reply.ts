import { isReminder, type NotifiedLine, type ServiceLine } from '../../../domain/stale/message-change.ts'
import { section } from '../../../slack/blocks.ts'
import { layOut, type Part } from '../../../slack/layout.ts'
import type { SlackContent } from '../../../slack/message.ts'
import { bold, code, link, mention, shortened } from '../../../slack/mrkdwn.ts'
import { batchesOf } from '../../../text/batches.ts'
import { counted } from '../../../text/counted.ts'
import { durationText } from '../../../time/duration.ts'
import { waitingPage } from './compare-link.ts'
import { commitsWords } from './kind-words.ts'
import { peopleOf, personWords, type StaleRendering } from './rendering.ts'
import { personSections } from './stale-message.ts'

/** So many services in one reply: their people are mentioned in it. */
const SERVICES = 10
const PEOPLE = 150
const NAME = 60

/** The services whose people are reminded, as many together as one reply takes. */
export function reminderBatches(lines: readonly ServiceLine[]): readonly (readonly NotifiedLine[])[] {
  const reminded = lines.flatMap(line =>
    line.kind === 'notified' && line.newCommits.length === 0 && isReminder(line) ? [line] : [],
  )
  return batchesOf(reminded, SERVICES)
}

/** The reply that reminds of what still waits. Its mentions notify people. */
export function reminderReply(
  environment: string,
  lines: readonly NotifiedLine[],
  rendering: StaleRendering,
): SlackContent {
  const again = lines.filter(({ reminders }) => reminders.again.length > 0)
  const count = again.reduce((sum, { reminders }) => sum + reminders.again.length, 0)
  const place = shortened(environment, NAME)
  const still = `${counted(count, 'commit')} still ${count === 1 ? 'waits' : 'wait'} for ${place}`
  const authors = peopleOf(again.flatMap(({ reminders }) => reminders.again)).slice(0, PEOPLE)
  const people = authors.map(person => personWords(person, rendering))
  const late = lines.flatMap(line => escalationWords(line, place, rendering))
  const parts: Part[] = [
    ...(count === 0 ? [] : people.length === 0 ? [section(still)] : personSections('', people, `: ${still}`)),
    ...late.map(words => section(words)),
    { lines: lines.map(line => lineOf(line, rendering)), more: left => `and ${counted(left, 'more service')}` },
  ]
  return { text: count > 0 ? still : `Commits wait too long for ${place}`, blocks: layOut(parts, () => '') }
}

/** `@eve: 2 commits of web have been waiting for production for more than 5 days`. */
function escalationWords(
  { waiting, reminders }: NotifiedLine,
  place: string,
  { absent }: StaleRendering,
): readonly string[] {
  const { escalate } = waiting.reminders
  const count = reminders.escalated.length
  if (escalate === undefined || count === 0) return []
  const what = `${counted(count, 'commit')} of ${shortened(waiting.key.service, NAME)}`
  const long = durationText(escalate.after, 'largest-unit')
  const whom = absent.has(escalate.to) ? code(escalate.to) : mention(escalate.to)
  return [`${whom}: ${what} ${count === 1 ? 'has' : 'have'} been waiting for ${place} for more than ${long}`]
}

function lineOf({ waiting, shown }: NotifiedLine, { serverUrl }: StaleRendering): string {
  const page = waitingPage(waiting, serverUrl)
  return `• ${bold(shortened(waiting.key.service, NAME))}: ${link(page, commitsWords(shown.length, waiting.more))}`
}
