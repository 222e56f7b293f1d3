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
  /**
   * What is live is not on the line: a branch was deployed, or the line was rewritten. `base`: the newest commit of the line that
   * it contains, undefined where that is not known. `commits`: those since then, or, `back`, those that are taken out.
   */
  | {
      readonly kind: 'off-line'
      readonly live: string
      readonly base: string | undefined
      readonly back: boolean
      readonly commits: readonly Commit[]
    }

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
  /** Whether the line ends with `older`. */
  readonly whole: boolean
  /** Of what is live: itself and what it contains, as far as it was read; empty when it was not, or is gone. */
  readonly contained: readonly string[]
}

/** The train of a deployment: forward, or back when the live commit is newer than the one asked for. */
export function trainOf({ sha, live, newer, older, whole, contained }: TrainFacts): Train {
  if (live === undefined) return { kind: 'first' }
  if (live === sha) return { kind: 'again', live }
  const ahead = newer.findIndex(commit => commit.sha.toLowerCase() === live)
  if (ahead >= 0) return { kind: 'back', live, commits: newer.slice(ahead).filter(commit => commit.sha !== sha) }
  const behind = older.findIndex(commit => commit.sha.toLowerCase() === live)
  if (behind >= 0) return { kind: 'forward', live, commits: older.slice(0, behind), more: false }
  const inLive = new Set(contained)
  const isIn = (commit: Pick<Commit, 'sha'>) => inLive.has(commit.sha.toLowerCase())
  const [leftAhead, leftBehind] = [newer.findIndex(isIn), older.findIndex(isIn)]
  if (leftAhead >= 0 && newer[leftAhead]?.sha !== sha) {
    const commits = newer.slice(leftAhead).filter(commit => commit.sha !== sha)
    return { kind: 'off-line', live, base: newer[leftAhead]?.sha, back: true, commits }
  }
  if (leftBehind >= 0) {
    const commits = older.slice(0, leftBehind)
    return { kind: 'off-line', live, base: older[leftBehind]?.sha, back: false, commits }
  }
  return whole
    ? { kind: 'off-line', live, base: undefined, back: false, commits: [] }
    : { kind: 'forward', live, commits: older, more: true }
}
