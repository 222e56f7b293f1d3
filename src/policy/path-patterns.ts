import { withoutTrailing } from '../text/trailing.ts'

/** A pattern of paths, ready to be asked. */
export interface PathPattern {
  readonly text: string
  /** The folder or file that everything it covers is at or below; empty for the root. */
  readonly root: string
  /** It covers all of its root, so that the root alone says whether it changed. */
  readonly whole: boolean
  matches(path: string): boolean
  /** The most steps that one character of a path takes. */
  readonly steps: number
}

/** What a pattern looks like: a path of the repository with `*` and `**` alone; no `!`, no `.` or `..` as a part. */
export const PATH_PATTERN =
  '^(?!(?:\\.?/)?!)(?:\\.?/)?(?!\\.{1,2}(?:/|$))(?!.*/\\.{1,2}(?:/|$))/*[^/\\\\?[\\]{}\\x00-\\x1f\\x7f][^\\\\?[\\]{}\\x00-\\x1f\\x7f]*$'

export const PATH_PATTERN_WORDS = 'write paths of the repository, with * and ** alone, such as deploy/, docs/** or *.md'

/**
 * Reads one pattern. `*` stands for anything but `/`, `**` for anything; a pattern also covers everything below what it
 * names, and one without `/` counts in every folder, as in .gitignore. Undefined for what is none.
 */
export function pathPattern(text: string): PathPattern | undefined {
  if (!new RegExp(PATH_PATTERN, 'u').test(text)) return undefined
  const pattern = withoutTrailing(text.replace(/^\.?\//, ''), '/')
  const isAnywhere = !pattern.includes('/') && !text.startsWith('/')
  const parts = [...(isAnywhere ? ['**/'] : []), ...pattern.split(/(\*\*\/|\*\*|\*)|/).filter(part => part)]
  // A path is asked about for each service and environment.
  const known = new Map<string, boolean>()
  const matches = (path: string): boolean => {
    const found = known.get(path) ?? matchesAll(parts, path)
    known.set(path, found)
    return found
  }
  return { text, ...rootOf(pattern, isAnywhere), steps: parts.length, matches }
}

function rootOf(pattern: string, isAnywhere: boolean): Pick<PathPattern, 'root' | 'whole'> {
  const folders = pattern.split('/')
  const first = isAnywhere ? 0 : folders.findIndex(folder => folder.includes('*'))
  if (first < 0) return { root: pattern, whole: true }
  const rest = folders.slice(first)
  return { root: folders.slice(0, first).join('/'), whole: rest.length === 1 && /^\*\*?$/.test(rest[0] ?? '') }
}

/** Whether every path is covered by some pattern. No path at all is not: then nothing is known of the commit. */
export function coverAll(patterns: readonly PathPattern[], paths: readonly string[]): boolean {
  return paths.length > 0 && paths.every(path => patterns.some(pattern => pattern.matches(path)))
}

/**
 * Whether the parts match a path, or a folder above it. A table, from the last part to the first and from the end of the
 * path to its beginning: a regular expression needs a minute for `*a*a*a*a*a*a*ab` and 80 characters, and paths come from
 * the author of a commit.
 */
function matchesAll(parts: readonly string[], path: string): boolean {
  // At each index: whether the parts that were looked at match the path from there on.
  let rest = Array.from({ length: path.length + 1 }, (_, at) => at === path.length || path[at] === '/')
  for (const part of parts.toReversed()) {
    const here: boolean[] = new Array(path.length + 1).fill(false)
    let [isAfterFolder, isPossible] = [false, false]
    for (let at = path.length; at >= 0; at--) {
      const next = at < path.length && here[at + 1] === true
      const isSlash = path[at] === '/'
      isAfterFolder ||= isSlash && rest[at + 1] === true
      if (part === '**/') here[at] = rest[at] === true || isAfterFolder
      else if (part === '**') here[at] = rest[at] === true || next
      else if (part === '*') here[at] = rest[at] === true || (next && !isSlash)
      else here[at] = path[at] === part && rest[at + 1] === true
      isPossible ||= here[at] === true
    }
    if (!isPossible) return false
    rest = here
  }
  return rest[0] === true
}
