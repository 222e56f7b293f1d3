/** A pattern of paths, ready to be asked. */
export interface PathPattern {
  readonly text: string
  matches(path: string): boolean
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
  const pattern = text.replace(/^\.?\//, '').replace(/\/+$/, '')
  const anywhere = pattern.includes('/') || text.startsWith('/') ? '' : '(?:.*/)?'
  const expression = new RegExp(`^${anywhere}${expressionOf(pattern)}(?:/.*)?$`, 's')
  return { text, matches: path => expression.test(path) }
}

/** Whether every path is covered by some pattern. No path at all is not: then nothing is known of the commit. */
export function coverAll(patterns: readonly PathPattern[], paths: readonly string[]): boolean {
  return paths.length > 0 && paths.every(path => patterns.some(pattern => pattern.matches(path)))
}

function expressionOf(pattern: string): string {
  return pattern
    .split(/(\*\*\/|\*\*|\*)/)
    .map(part => wildcards[part] ?? part.replaceAll(/[.+^$()|]/g, '\\$&'))
    .join('')
}

const wildcards: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' }
