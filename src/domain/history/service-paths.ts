import type { PathPattern } from '../../policy/path-patterns.ts'

/** Names of git objects at a path of a commit; undefined where there is nothing. */
export type ObjectAt = (sha: string, path: string) => string | undefined

/**
 * Whether a commit changes what the patterns cover, by the objects that it and its first parent have at their roots: an object
 * is another exactly if something in it is. `perhaps`: the changed paths decide. `parent`: undefined for a first commit.
 */
export function changesPaths(
  patterns: readonly PathPattern[],
  { sha, parent }: { readonly sha: string; readonly parent: string | undefined },
  objectAt: ObjectAt,
): 'yes' | 'no' | 'perhaps' {
  const changed = patterns.filter(
    ({ root }) => objectAt(sha, root) !== (parent === undefined ? undefined : objectAt(parent, root)),
  )
  if (changed.length === 0) return 'no'
  return changed.some(({ whole }) => whole) ? 'yes' : 'perhaps'
}
