import type { Commit, FirstParentWalk } from './first-parents.ts'

/** Position of a commit on the first-parent line of the default branch. */
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

/**
 * Position of a commit, by what was read of the line. `pages`: `more` can be read, these are `all`, or no more than these
 * are read (`limit`). Undefined: the next page decides. At the limit, a commit that was read beside the line is not on the
 * line; any other may be further back.
 */
export function trunkPlace(
  walk: FirstParentWalk<Commit>,
  sha: string,
  pages: 'more' | 'all' | 'limit',
): TrunkPlace | undefined {
  const position = walk.positionOf(sha)
  if (position >= 0) return { kind: 'found', position, line: walk.line.slice(0, position + 1) }
  const looked = walk.line.length
  if (walk.ended || pages === 'all') return { kind: 'not-on-trunk', looked }
  if (pages === 'more') return undefined
  return { kind: walk.hasRead(sha) ? 'not-on-trunk' : 'too-far-back', looked }
}
