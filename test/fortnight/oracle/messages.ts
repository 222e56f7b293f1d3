import type { Environment, Key } from '../rows.ts'
import type { Judgement, Waits } from './judgement.ts'

/** A message in a channel tells of one environment. */
export interface Place {
  readonly environment: Environment
  readonly channel: string
}

/** What one scan does to the message of a place, and what it shows then. */
export interface Effect extends Place {
  readonly effect: 'post' | 'edit' | 'edit+reply' | 'done'
  /** Ids of commits by service, those that the message shows afterwards. */
  readonly shows: Shown
  /** Told now. */
  readonly news: Shown
  /** Members of Slack who are rung. */
  readonly rings: readonly string[]
}

export type Shown = ReadonlyMap<string, readonly string[]>

/** What can be done in a channel this time. */
export type Access = 'all' | 'nothing' | 'no-edits'

interface Memory {
  shown: readonly string[]
  /** Everything told since the message was posted that still waits as it did then: see `waitOf`. */
  told: readonly string[]
}

/** All messages, scan after scan. */
export class Messages {
  readonly #open = new Map<string, Map<string, Memory>>()

  /** What the open message of a place shows; undefined when there is none. */
  shownIn(place: Place): Shown | undefined {
    const open = this.#open.get(nameOf(place))
    return open === undefined ? undefined : shownBy(open)
  }

  /** One scan in one place. `judged`: the keys of this place that could be read. `unread`: repositories nobody could read. */
  scan(place: Place, judged: readonly Judgement[], unread: ReadonlySet<string>, access: Access): Effect | undefined {
    if (access === 'nothing') return undefined
    const name = nameOf(place)
    const before = this.#open.get(name)
    const after = new Map([...(before ?? [])].filter(([key]) => unread.has(key.split('#')[0] ?? '')))
    const news = new Map<string, readonly string[]>()
    const rings = new Set<string>()
    for (const { key, waiting, silence } of judged) {
      const known = before?.get(textOf(key)) ?? { shown: [], told: [] }
      const told = waiting.filter(one => known.told.includes(waitOf(one)))
      const stale = waiting.filter(one => one.stale)
      const fresh = silence === undefined ? stale.filter(one => !told.includes(one)) : []
      const shown = stale.filter(one => told.includes(one) || fresh.includes(one))
      if (fresh.length > 0) news.set(textOf(key), idsOf(fresh))
      for (const { commit } of fresh) if (commit.by.member !== undefined) rings.add(commit.by.member)
      const all = [...told, ...fresh]
      if (all.length > 0) after.set(textOf(key), { shown: idsOf(shown), told: all.map(waitOf) })
    }
    const isEmpty = [...after.values()].every(({ shown }) => shown.length === 0)
    if (before === undefined && isEmpty) return undefined
    const effect = before === undefined ? 'post' : isEmpty ? 'done' : news.size > 0 ? 'edit+reply' : 'edit'
    if (access === 'no-edits' && before !== undefined) {
      // The reply tells; the message stays as it was until somebody can edit it.
      if (effect !== 'edit+reply') return undefined
      const kept = new Map([...after].filter(([key]) => before.has(key) || news.has(key)))
      for (const [key, { shown }] of before) {
        if (!news.has(key)) kept.set(key, { shown, told: after.get(key)?.told ?? [] })
      }
      this.#open.set(name, kept)
      return { ...place, effect, shows: shownBy(before), news, rings: [...rings].sort() }
    }
    if (isEmpty) this.#open.delete(name)
    else this.#open.set(name, after)
    return { ...place, effect, shows: shownBy(after), news, rings: [...rings].sort() }
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

/** A commit that was live and was taken out waits anew, and is told anew. */
function waitOf({ commit, takenOut }: Waits): string {
  return takenOut === undefined ? commit.id : `${commit.id} since ${takenOut}`
}

function shownBy(open: ReadonlyMap<string, Memory>): Shown {
  return new Map([...open].filter(([, { shown }]) => shown.length > 0).map(([key, { shown }]) => [key, shown]))
}
