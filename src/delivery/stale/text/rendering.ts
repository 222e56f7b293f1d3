import type { WaitingCommit } from '../../../domain/stale/waiting.ts'
import { mention, shortened } from '../../../slack/mrkdwn.ts'
import { canonicalName } from '../../../text/canonical-name.ts'
import type { Instant } from '../../../time/instant.ts'
import { zoneFormat } from '../../../time/zone-format.ts'

/** Characters of a name. */
const NAME = 60

/** What messages are written with. */
export interface StaleRendering {
  readonly now: Instant
  /** Base of GitHub's pages, without a slash at the end. */
  readonly serverUrl: string
  /** The page of this run. */
  readonly runUrl: string
  /** Slack member IDs by the lower-case login. */
  readonly users: ReadonlyMap<string, string>
  /** Members whom a mention would not notify: they are named instead. */
  readonly absent: ReadonlySet<string>
  /** IANA name of the zone that times are shown in. */
  readonly zone: string
  /** A moment in local time: `15:30`, or `Tue 27 Oct, 15:30` when it is not of today. */
  readonly clock: (at: Instant) => string
}

/** Who wrote a commit. */
export interface Person {
  /** GitHub's; undefined when GitHub knows none: the name alone says nothing for sure about who it is. */
  readonly login: string | undefined
  readonly name: string
}

/** Whom commits are about, each once, in the order of their newest: their authors, or who merged what a bot wrote. */
export function peopleOf(commits: readonly WaitingCommit[]): readonly Person[] {
  const people = commits.map(({ commit: { login, author, mergedBy } }): Person => {
    const known = mergedBy ?? login
    return { login: known, name: known ?? author }
  })
  return [...new Map(people.map(person => [person.name, person])).values()].filter(({ name }) => name !== '')
}

/** ` — ada`, ` — dependabot, merged by ben`; empty when no author is known. */
export function byWords({ commit: { login, author, mergedBy } }: WaitingCommit): string {
  const name = shortened(login ?? author, NAME)
  if (name === '') return ''
  return ` — ${name}${mergedBy === undefined ? '' : `, merged by ${shortened(mergedBy, NAME)}`}`
}

/** A person as mrkdwn: mentioned where that notifies them, unless `quietly`. */
export function personWords({ login, name }: Person, { users, absent }: StaleRendering, quietly = false): string {
  const member = login === undefined ? undefined : users.get(canonicalName(login))
  return member === undefined || absent.has(member) || quietly ? shortened(name, NAME) : mention(member)
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWithAnd(texts: readonly string[]): string {
  const last = texts.at(-1)
  return texts.length < 2 ? (last ?? '') : `${texts.slice(0, -1).join(', ')} and ${last}`
}

/** A moment that says its day and its zone, so that it does not look fresh for ever: `Mon 19 Oct 08:00 Berlin`. */
export function stampOf(zone: string, at: Instant): string {
  const format = zoneFormat('en-GB', zone, {
    ...{ weekday: 'short', day: 'numeric', month: 'short' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const [weekday, day, month, hour, minute] = (['weekday', 'day', 'month', 'hour', 'minute'] as const).map(type =>
    parts.get(type),
  )
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ')
  return `${weekday} ${day} ${month} ${hour}:${minute} ${place}`
}

/** Shows moments in a zone, by the day of `now`. */
export function clockOf(zone: string, now: Instant): (at: Instant) => string {
  const time = zoneFormat('en-GB', zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = zoneFormat('en-GB', zone, { weekday: 'short', day: 'numeric', month: 'short' })
  const today = day.format(now)
  return at => (day.format(at) === today ? time.format(at) : `${day.format(at)}, ${time.format(at)}`)
}
