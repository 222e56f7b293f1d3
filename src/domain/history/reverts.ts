import type { CommitFacts } from './facts.ts'

// As git writes it, at the beginning of a line. Other words, and short SHAs, mean nothing for sure.
const REVERTS = /^This reverts commit ([0-9a-f]{64}|[0-9a-f]{40})\b/gim

/**
 * SHAs of the waiting commits that a revert and what it reverts cancel out; `waiting` newest first. Judged from the
 * newest: a revert that is itself reverted undoes nothing. One that also reverts something live has work to do and is
 * not undone.
 */
export function undoneCommits(waiting: readonly CommitFacts[]): ReadonlySet<string> {
  const undone = new Set<string>()
  const older = new Set(waiting.map(({ sha }) => sha))
  for (const { sha, message } of waiting) {
    older.delete(sha)
    if (undone.has(sha)) continue
    const named = [...message.matchAll(REVERTS)].map(match => (match[1] ?? '').toLowerCase())
    const found = named.filter(one => older.has(one) && !undone.has(one))
    for (const one of found) undone.add(one)
    if (found.length > 0 && found.length === named.length) undone.add(sha)
  }
  return undone
}
