/** A commit as far as the train needs it. */
export interface Commit {
  readonly sha: string
  /** The first is the one the branch came from. */
  readonly parents: readonly string[]
  /** First line of the message. Written by anybody: never trusted, always escaped. */
  readonly title: string
  readonly author: string
}

/** Where a commit stands on the first-parent line of the default branch. */
export type TrunkPlace =
  | {
      readonly kind: 'found'
      /** 0 is the head of the branch. */
      readonly position: number
      /** From the head to the commit itself. */
      readonly line: readonly Commit[]
    }
  | { readonly kind: 'not-on-trunk'; readonly looked: number }
  | { readonly kind: 'too-far-back'; readonly looked: number }

/** Commits in one answer of GitHub, its maximum. */
export const COMMITS_A_PAGE = 100
/** Further back than this many pages nothing is deployed. */
export const TRUNK_PAGES = 10

/**
 * Follows the first parents through a branch's history, fed page by page. A page holds commits of merged side
 * branches too, and those may come before the trunk commit they belong to: they are kept until the line asks for them.
 */
export class TrunkWalk {
  readonly #wanted: string
  readonly #line: Commit[] = []
  readonly #seen = new Map<string, Commit>()
  #next: string | undefined
  #place: TrunkPlace | undefined

  constructor(wanted: string) {
    this.#wanted = wanted.toLowerCase()
  }

  /** The answer, once there is one. */
  get place(): TrunkPlace | undefined {
    return this.#place
  }

  /** The head of the branch, once a page was given: later pages are asked from it, so that a push moves nothing. */
  get head(): string | undefined {
    return this.#line[0]?.sha
  }

  /** Takes one page, newest first. `last` when GitHub has no more. */
  take(page: readonly Commit[], last: boolean): TrunkPlace | undefined {
    if (this.#place !== undefined) return this.#place
    for (const commit of page) this.#seen.set(commit.sha.toLowerCase(), commit)
    this.#next ??= page[0]?.sha.toLowerCase()
    for (;;) {
      const commit = this.#next === undefined ? undefined : this.#seen.get(this.#next)
      if (commit === undefined) break
      this.#line.push(commit)
      if (commit.sha.toLowerCase() === this.#wanted) {
        this.#place = { kind: 'found', position: this.#line.length - 1, line: [...this.#line] }
        return this.#place
      }
      this.#next = commit.parents[0]?.toLowerCase()
      if (this.#next === undefined) return this.#notFound('not-on-trunk')
    }
    return last ? this.#notFound('not-on-trunk') : undefined
  }

  /** No more pages will be read. A commit that was seen beside the line is not on it; any other may be further back. */
  giveUp(): TrunkPlace {
    return this.#place ?? this.#notFound(this.#seen.has(this.#wanted) ? 'not-on-trunk' : 'too-far-back')
  }

  #notFound(kind: 'not-on-trunk' | 'too-far-back'): TrunkPlace {
    const place = { kind, looked: this.#line.length }
    this.#place = place
    return place
  }
}
