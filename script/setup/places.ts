import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import path from 'node:path'

/** The repository's root, wherever it was cloned to. */
export const root = path.resolve(import.meta.dirname, '../..')

/** Where everything that may outlive a run is kept: `$XDG_CACHE_HOME/commit-train`, else `~/.cache/commit-train`. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  return path.join(env.XDG_CACHE_HOME || path.join(env.HOME || homedir(), '.cache'), 'commit-train')
}

/** A short name for what something is built from; equal parts in any order give the same key, anything else another. */
export function keyOf(parts: Readonly<Record<string, string>>): string {
  const named = Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(named)).digest('hex').slice(0, 16)
}
