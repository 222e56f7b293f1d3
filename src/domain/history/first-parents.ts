/** A commit of a branch's history. */
export interface Commit {
  /** Full SHA. */
  readonly sha: string
  /** The first is the one the branch came from. */
  readonly parents: readonly string[]
  /** First line of the message, or the title of the pull request that it merged. Written by anybody: never trusted, always escaped. */
  readonly title: string
  readonly author: string
}

/** Commits in one page of a history: GitHub's maximum. */
export const COMMITS_A_PAGE = 100
/** A branch's history is read for at most this many pages. */
export const TRUNK_PAGES = 10

/**
 * Follows the first parents through a branch's history, page by page. A page also holds commits of merged side branches,
 * and those may come before the commit of the line they belong to: they are kept until the line reaches them. SHAs are
 * compared in lower case.
 */
export class FirstParentWalk<T extends Pick<Commit, 'sha' | 'parents'>> {
  /** The first-parent line as far as it was read; the head of the branch first. */
  readonly line: T[] = []
  readonly #read = new Map<string, T>()
  #next: string | undefined
  #started: boolean

  /** `head`: full SHA of the head of the branch; left out, it is the first commit of the first page. */
  constructor(head?: string) {
    this.#next = head?.toLowerCase()
    this.#started = head !== undefined
  }

  /** Whether the line has reached the first commit of the branch. */
  get ended(): boolean {
    return this.#started && this.#next === undefined
  }

  /** Takes one page, newest first. */
  take(page: readonly T[]): void {
    for (const commit of page) this.#read.set(commit.sha.toLowerCase(), commit)
    if (!this.#started && page[0] !== undefined) {
      this.#next = page[0].sha.toLowerCase()
      this.#started = true
    }
    for (;;) {
      const commit = this.#next === undefined ? undefined : this.#read.get(this.#next)
      if (commit === undefined) return
      this.line.push(commit)
      this.#next = commit.parents[0]?.toLowerCase()
    }
  }

  /** Position of a commit on the line; 0 is the head, -1: not on it, or not yet. */
  positionOf(sha: string): number {
    const wanted = sha.toLowerCase()
    return this.line.findIndex(commit => commit.sha.toLowerCase() === wanted)
  }

  /** Whether a commit was read, on the line or beside it. */
  hasRead(sha: string): boolean {
    return this.#read.has(sha.toLowerCase())
  }
}
