import { shortSha } from '../../../domain/sha.ts'
import type { NotifiedLine, ServiceLine } from '../../../domain/stale/message-change.ts'
import { layOut } from '../../../slack/layout.ts'
import type { SlackContent } from '../../../slack/message.ts'
import { bold, link, shortened } from '../../../slack/mrkdwn.ts'
import { counted } from '../../../text/counted.ts'
import { waitsFor } from './kind-words.ts'
import { byWords, type Person, peopleOf, personWords, type StaleRendering } from './rendering.ts'
import { personSections } from './stale-message.ts'

/** At most so many people are mentioned in one reply; those of further services in the next. */
const PEOPLE = 200
const NAME = 60
const TITLE = 100

/** Those services whose commits are new to the message, as many together as one reply takes. */
export function replyBatches(lines: readonly ServiceLine[]): readonly (readonly NotifiedLine[])[] {
  const replies: NotifiedLine[][] = []
  for (const line of lines) {
    if (line.kind !== 'notified' || line.newCommits.length === 0) continue
    const last = replies.at(-1)
    if (last !== undefined && peopleIn([...last, line]).length <= PEOPLE) last.push(line)
    else replies.push([line])
  }
  return replies
}

/** The reply with the new commits, in the thread of its message. Its mentions notify people. */
export function newCommitsReply(
  environment: string,
  newCommits: readonly NotifiedLine[],
  rendering: StaleRendering,
): SlackContent {
  const count = newCommits.reduce((sum, line) => sum + line.newCommits.length, 0)
  const text = `${counted(count, 'more commit')} ${count === 1 ? 'is' : 'are'} waiting for ${shortened(environment, NAME)}`
  const people = peopleIn(newCommits).map(person => personWords(person, rendering))
  const lines = newCommits.flatMap(line => line.newCommits.map(one => newCommitLine(line, one, rendering)))
  const more = (left: number) => `and ${left} more: ${link(rendering.runUrl, 'all of them')}`
  const first = people.length === 0 ? personSections('', [text]) : personSections('', people, `: ${text}`)
  const blocks = layOut([...first, { lines, more }], () => '')
  return { text, blocks }
}

function peopleIn(lines: readonly NotifiedLine[]): readonly Person[] {
  return peopleOf(lines.flatMap(({ newCommits }) => newCommits))
}

function newCommitLine(
  { waiting }: NotifiedLine,
  one: NotifiedLine['newCommits'][number],
  { serverUrl, now }: StaleRendering,
): string {
  const { sha, title } = one.commit
  const page = `${serverUrl}/${waiting.key.repository}/commit/${sha}`
  const service = bold(shortened(waiting.key.service, NAME))
  return `• ${service} ${link(page, shortSha(sha))} ${shortened(title, TITLE)}${byWords(one)} · ${waitsFor(one, now)}`
}
