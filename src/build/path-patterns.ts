import { UserError } from '../runner/user-error.ts'

/** A line of "not-in-image", ready to be asked. */
export interface PathPattern {
  readonly text: string
  matches(path: string): boolean
}

/**
 * Reads patterns of paths. `*` stands for anything but `/`, `**` for anything; a pattern also covers everything below
 * what it names, and one without `/` counts in every folder, as in .gitignore. Throws `bad-input`.
 */
export function parsePatterns(lines: readonly string[]): readonly PathPattern[] {
  return lines.map(text => {
    const pattern = text.replace(/^\.?\//, '').replace(/\/+$/, '')
    if (pattern === '' || /^!|[\\?[\]{}]|(^|\/)\.\.?(\/|$)/.test(pattern)) {
      throw new UserError(
        'bad-input',
        `Input "not-in-image" holds ${JSON.stringify(text)}; write paths of the repository, with * and ** alone, such as deploy/, docs/** or *.md`,
      )
    }
    const anywhere = pattern.includes('/') || text.startsWith('/') ? '' : '(?:.*/)?'
    const expression = new RegExp(`^${anywhere}${expressionOf(pattern)}(?:/.*)?$`, 's')
    return { text, matches: path => expression.test(path) }
  })
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
