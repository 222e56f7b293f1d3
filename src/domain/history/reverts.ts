import { canonicalName } from '../../text/canonical-name.ts'
import { mergedBranch, titleOf } from './commit-message.ts'
import type { CommitFacts } from './facts.ts'

// As git writes it, at the beginning of a line. Other words, and short SHAs, mean nothing for sure.
const REVERTS_COMMIT = /^This reverts commit ([0-9a-f]{64}|[0-9a-f]{40})\b/gim
/** As GitHub writes it into the pull request that its button makes; the message of a squash has it. */
const REVERTS_PULL = /^Reverts (?:([\w.-]+\/[\w.-]+))?#(\d+)[ \t]*(?:\.[ \t]*)?$/gim
/** The branch of that pull request: all that the message of a merge commit has of it. */
const REVERT_BRANCH = /^revert-(\d+)-/

/**
 * SHAs of the waiting commits that a revert and what it reverts cancel out; `waiting` newest first. Judged from the
 * newest: a revert that is itself reverted undoes nothing. One that also reverts something live has work to do and is
 * not undone. `repository`: `owner/name`.
 */
export function undoneCommits(waiting: readonly CommitFacts[], repository: string): ReadonlySet<string> {
  const undone = new Set<string>()
  const older = new Map(waiting.map(commit => [commit.sha, commit]))
  for (const commit of waiting) {
    older.delete(commit.sha)
    if (undone.has(commit.sha)) continue
    const named = revertedBy(commit, older, repository)
    const found = [...named].filter(one => older.has(one) && !undone.has(one))
    for (const one of found) undone.add(one)
    if (found.length > 0 && found.length === named.size) undone.add(commit.sha)
  }
  return undone
}

/** SHAs of what a commit reverts; `#12` where the commit of that pull request is not among the older ones. */
function revertedBy(
  { message }: CommitFacts,
  older: ReadonlyMap<string, CommitFacts>,
  repository: string,
): ReadonlySet<string> {
  const named = new Set([...message.matchAll(REVERTS_COMMIT)].map(match => (match[1] ?? '').toLowerCase()))
  const title = titleOf(message)
  const pullOf = (number: string | undefined) => [...older.values()].find(commit => isPull(commit, Number(number)))
  for (const [, of, number] of message.matchAll(REVERTS_PULL)) {
    const pull = pullOf(number)
    const isHere = of === undefined || canonicalName(of) === canonicalName(repository)
    // The name that the repository had when the revert was made: then its title quotes the commit's.
    if (!isHere && (pull === undefined || quotedTitle(title) !== plainTitle(pull.title))) continue
    named.add(pull?.sha ?? `#${number}`)
  }
  const merged = mergedBranch(message)
  const [, number] = REVERT_BRANCH.exec(merged?.branch ?? '') ?? []
  if (number !== undefined && quotedTitle(title) !== undefined) {
    named.add(pullOf(number)?.sha ?? `#${number}`)
  }
  return named
}

/** Whether a commit came by that pull request: GitHub says so, or its message does. */
function isPull({ pullRequest, message }: CommitFacts, number: number): boolean {
  if (pullRequest !== undefined) return pullRequest === number
  return (message.split('\n', 1)[0] ?? '').endsWith(` (#${number})`) || mergedBranch(message)?.number === number
}

/** `Pay by card` of `Revert "Pay by card" (#13)`. */
function quotedTitle(title: string): string | undefined {
  return /^(?:Revert|Reapply) "(.*)"(?: \(#\d+\))?$/.exec(title)?.[1]
}

function plainTitle(title: string): string {
  return title.replace(/ \(#\d+\)$/, '')
}
