import { shortSha } from '../../../domain/sha.ts'
import type { Line } from '../../../domain/stale/effect.ts'
import { layOut } from '../../../slack/layout.ts'
import type { SlackContent } from '../../../slack/message.ts'
import { bold, link, shortened } from '../../../slack/mrkdwn.ts'
import { commitsWords, waitsFor } from './kind-words.ts'
import { type Person, peopleOf, personWords, type Rendering } from './rendering.ts'
import { personSections } from './stale-message.ts'

export type Told = Extract<Line, { kind: 'told' }>

/** So many people are rung by one reply; those of further services by the next. */
const PEOPLE = 200
const NAME = 60
const TITLE = 100

/** Those services whose commits are new to the message, as many together as one reply takes. */
export function newsOf(lines: readonly Line[]): readonly (readonly Told[])[] {
  const replies: Told[][] = []
  for (const line of lines) {
    if (line.kind !== 'told' || line.news.length === 0) continue
    const last = replies.at(-1)
    if (last !== undefined && peopleIn([...last, line]).length <= PEOPLE) last.push(line)
    else replies.push([line])
  }
  return replies
}

/** The reply that tells what is new, in the thread of its message. Its mentions ring. */
export function newsReply(environment: string, news: readonly Told[], rendering: Rendering): SlackContent {
  const count = news.reduce((sum, line) => sum + line.news.length, 0)
  const text = `${commitsWords(count)} more ${count === 1 ? 'waits' : 'wait'} for ${shortened(environment, NAME)}`
  const people = peopleIn(news).map(person => personWords(person, rendering))
  const lines = news.flatMap(line => line.news.map(one => newsLine(line, one, rendering)))
  const more = (left: number) => `and ${left} more: ${link(rendering.runUrl, 'all of them')}`
  const first = people.length === 0 ? personSections('', [text]) : personSections(`${text}, for `, people)
  const blocks = layOut([...first, { lines, more }], () => '')
  return { text, blocks }
}

function peopleIn(lines: readonly Told[]): readonly Person[] {
  return peopleOf(lines.flatMap(({ news }) => news))
}

function newsLine({ waiting }: Told, one: Told['news'][number], { serverUrl, now }: Rendering): string {
  const { sha, title, login, author } = one.commit
  const page = `${serverUrl}/${waiting.key.repository}/commit/${sha}`
  const by = shortened(login ?? author, NAME)
  const service = bold(shortened(waiting.key.service, NAME))
  return `• ${service} ${link(page, shortSha(sha))} ${shortened(title, TITLE)}${by === '' ? '' : ` — ${by}`} · ${waitsFor(one, now)}`
}
