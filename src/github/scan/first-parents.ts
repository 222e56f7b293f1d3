/** A commit as far as the walk along first parents needs it. */
export interface Parented {
  readonly sha: string
  readonly parents: readonly string[]
}

/**
 * The first-parent line of a branch, fed with pages of its history. Those hold commits of merged side branches too,
 * which may come before the commit of the line they belong to: they are kept until the line asks for them.
 */
export class FirstParents<T extends Parented> {
  readonly line: T[] = []
  readonly #seen = new Map<string, T>()
  #next: string | undefined

  /** `head`: full SHA of the branch's head. */
  constructor(head: string) {
    this.#next = head
  }

  /** Whether the line has come to the first commit of the branch. */
  get ended(): boolean {
    return this.#next === undefined
  }

  /** Takes one page, newest first. */
  take(page: readonly T[]): void {
    for (const commit of page) this.#seen.set(commit.sha, commit)
    for (;;) {
      const commit = this.#next === undefined ? undefined : this.#seen.get(this.#next)
      if (commit === undefined) return
      this.line.push(commit)
      this.#next = commit.parents[0]
    }
  }

  /** Where a commit stands; 0 is the head, -1 not (yet) on the line. */
  positionOf(sha: string): number {
    return this.line.findIndex(commit => commit.sha === sha)
  }
}
