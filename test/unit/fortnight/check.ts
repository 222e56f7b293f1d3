import type { StaleResult } from '../../../src/delivery/stale/report/result.ts'
import { judge } from '../../fortnight/oracle/judgement.ts'
import { type Access, type Effect, Messages, nameOf, type Place, type Shown } from '../../fortnight/oracle/messages.ts'
import type { Fortnight, Key, Scan } from '../../fortnight/rows.ts'
import { type Seen, Watcher } from '../../fortnight/seen.ts'
import { clock, storyOf } from '../../fortnight/story.ts'
import { endTrouble, makeTrouble } from '../../fortnight/troubles.ts'
import type { World } from '../../fortnight/world.ts'
import { compareEffect, compareJudgement } from './comparison.ts'
import { scanFortnight } from './scan.ts'

/** At most so many are reported: one mismatch brings others with it. */
const ENOUGH = 6

/** What the fortnight was made of, so that an empty one does not pass. */
export interface Figures {
  scans: number
  judged: number
  stale: number
  tellings: number
  posts: number
  replies: number
  done: number
  unreadRepositories: number
  /** The most of any scan. */
  points: number
}

/** What else somebody wants to do after a scan. `milliseconds`: what it took. */
export type AfterScan = (scan: Scan, result: StaleResult, milliseconds: number) => Promise<void>

/** A fortnight in progress. */
export interface Check {
  /** What differed so far, each in words. */
  readonly mismatches: readonly string[]
  readonly figures: Readonly<Figures>
  /** Lets everything happen until that scan, scans and compares. `number`: its place among the scans. */
  scan(number: number, scan: Scan): Promise<{ readonly result: StaleResult; readonly milliseconds: number }>
}

/** Lives through the fortnight scan by scan, in order, and compares each with what is right. */
export function startCheck(fortnight: Fortnight, world: World): Check {
  const { repositories: rows, facts } = fortnight
  const places = placesOf(fortnight)
  const messages = new Messages()
  const watcher = new Watcher(world.slack)
  const mismatches: string[] = []
  /** Reported once: what is judged wrong stays wrong for a while. */
  const wrong = new Set<string>()
  const figures: Figures = {
    ...{ scans: 0, judged: 0, stale: 0, tellings: 0, posts: 0, replies: 0, done: 0, unreadRepositories: 0 },
    points: 0,
  }
  return {
    mismatches,
    figures,
    async scan(number, scan) {
      await world.playUntil(scan.at)
      const uneditable = scan.trouble.uneditable ? openAlone(places, messages, number) : undefined
      makeTrouble(world, scan.trouble, uneditable)
      const began = performance.now()
      const { result } = await scanFortnight(world, rows, scan, number)
      const milliseconds = performance.now() - began
      endTrouble(world, scan.trouble)
      const say = (text: string) =>
        mismatches.push(`scan ${number}, ${clock(scan.at)} (seed ${fortnight.seed}): ${text}`)

      const unread = result.repositories.filter(({ kind }) => kind === 'failed' || kind === 'left-out')
      const names = new Set(unread.map(({ repository }) => repository.split('/')[1] ?? ''))
      for (const text of wrongUnread(scan, names, rows.length)) say(text)
      for (const text of wrongProblems(scan, result, uneditable)) say(text)
      const judgements = rows.flatMap(row => judge(row, facts, scan.at))
      const read = judgements.filter(({ key }) => !names.has(key.repository))
      for (const right of read) {
        const difference = compareJudgement(right, result, world)
        if (difference === '') continue
        const { key } = right
        if (wrong.has(nameOfKey(key))) continue
        wrong.add(nameOfKey(key))
        const title = `${key.repository}, ${key.service} → ${key.environment}`
        say(`${title} is judged wrong\n  ${difference}\n  its life:\n${storyOf(fortnight, key, scan.at)}`)
      }
      for (const seen of watcher.look(places)) {
        const access = accessTo(seen, scan, uneditable)
        const here = read.filter(one => one.channel === seen.channel && one.key.environment === seen.environment)
        const right = messages.scan(seen, here, names, access)
        // What could not be edited shows what it showed before.
        const shown = (access === 'no-edits' ? right?.shows : undefined) ?? messages.shownIn(seen) ?? new Map()
        const differences = compareEffect(seen, right, shown, access === 'all' ? names : undefined, world)
        if (differences.length > 0) {
          const news = JSON.stringify([...(right?.news ?? [])])
          say(`${differences.join('\n  ')}\n  right news: ${news}\n${livesOf(fortnight, seen, shown, right, scan.at)}`)
        }
        figures.tellings += [...(right?.news ?? [])].reduce((sum, [, ids]) => sum + ids.length, 0)
        figures.posts += seen.posts.length
        figures.replies += seen.replies.length
        figures.done += seen.done
      }
      figures.scans += 1
      figures.judged += read.length
      figures.stale += read.reduce((sum, { waiting }) => sum + waiting.filter(one => one.stale).length, 0)
      figures.unreadRepositories += names.size
      figures.points = Math.max(figures.points, result.cost.points)
      return { result, milliseconds }
    },
  }
}

/** The whole fortnight; stops when there are enough mismatches. */
export async function checkFortnight(fortnight: Fortnight, world: World, afterScan?: AfterScan) {
  const check = startCheck(fortnight, world)
  for (const [number, scan] of fortnight.scans.entries()) {
    const { result, milliseconds } = await check.scan(number, scan)
    await afterScan?.(scan, result, milliseconds)
    if (check.mismatches.length >= ENOUGH) break
  }
  return { mismatches: check.mismatches.slice(0, ENOUGH), figures: check.figures }
}

function nameOfKey({ repository, service, environment }: Key): string {
  return `${repository}#${service} ${environment}`
}

function placesOf({ repositories }: Fortnight): readonly Place[] {
  const all = repositories.flatMap(({ watched }) =>
    watched.map(({ environment, channel }) => ({ environment, channel })),
  )
  return [...new Map(all.map(place => [nameOf(place), place])).values()]
}

/** The lives of those services that are shown with more or fewer commits than is right; of all that are shown when none is. */
function livesOf(
  fortnight: Fortnight,
  seen: Place & Seen,
  shown: Shown,
  right: Effect | undefined,
  until: number,
): string {
  const counts = new Map(seen.open.flatMap(one => [...one.counts]))
  const names = [...new Set([...counts.keys(), ...shown.keys()])]
  const differing = names.filter(name => counts.get(name) !== shown.get(name)?.length)
  return (differing.length > 0 ? differing : [...(right?.news.keys() ?? [])])
    .map(name => {
      const [repository = '', service = ''] = name.split('#')
      const key = { repository, service, environment: seen.environment }
      return `  the life of ${name}:\n${storyOf(fortnight, key, until)}`
    })
    .join('\n')
}

/** Each repository and channel that fails is a problem, in one line, and nothing else is. */
function wrongProblems({ trouble }: Scan, result: StaleResult, uneditable: string | undefined): readonly string[] {
  const { hidden, closed, github } = trouble
  const expected = [...hidden.map(name => `acme/${name}`), ...closed, ...(uneditable === undefined ? [] : [uneditable])]
  const places = result.problems.map(({ where = '' }) => where)
  const missing = expected.filter(where => !places.includes(where))
  const more = github === undefined ? places.filter(where => !expected.includes(where)) : []
  return [
    ...missing.map(where => `no problem is said of ${where}`),
    ...more.map(where => `a problem is said of ${where} without a reason: ${JSON.stringify(result.problems)}`),
    ...result.problems.filter(({ text }) => text.includes('\n')).map(({ text }) => `more than one line: ${text}`),
  ]
}

/** A channel with one open message, another one each time. */
function openAlone(places: readonly Place[], messages: Messages, number: number): string | undefined {
  const open = places.filter(place => messages.shownIn(place) !== undefined).map(({ channel }) => channel)
  const alone = open.filter(channel => open.indexOf(channel) === open.lastIndexOf(channel))
  return alone[number % alone.length]
}

function accessTo({ channel }: Place, { trouble }: Scan, uneditable: string | undefined): Access {
  return trouble.closed.includes(channel) ? 'nothing' : channel === uneditable ? 'no-edits' : 'all'
}

/** Repositories are unread only for a reason, and the others are read all the same. */
function wrongUnread({ trouble }: Scan, unread: ReadonlySet<string>, all: number): readonly string[] {
  const { hidden, github, budget } = trouble
  const wrong: string[] = []
  for (const name of hidden) if (!unread.has(name)) wrong.push(`${name} was read, though the token does not see it`)
  if (github === undefined && budget === undefined && unread.size > hidden.length) {
    wrong.push(`unread without a reason: ${[...unread].filter(name => !hidden.includes(name)).join(', ')}`)
  }
  if (unread.size === all) wrong.push('nothing was read')
  return wrong
}
