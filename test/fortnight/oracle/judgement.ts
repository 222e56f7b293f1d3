import type { Commit, Fact, Key, RepositoryRow, Time, Watched } from '../rows.ts'
import {
  type Asked,
  type Carriage,
  checksIn,
  deploymentsIn,
  lineIn,
  lockIn,
  originsIn,
  type Past,
  pastOf,
} from './past.ts'
import { isQuiet } from './quiet.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export type Kind =
  | 'undone'
  | 'skipped'
  | 'ignored'
  | 'checks-red'
  | 'rolled-back'
  | 'behind-failed'
  | 'never-deployed'
  | 'waiting'

export type Silence = 'locked' | 'deploying' | 'waiting-for-approval' | 'nothing-stale' | 'below-minimum' | 'quiet'

export interface Waits {
  readonly commit: Commit
  readonly kind: Kind
  /** Undefined when it is not known. */
  readonly since: Time | undefined
  /** When it was taken out, if it was live before: then it waits anew. */
  readonly takenOut: Time | undefined
  readonly stale: boolean
}

/** What is to be said of one key at one moment. */
export interface Judgement {
  readonly key: Key
  readonly channel: string
  /** Newest first. */
  readonly waiting: readonly Waits[]
  readonly silence: Silence | undefined
  /** Nothing was ever live there: what waits is history, of which nobody is notified. */
  readonly first: boolean
}

/** Judges each key of a repository, from the facts alone. */
export function judge(row: RepositoryRow, facts: readonly Fact[], now: Time): readonly Judgement[] {
  const past = pastOf(facts, row.name, now)
  const line = lineIn(past)
  return row.watched.flatMap(watched =>
    row.services.map(service => {
      const key = { repository: row.name, service, environment: watched.environment }
      const waiting = waitingOf(row, watched, key, past, line, now)
      const silence = silenceOf(row, watched, key, past, waiting, now)
      const first = !deploymentsIn(past, key, row.services.length === 1).some(isGood)
      return { key, channel: watched.channel, waiting, silence, first }
    }),
  )
}

function waitingOf(
  row: RepositoryRow,
  watched: Watched,
  key: Key,
  past: Past,
  line: readonly Carriage[],
  now: Time,
): readonly Waits[] {
  const asked = deploymentsIn(past, key, row.services.length === 1)
  const origins = originsIn(past)
  // What is no longer on the branch holds what it was made from.
  const onLine = (id: string) => line.findIndex(({ commit }) => commit.id === id)
  const place = (id: string): number => {
    const at = onLine(id)
    const origin = origins.get(id)
    return at >= 0 || origin === undefined ? at : place(origin)
  }
  const good = asked.filter(isGood)
  const live = good[0]
  const waiting = live === undefined ? line : line.slice(0, place(live.fact.commit))
  const undone = undoneAmong(waiting.map(({ commit }) => commit))
  const newer = good[0] === undefined ? asked : asked.slice(0, asked.indexOf(good[0]))
  return waiting.map(({ commit }, at) => {
    const out = takenOutAt(at, good, place)
    const since = out ?? cameOf(waiting, at)
    // What failed and is no longer on the branch says nothing about what is.
    const failed = newer.some(one => hasFailed(one) && onLine(one.fact.commit) >= 0 && onLine(one.fact.commit) <= at)
    const kind = ((): Kind => {
      if (undone.has(commit.id)) return 'undone'
      if (commit.marker !== undefined) return 'skipped'
      if (row.ignoresDocs && commit.paths.every(path => path.startsWith('docs/') || path.endsWith('.md')))
        return 'ignored'
      // Deployable by itself, or with a newer one.
      if (!waiting.slice(0, at + 1).some(one => checksIn(past, one.commit) === 'green')) return 'checks-red'
      if (out !== undefined) return 'rolled-back'
      if (failed) return 'behind-failed'
      return good.length === 0 ? 'never-deployed' : 'waiting'
    })()
    const stale = doesCount(kind) && since !== undefined && now - since >= watched.after * HOUR
    return { commit, kind, since, takenOut: out, stale }
  })
}

/** None came later than one that is newer: when it is not known, or said to be later, it was there when that one came. */
function cameOf(waiting: readonly Carriage[], at: number): Time | undefined {
  const known = waiting.slice(0, at + 1).flatMap(({ came }) => came ?? [])
  return known.length === 0 ? undefined : Math.min(...known)
}

/** When a commit that was live was taken out: the deployments are gone through from the first to the last. */
function takenOutAt(at: number, good: readonly Asked[], place: (id: string) => number): Time | undefined {
  let isLive = false
  let since: Time | undefined
  for (const one of good.toReversed()) {
    const holds = place(one.fact.commit) <= at
    if (isLive && !holds) since = one.statuses.find(({ state }) => state === 'success')?.at
    if (holds) since = undefined
    isLive = holds
  }
  return since
}

/** A revert and what it reverts cancel each other, judged from the newest: a revert that is reverted undoes nothing. */
function undoneAmong(waiting: readonly Commit[]): ReadonlySet<string> {
  const undone = new Set<string>()
  for (const [at, { id, reverts }] of waiting.entries()) {
    if (reverts === undefined || undone.has(id) || undone.has(reverts)) continue
    if (!waiting.slice(at + 1).some(one => one.id === reverts)) continue
    undone.add(id)
    undone.add(reverts)
  }
  return undone
}

function silenceOf(
  row: RepositoryRow,
  watched: Watched,
  key: Key,
  past: Past,
  waiting: readonly Waits[],
  now: Time,
): Silence | undefined {
  // Where nothing waits, nothing is asked about the lock.
  if (waiting.length > 0 && lockIn(past, key) !== 'free') return 'locked'
  const asked = deploymentsIn(past, key, row.services.length === 1)
  const good = asked.find(isGood)
  const open = (good === undefined ? asked : asked.slice(0, asked.indexOf(good))).filter(one => !hasEnded(one))
  if (open.some(one => isBeingDeployed(one, now))) return 'deploying'
  if (open.some(one => one.waits || one.statuses.at(-1)?.state === 'waiting')) return 'waiting-for-approval'
  if (!waiting.some(({ stale }) => stale)) return 'nothing-stale'
  if (waiting.filter(({ kind }) => doesCount(kind)).length < watched.minimum) return 'below-minimum'
  return isQuiet(now) ? 'quiet' : undefined
}

function isBeingDeployed({ fact, statuses, waits }: Asked, now: Time): boolean {
  const last = statuses.at(-1)
  const age = now - (last?.at ?? fact.at)
  if (last?.state === 'in_progress' || last?.state === 'queued') return age < 2 * HOUR
  // A run that waits for a reviewer is not being deployed, however young it is.
  return !waits && (last === undefined || last.state === 'pending') && age < 30 * MINUTE
}

function doesCount(kind: Kind): boolean {
  return !['undone', 'skipped', 'ignored'].includes(kind)
}

function isGood({ statuses }: Asked): boolean {
  return statuses.some(({ state }) => state === 'success')
}

function hasEnded(one: Asked): boolean {
  return isGood(one) || ['failure', 'error', 'inactive'].includes(one.statuses.at(-1)?.state ?? '')
}

function hasFailed(one: Asked): boolean {
  return !isGood(one) && ['failure', 'error'].includes(one.statuses.at(-1)?.state ?? '')
}
