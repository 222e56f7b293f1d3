import { withoutTrailing } from '../text/trailing.ts'

/** A pattern of paths, ready to be asked. */
export interface PathPattern {
  readonly text: string
  /** The folder or file that everything it covers is at or below; empty for the root. */
  readonly root: string
  /** It covers all of its root, so that the root alone says whether it changed. */
  readonly whole: boolean
  /** Where it would take more than the steps that are left, it is not compared, and none are left. */
  matches(path: string, steps?: StepsLeft): boolean
}

/** The steps of comparing that are left; below zero once they did not suffice. A step is one character and one part. */
export interface StepsLeft {
  left: number
}

/** Of a comparison that needs no table. */
const FEWEST_STEPS = 16

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
  const { root, whole } = rootOf(pattern, isAnywhere)
  const isBelow = (path: string): boolean =>
    root === '' || (path.startsWith(root) && (path.length === root.length || path[root.length] === '/'))
  // A path is asked about for each service and environment.
  const known = new Map<string, boolean>()
  const matches = (path: string, steps: StepsLeft = { left: Number.POSITIVE_INFINITY }): boolean => {
    steps.left -= FEWEST_STEPS
    const found = isBelow(path) ? known.get(path) : false
    if (found !== undefined) return found
    if (steps.left < (parts.length + 1) * (path.length + 1)) steps.left = -1
    if (steps.left < 0) return false
    const compared = matchesAll(parts, path)
    steps.left -= compared.steps
    known.set(path, compared.isMatch)
    return compared.isMatch
  }
  return { text, root, whole, matches }
}

function rootOf(pattern: string, isAnywhere: boolean): Pick<PathPattern, 'root' | 'whole'> {
  const folders = pattern.split('/')
  const first = isAnywhere ? 0 : folders.findIndex(folder => folder.includes('*'))
  if (first < 0) return { root: pattern, whole: true }
  const rest = folders.slice(first)
  return { root: folders.slice(0, first).join('/'), whole: rest.length === 1 && /^\*\*?$/.test(rest[0] ?? '') }
}

/** Whether every path is covered by some pattern. No path at all is not: then nothing is known of the commit. */
export function coverAll(patterns: readonly PathPattern[], paths: readonly string[], steps?: StepsLeft): boolean {
  return paths.length > 0 && paths.every(path => coversAny(patterns, [path], steps))
}

/** Whether one of the paths is covered. It may be where no steps are left. */
export function coversAny(patterns: readonly PathPattern[], paths: readonly string[], steps?: StepsLeft): boolean {
  const isUsedUp = () => steps !== undefined && steps.left < 0
  return paths.some(path => patterns.some(pattern => isUsedUp() || pattern.matches(path, steps) || isUsedUp()))
}

/**
 * Whether the parts match a path, or a folder above it, and the steps that it took. A table, from the last part to the first
 * and from the end of the path to its beginning: a regular expression needs a minute for `*a*a*a*a*a*a*ab` and 80 characters,
 * and paths come from the author of a commit.
 */
function matchesAll(parts: readonly string[], path: string): { readonly isMatch: boolean; readonly steps: number } {
  const indexes = path.length + 1
  const codes = new Uint16Array(indexes)
  for (let at = 0; at < path.length; at++) codes[at] = path.charCodeAt(at)
  // At each index: whether the parts that were looked at match the path from there on; one more, where nothing does.
  let [rest, here] = [new Uint8Array(indexes + 1), new Uint8Array(indexes + 1)]
  for (let at = 0; at < indexes; at++) rest[at] = at === path.length || codes[at] === SLASH ? 1 : 0
  let steps = indexes
  for (let last = parts.length - 1; last >= 0; last--) {
    steps += indexes
    if (!fillRow(here, rest, parts[last] ?? '', codes)) return { isMatch: false, steps }
    ;[rest, here] = [here, rest]
  }
  return { isMatch: rest[0] === 1, steps }
}

/** The row of one part by that of the parts behind it; whether it matches anywhere. `codes`: of the path, and one more. */
function fillRow(here: Uint8Array, rest: Uint8Array, part: string, codes: Uint16Array): boolean {
  if (part === '**/' || part === '**' || part === '*') return fillStar(here, rest, part, codes)
  const code = part.charCodeAt(0)
  let found = 0
  for (let at = codes.length - 1; at >= 0; at--) {
    const isMatch = codes[at] === code ? (rest[at + 1] ?? 0) : 0
    here[at] = isMatch
    found |= isMatch
  }
  return found === 1
}

/** What is before an index matches as long as nothing ends it: a `/` ends `*`, and `**` + `/` begins behind one. */
function fillStar(here: Uint8Array, rest: Uint8Array, part: '**/' | '**' | '*', codes: Uint16Array): boolean {
  let [found, onward] = [0, 0]
  for (let at = codes.length - 1; at >= 0; at--) {
    const isSlash = codes[at] === SLASH
    if (isSlash && part === '*') onward = 0
    if (isSlash && part === '**/') onward |= rest[at + 1] ?? 0
    const isMatch = (rest[at] ?? 0) | onward
    here[at] = isMatch
    found |= isMatch
    if (part !== '**/') onward = isMatch
  }
  return found === 1
}

const SLASH = 0x2f
