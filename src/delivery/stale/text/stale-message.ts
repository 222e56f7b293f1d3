import type { Cleared, NotifiedLine, ServiceLine } from '../../../domain/stale/message-change.ts'
import { context, header, section } from '../../../slack/blocks.ts'
import { layOut, type Part } from '../../../slack/layout.ts'
import type { SlackBlock, SlackContent } from '../../../slack/message.ts'
import { link, shortened } from '../../../slack/mrkdwn.ts'
import { batchesOf } from '../../../text/batches.ts'
import { counted } from '../../../text/counted.ts'
import { cut, oneLine } from '../../../text/one-line.ts'
import { commitsWords } from './kind-words.ts'
import { joinWithAnd, type Person, peopleOf, personWords, type StaleRendering, stampOf } from './rendering.ts'
import { servicePart, serviceTitle } from './service-part.ts'

/**
 * - `post`: every author of what is shown is mentioned, which notifies them.
 * - `edit`: likewise, as far as there is room; an edit sends no notification.
 * - `renewal`: a new message without new commits: people are named, not mentioned.
 */
export type Written = 'post' | 'edit' | 'renewal'

const NAME = 60
/** With more services than this each has one line; the commits are behind its link, and in the job summary. */
const DETAILED_SERVICES = 12
/** At most so many people are mentioned in one message. */
const MAX_MENTIONED = 200
/** At most so many people are named in an edit. */
const MAX_NAMED = 30

/** The message of one environment and channel: what waits there, by service. */
export function staleMessage(
  environment: string,
  lines: readonly ServiceLine[],
  written: Written,
  rendering: StaleRendering,
): SlackContent {
  return { text: textOf(environment, lines), blocks: blocksOf(environment, lines, written, rendering) }
}

/** Whether a message takes these lines: every service with its own at least, and all mentions. */
export function fitsOneMessage(
  environment: string,
  lines: readonly ServiceLine[],
  written: Written,
  rendering: StaleRendering,
): boolean {
  if (written === 'post' && peopleIn(lines).length > MAX_MENTIONED) return false
  const text = JSON.stringify(blocksOf(environment, lines, written, rendering))
  return lines.every(line => text.includes(JSON.stringify(serviceTitle(line, rendering)).slice(1, -1)))
}

function blocksOf(
  environment: string,
  lines: readonly ServiceLine[],
  written: Written,
  rendering: StaleRendering,
): readonly SlackBlock[] {
  const rest = (hidden: number) => `and ${counted(hidden, 'more service')}: ${link(rendering.runUrl, 'all of them')}`
  const parts: readonly Part[] =
    lines.length > DETAILED_SERVICES
      ? [{ lines: lines.map(line => serviceTitle(line, rendering)), more: rest }]
      : lines.map(line => servicePart(line, rendering))
  const first = [header(headlineOf(environment, lines)), ...peopleSections(lines, written, rendering)]
  return layOut([...first, ...parts, context(footer(rendering))], rest)
}

/** `Waiting for production: 2 services, 5 commits`. */
function headlineOf(environment: string, lines: readonly ServiceLine[]): string {
  const commits = lines.reduce((sum, { notified }) => sum + notified.count, 0)
  return `⏳ Waiting for ${cut(oneLine(environment), NAME)}: ${counted(lines.length, 'service')}, ${commitsWords(commits, isMore(lines))}`
}

/** Without markup: notifications and screen readers say it. */
function textOf(environment: string, lines: readonly ServiceLine[]): string {
  const services = lines.map(({ notified }) => `${notified.key.split('#')[1]} (${commitsWords(notified.count)})`)
  return `Waiting for ${shortened(environment, NAME)}: ${shortened(joinWithAnd(services), 600)}`
}

function isMore(lines: readonly ServiceLine[]): boolean {
  return lines.some(line => line.kind === 'notified' && line.waiting.more)
}

/** Mentions stand first, and in a post none is left out: Slack notifies only who is mentioned. */
function peopleSections(
  lines: readonly ServiceLine[],
  written: Written,
  rendering: StaleRendering,
): readonly SlackBlock[] {
  const people = peopleIn(lines)
  const named = written === 'post' ? people : people.slice(0, MAX_NAMED)
  const words = named.map(person => personWords(person, rendering, written === 'renewal'))
  const others = people.length - named.length
  return personSections('For ', others === 0 ? words : [...words, counted(others, 'other')])
}

function peopleIn(lines: readonly ServiceLine[]): readonly Person[] {
  return peopleOf(lines.flatMap(line => (line.kind === 'notified' && !isFirst(line) ? line.shown : [])))
}

/** Nothing was ever deployed there: no one is asked to do something about it. */
function isFirst({ waiting }: NotifiedLine): boolean {
  return waiting.live.deployment === undefined
}

/** Names in as few paragraphs as they need. */
export function personSections(start: string, people: readonly string[], end = ''): readonly SlackBlock[] {
  const paragraphs = batchesOf(people, 40)
  return paragraphs.map((part, index) => {
    const last = index === paragraphs.length - 1
    return section(`${index === 0 ? start : ''}${joinWithAnd(part)}${last ? end : ''}`)
  })
}

function footer({ runUrl, zone, now }: StaleRendering): string {
  return `Last checked: ${shortened(stampOf(zone, now), NAME)} · updated in place · ${link(runUrl, 'job summary')}`
}

/** What the message becomes when nothing of it waits any more, or it is not looked at any more. */
export function doneMessage(
  environment: string,
  cleared: readonly Cleared[],
  { zone, now }: StaleRendering,
): SlackContent {
  const name = shortened(environment, NAME)
  const when = shortened(stampOf(zone, now), NAME)
  const unwatched = cleared.flatMap(({ why }) => UNWATCHED[why] ?? [])
  if (unwatched.length > 0 && unwatched.length === cleared.length) {
    const text = `⏹ ${name}: no longer watched (${[...new Set(unwatched)].join('; ')})`
    return { text, blocks: [section(`${text} · ${when}`)] }
  }
  const groups = Map.groupBy(cleared, ({ why }) => endWords(why))
  const words = [...groups].map(([said, some]) => {
    return `${joinWithAnd(some.map(({ key }) => shortened(key.split('#')[1] ?? '', NAME)))}: ${said}`
  })
  const text = `✅ ${name}: done`
  const said = cut(words.join(' · '), 2000, units => units.length)
  return { text, blocks: [section(`${text}${said === '' ? '' : ` · ${said}`} · ${when}`)] }
}

const UNWATCHED: Readonly<Partial<Record<Cleared['why'], string>>> = {
  policy: 'policy changed',
  closed: 'repository archived',
  'not-scanned': 'repository no longer scanned',
}

function endWords(why: Cleared['why']): string {
  if (UNWATCHED[why] !== undefined) return `no longer watched (${UNWATCHED[why]})`
  return why === 'live' ? 'everything is deployed' : 'no stale commits left'
}

/** What an older message becomes that goes on in a newer one. */
export function closedMessage(environment: string): SlackContent {
  const text = `⏳ ${shortened(environment, NAME)}: continued in a newer message below`
  return { text, blocks: [section(text)] }
}
