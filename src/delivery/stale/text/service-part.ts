import { shortSha } from '../../../domain/sha.ts'
import type { NotifiedLine, ServiceLine } from '../../../domain/stale/message-change.ts'
import type { Waiting, WaitingCommit } from '../../../domain/stale/waiting.ts'
import type { Lines } from '../../../slack/layout.ts'
import { bold, codeBlock, link, shortened } from '../../../slack/mrkdwn.ts'
import { durationText } from '../../../time/duration.ts'
import { waitingPage } from './compare-link.ts'
import { commandNote, deployCommand } from './deploy-command.ts'
import { commitsWords, kindWords, offLineWords, openDeploymentWords, waitsFor } from './kind-words.ts'
import { byWords, joinWithAnd, type StaleRendering } from './rendering.ts'

type KeptLine = Extract<ServiceLine, { kind: 'kept' }>

const NAME = 60
const TITLE = 100
/** The rest is behind the link. */
const COMMITS = 6
/** At most so many unfinished deployments are shown. */
const SHOWN_DEPLOYMENTS = 2
const ELSEWHERE = 5

/** What is said of one service: the line that always stands, then what there is room for. */
export function servicePart(line: ServiceLine, rendering: StaleRendering): Lines {
  if (line.kind === 'kept') return { title: keptTitle(line, rendering), lines: [], more: () => '' }
  const { waiting, shown } = line
  const mixed = new Set(shown.map(({ kind }) => kind)).size > 1
  const commits = shown.slice(0, COMMITS).map(one => commitLine(one, waiting, { rendering, mixed }))
  const more = moreOf(line, rendering)
  const rest = shown.length - commits.length
  const tail = [...(rest > 0 ? [more(rest)] : []), ...commandLine(waiting, rendering)].join('\n')
  const lines = tail === '' ? commits : [...commits, tail]
  return {
    title: serviceTitle(line, rendering),
    lines,
    // What is left out from the end is the tail, then commits.
    more: left => more(shown.length - Math.min(commits.length, lines.length - left)),
  }
}

/** The same in one line, for a message of many services. */
export function serviceTitle(line: ServiceLine, rendering: StaleRendering): string {
  if (line.kind === 'kept') return keptTitle(line, rendering)
  const { waiting, shown } = line
  const oldest = shown.at(-1)
  const page = waitingPage(waiting, rendering.serverUrl)
  const oldestWords =
    oldest === undefined ? '' : `${shown.length > 1 ? ', the oldest' : ''} for ${waitsFor(oldest, rendering.now)}`
  const words = [
    `${nameOf(waiting.key)}: ${link(page, commitsWords(shown.length, waiting.more))}${oldestWords}`,
    ...kindsIn(line, rendering),
    ...liveWords(line),
    ...silenceWords(waiting),
    ...(waiting.frozen === undefined ? [] : [`frozen until ${shortened(waiting.frozen, TITLE)}`]),
    ...waiting.openDeployments.slice(0, SHOWN_DEPLOYMENTS).map(one => openDeploymentWords(one, rendering)),
    ...besideWords(line),
  ]
  return words.filter(word => word !== '').join(' · ')
}

function keptTitle({ notified, unread }: KeptLine, { now, clock }: StaleRendering): string {
  const [repository = '', service = ''] = notified.key.split('#')
  const waits = `${commitsWords(notified.count)}${notified.count > 1 ? ', the oldest' : ''} for ${durationText(now - notified.since * 1000, 'largest-unit')}`
  const why = unread === undefined ? '' : ` (${shortened(unread.finding.text, TITLE)})`
  return `${nameOf({ repository, service })}: ${waits} · not read since ${clock(notified.seen * 1000)}${why}`
}

function nameOf({ repository, service }: { readonly repository: string; readonly service: string }): string {
  const own = repository.toLowerCase().endsWith(`/${service.toLowerCase()}`)
  return `${bold(shortened(service, NAME))}${own ? '' : ` (${shortened(repository, NAME)})`}`
}

/** Why they wait, each reason once, in the words of its newest commit; with how many where there are several. */
function kindsIn({ waiting, shown }: NotifiedLine, rendering: StaleRendering): readonly string[] {
  const kinds = [...Map.groupBy(shown, ({ kind }) => kind).values()]
  return kinds.flatMap(commits => {
    const words = commits[0] === undefined ? '' : kindWords(commits[0], waiting, rendering, commits.length)
    if (words === '') return []
    return [kinds.length === 1 ? words : `${commitsWords(commits.length)}: ${words}`]
  })
}

function liveWords({ waiting, shown }: NotifiedLine): readonly string[] {
  const { live } = waiting
  const elsewhere = shown[0]?.liveIn ?? []
  const all = elsewhere.slice(0, ELSEWHERE).map(name => shortened(name, NAME))
  const off = live.deployment !== undefined && live.offLine
  return [...(all.length === 0 ? [] : [`live in ${joinWithAnd(all)}`]), ...(off ? [offLineWords(waiting)] : [])]
}

/** Why no notification is sent now, where people can do something about it. */
function silenceWords({ silence }: Waiting): readonly string[] {
  const said = silence !== undefined && ['locked', 'deploying', 'waiting-for-approval'].includes(silence.reason)
  return said ? [shortened(silence.text, 2 * TITLE)] : []
}

/** What waits beside the stale commits: younger ones, and those that are not counted. */
function besideWords({ waiting, shown }: NotifiedLine): readonly string[] {
  const rest = waiting.commits.filter(one => !shown.includes(one))
  const count = (is: (one: WaitingCommit) => boolean, words: string) => {
    const found = rest.filter(is).length
    return found === 0 ? [] : [`${found} ${words}`]
  }
  const beside = [
    ...count(one => one.counts, 'younger'),
    ...count(one => one.kind === 'undone', 'undone by a revert'),
    ...count(one => one.kind === 'skipped', 'with the skip marker'),
    ...count(one => one.kind === 'ignored', 'that change only ignored paths'),
    ...count(one => one.kind === 'other-services', 'of other services'),
  ]
  return beside.length === 0 ? [] : [`besides ${joinWithAnd(beside)}`]
}

function commitLine(
  one: WaitingCommit,
  waiting: Waiting,
  { rendering, mixed }: { readonly rendering: StaleRendering; readonly mixed: boolean },
): string {
  const { sha, title } = one.commit
  const page = `${rendering.serverUrl}/${waiting.key.repository}/commit/${sha}`
  const words = mixed ? kindWords(one, waiting, rendering) : ''
  const parts = [`${shortened(title, TITLE)}${byWords(one)}`, waitsFor(one, rendering.now), words]
  return `• ${link(page, shortSha(sha))} ${parts.filter(part => part !== '').join(' · ')}`
}

function moreOf({ waiting, shown }: NotifiedLine, { serverUrl }: StaleRendering): (left: number) => string {
  const page = waitingPage(waiting, serverUrl)
  return left => {
    if (left === 0) return link(page, shown.length === 1 ? 'show it' : 'show them')
    return `and ${waiting.more ? 'more than ' : ''}${left.toLocaleString('en')} more: ${link(page, 'all of them')}`
  }
}

/** Slack has no way to show a backtick in a command: an environment with one in its name is deployed by hand. */
function commandLine(waiting: Waiting, rendering: StaleRendering): readonly string[] {
  const text = deployCommand(waiting)
  if (text === undefined || text.includes('`')) return []
  const note = commandNote(waiting, rendering)
  return note === '' ? [codeBlock(text)] : [note, codeBlock(text)]
}
