import { DAY } from '../time/duration.ts'
import { policyDuration } from './duration.ts'
import { type PathPattern, pathPattern } from './path-patterns.ts'
import { STALE_DEFAULTS } from './stale-schema.ts'

/** When a commit that waits in an environment is reported as stale. */
export interface StalePolicy {
  /** How long it may wait, in milliseconds. */
  readonly after: number
  /** Fewer waiting commits than this are not reported. */
  readonly minimum: number
  /** A commit that changes nothing else is not reported. */
  readonly ignorePaths: readonly PathPattern[]
  /** Nor is one with this in its message, in whatever case. */
  readonly skipMarker: string
  readonly reminders: ReminderPolicy
}

/** Who is mentioned again while a commit stays stale; both are a choice. */
export interface ReminderPolicy {
  /** How often the authors are, in milliseconds. */
  readonly every: number | undefined
  /** Whom to mention as well, once, when a commit waits for so many milliseconds. */
  readonly escalate: { readonly after: number; readonly to: string } | undefined
}

/** `stale:` as the file has it, for the whole file or one environment. */
export type RawStale = RawStaleKeys | boolean | 'on' | 'off' | null | undefined

interface RawStaleKeys {
  readonly after?: string
  readonly minimum?: number
  readonly 'ignore-paths'?: readonly string[]
  readonly 'skip-marker'?: string
  readonly remind?: 'weekly' | 'off'
  readonly escalate?: { readonly after: string; readonly to: string } | 'off'
}

/**
 * Each key said for an environment replaces the file's. Undefined: nothing is reported. `patterns`: those that were read before,
 * so that what the file says for all environments is compared once.
 */
export function stalePolicy(
  raw: RawStale,
  file: RawStale,
  patterns = new Map<string, PathPattern>(),
): StalePolicy | undefined {
  if (raw === false || raw === 'off') return undefined
  const said = keysOf(raw)
  // An environment that says anything of its own is on, also in a file that is off.
  if (said === undefined && (file === false || file === 'off')) return undefined
  const keys = { ...keysOf(file), ...said }
  return {
    after: policyDuration(keys.after ?? STALE_DEFAULTS.after),
    minimum: keys.minimum ?? STALE_DEFAULTS.minimum,
    ignorePaths: (keys['ignore-paths'] ?? []).map(text => read(text, patterns)),
    skipMarker: keys['skip-marker'] ?? STALE_DEFAULTS.skipMarker,
    reminders: remindersOf(keys),
  }
}

function remindersOf({ remind, escalate }: RawStaleKeys): ReminderPolicy {
  return {
    every: remind === 'weekly' ? 7 * DAY : undefined,
    escalate: typeof escalate === 'object' ? { after: policyDuration(escalate.after), to: escalate.to } : undefined,
  }
}

function keysOf(raw: RawStale): RawStaleKeys | undefined {
  if (raw === true || raw === 'on') return {}
  return raw === null || raw === undefined || raw === false || raw === 'off' ? undefined : raw
}

function read(text: string, patterns: Map<string, PathPattern>): PathPattern {
  const pattern = patterns.get(text) ?? pathPattern(text)
  if (pattern === undefined) throw new Error(`the schema let '${text}' pass as a pattern of paths`)
  patterns.set(text, pattern)
  return pattern
}
