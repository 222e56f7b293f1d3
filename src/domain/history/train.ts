import type { Commit } from './first-parents.ts'

/** What a deployment takes to its environment. Commits are newest first. */
export type Train =
  /** Nothing was ever live there. */
  | { readonly kind: 'first' }
  /** The commit is live already. */
  | { readonly kind: 'again'; readonly live: string }
  /** The commits after the live one, up to and including the one asked for; `more` when the live one is further back. */
  | { readonly kind: 'forward'; readonly live: string; readonly commits: readonly Commit[]; readonly more: boolean }
  /** A rollback: the commits that are taken out. */
  | { readonly kind: 'back'; readonly live: string; readonly commits: readonly Commit[] }

/** What is known when a train is put together. */
interface TrainFacts {
  /** The commit asked for. */
  readonly sha: string
  /** The commit of the newest good deployment; undefined when there is none. */
  readonly live: string | undefined
  /** The first-parent line from the head of the branch to the commit asked for. */
  readonly newer: readonly Pick<Commit, 'sha' | 'title' | 'author' | 'parents'>[]
  /** The line from the commit asked for on, as far as it was read. */
  readonly older: readonly Pick<Commit, 'sha' | 'title' | 'author' | 'parents'>[]
}

/** The train of a deployment: forward, or back when the live commit is newer than the one asked for. */
export function trainOf({ sha, live, newer, older }: TrainFacts): Train {
  if (live === undefined) return { kind: 'first' }
  if (live === sha) return { kind: 'again', live }
  const ahead = newer.findIndex(commit => commit.sha.toLowerCase() === live)
  if (ahead >= 0) return { kind: 'back', live, commits: newer.slice(ahead).filter(commit => commit.sha !== sha) }
  const behind = older.findIndex(commit => commit.sha.toLowerCase() === live)
  return { kind: 'forward', live, commits: behind < 0 ? older : older.slice(0, behind), more: behind < 0 }
}
