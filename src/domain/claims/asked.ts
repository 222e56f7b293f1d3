import { MINUTE } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'
import { CONTINUATIONS, type Continuation } from './continuation.ts'
import { isHeldStatus } from './held-status.ts'
import { isEnd } from './run-claims.ts'

/** That somebody has asked to go on with what is held: a status of a door, which no run has claimed by that. */
export interface AskedFor {
  readonly how: Continuation
  /** The same for the same request, however often it arrives. */
  readonly intent: string
  /** What the status says, which names who asked. */
  readonly said: string
  readonly at: Instant
}

interface Written {
  readonly state: string
  readonly description: string
  readonly logUrl: string
  readonly createdAt: Instant
}

/** A run starts within minutes; then another may ask. */
const STARTS_WITHIN = 10 * MINUTE
const ASKED = /#asked-([a-z]+)-(.+)$/

/** The address that such a status has in the place of a log. `page`: of the repository. */
export function askedUrl(
  { page, environment }: { readonly page: string; readonly environment: string },
  how: Continuation,
  intent: string,
): string {
  return `${page}/deployments/${encodeURIComponent(environment)}#asked-${how}-${encodeURIComponent(intent)}`
}

/** All that was asked for, oldest first, also before it was held at the stage where it is. */
export function asksIn(statuses: readonly Written[]): readonly AskedFor[] {
  return statuses.flatMap(status => readAsk(status) ?? [])
}

/**
 * What was asked for first since it is held as it is: that counts, of two who ask at the same time. Undefined where no one has
 * asked, or where no run came of it.
 */
export function askedNow(statuses: readonly Written[], now: Instant): AskedFor | undefined {
  return countedAsks(statuses).findLast(({ at }) => now - at < STARTS_WITHIN)
}

/** What led to a run that goes on with it, however long that run has waited for a runner. */
export function askedFor(statuses: readonly Written[], how: Continuation): AskedFor | undefined {
  return countedAsks(statuses).findLast(asked => asked.how === how)
}

/** Those that count since it is held as it is: of all within minutes the first, since the others were refused. */
function countedAsks(statuses: readonly Written[]): readonly AskedFor[] {
  const since = statuses.findLastIndex(status => isEnd(status) || isHeldStatus(status))
  let last = Number.NEGATIVE_INFINITY
  return asksIn(statuses.slice(since + 1)).filter(({ at }) => {
    if (at - last < STARTS_WITHIN) return false
    last = at
    return true
  })
}

function readAsk({ state, description, logUrl, createdAt }: Written): AskedFor | undefined {
  const [, word, intent = ''] = ASKED.exec(logUrl) ?? []
  const how = CONTINUATIONS.find(one => one === word)
  if (how === undefined || state !== 'in_progress') return undefined
  return { how, intent: decoded(intent), said: description, at: createdAt }
}

/** All who may write statuses may write this one, too. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
