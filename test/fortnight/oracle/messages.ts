import type { Environment, Key } from '../rows.ts'
import type { Judgement, Waits } from './judgement.ts'

/** A message in a channel is about one environment. */
export interface Place {
  readonly environment: Environment
  readonly channel: string
}

/** What one scan does to the message of a place, and what it shows then. */
export interface Effect extends Place {
  readonly effect: 'post' | 'edit' | 'edit+reply' | 'done'
  /** Ids of commits by service, those that the message shows afterwards. */
  readonly shows: Shown
  /** Notified now. */
  readonly news: Shown
  /** Members of Slack who are mentioned. */
  readonly mentions: readonly string[]
}

export type Shown = ReadonlyMap<string, readonly string[]>

/** What can be done in a channel this time. */
export type Access = 'all' | 'nothing' | 'no-edits'

interface Memory {
  shown: readonly string[]
  /** Everything notified since the message was posted that still waits as it did then: see `waitOf`. */
  notified: readonly string[]
}

/** All messages, scan after scan. */
export class Messages {
  readonly #open = new Map<string, Map<string, Memory>>()

  /** What the open message of a place shows; undefined when there is none. */
  shownIn(place: Place): Shown | undefined {
    const open = this.#open.get(nameOf(place))
    return open === undefined ? undefined : shownBy(open)
  }

  /** One scan in one place. `judged`: the keys of this place that could be read. `unread`: repositories that could not be read. */
  scan(place: Place, judged: readonly Judgement[], unread: ReadonlySet<string>, access: Access): Effect | undefined {
    if (access === 'nothing') return undefined
    const name = nameOf(place)
    const before = this.#open.get(name)
    const after = new Map([...(before ?? [])].filter(([key]) => unread.has(key.split('#')[0] ?? '')))
    const news = new Map<string, readonly string[]>()
    const mentions = new Set<string>()
    for (const { key, waiting, silence, first } of judged) {
      const known = before?.get(textOf(key)) ?? { shown: [], notified: [] }
      if (first) {
        const shown = silence === undefined || known.shown.length > 0 ? waiting.filter(one => one.stale) : []
        if (shown.length > 0) after.set(textOf(key), { shown: idsOf(shown), notified: [] })
        continue
      }
      const notified = waiting.filter(one => known.notified.includes(waitOf(one)))
      const stale = waiting.filter(one => one.stale)
      const fresh = silence === undefined ? stale.filter(one => !notified.includes(one)) : []
      const shown = stale.filter(one => notified.includes(one) || fresh.includes(one))
      if (fresh.length > 0) news.set(textOf(key), idsOf(fresh))
      for (const { commit } of fresh) if (commit.by.member !== undefined) mentions.add(commit.by.member)
      const all = [...notified, ...fresh]
      if (all.length > 0) after.set(textOf(key), { shown: idsOf(shown), notified: all.map(waitOf) })
    }
    const isEmpty = [...after.values()].every(({ shown }) => shown.length === 0)
    if (before === undefined && isEmpty) return undefined
    const effect = before === undefined ? 'post' : isEmpty ? 'done' : news.size > 0 ? 'edit+reply' : 'edit'
    if (access === 'no-edits' && before !== undefined) {
      // The reply has it; the message stays as it was until it can be edited.
      if (effect !== 'edit+reply') return undefined
      const kept = new Map([...after].filter(([key]) => before.has(key) || news.has(key)))
      for (const [key, { shown }] of before) {
        if (!news.has(key)) kept.set(key, { shown, notified: after.get(key)?.notified ?? [] })
      }
      this.#open.set(name, kept)
      return { ...place, effect, shows: shownBy(before), news, mentions: [...mentions].sort() }
    }
    if (isEmpty) this.#open.delete(name)
    else this.#open.set(name, after)
    return { ...place, effect, shows: shownBy(after), news, mentions: [...mentions].sort() }
  }
}

export function nameOf({ environment, channel }: Place): string {
  return `${environment} in ${channel}`
}

/** `s01#s01`: the repository and its service. */
function textOf({ repository, service }: Key): string {
  return `${repository}#${service}`
}

function idsOf(waits: readonly Waits[]): readonly string[] {
  return waits.map(({ commit }) => commit.id)
}

/** A commit that was live and was taken out waits again, and is notified again. */
function waitOf({ commit, takenOut }: Waits): string {
  return takenOut === undefined ? commit.id : `${commit.id} since ${takenOut}`
}

function shownBy(open: ReadonlyMap<string, Memory>): Shown {
  return new Map([...open].filter(([, { shown }]) => shown.length > 0).map(([key, { shown }]) => [key, shown]))
}
