import { escaped } from '../../text/markdown.ts'
import { cut } from '../../text/one-line.ts'
import { visibleText } from '../../text/visible.ts'

/** No name or title is longer than a reader wants; what is cut is in the answer as data. */
const LONGEST_PIECE = 2000

/** Between the characters of what GitHub would make something of: it shows nothing. */
const BREAK = '\u200b'

/**
 * Text in a comment, as text alone. GitHub looks for mentions, issues, addresses and emoji after it has taken backslashes
 * away, so these are broken up: a commit's title must neither notify a person nor leave a reference at the issue that it names.
 */
export function commentText(text: string): string {
  return escaped(cut(visibleText(text), LONGEST_PIECE))
    .replaceAll(/#(?=\d)/g, `#${BREAK}`)
    .replaceAll(/\b(GH)-(?=\d)/gi, `$1-${BREAK}`)
    .replaceAll(/:(?=\/\/)/g, `:${BREAK}`)
    .replaceAll(/\bwww(?=\.)/gi, `$&${BREAK}`)
    .replaceAll(/:(?=[\w+-]+:)/g, `:${BREAK}`)
    .replaceAll('$', '<span>$</span>')
}

/** A name, a SHA or a command in a fixed-width font. Nothing inside is read as Markdown, nor as a mention. */
export function commentCode(text: string, isInTable: boolean): string {
  const shown = cut(visibleText(text), LONGEST_PIECE)
  if (shown === '') return ''
  // A table looks for its own columns first, also inside of code.
  if (isInTable && /[|\\]/.test(shown)) {
    const encoded = escaped(shown.replaceAll('\\', '\u0000').replaceAll('|', '\u0001'))
    return `<code>${encoded.replaceAll('\u0000', '&#92;').replaceAll('\u0001', '&#124;')}</code>`
  }
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = /^`|`$|^ .* $/.test(shown) ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}

/** At the beginning of a line some characters begin a list, a heading or a rule. */
export function lineStart(line: string): string {
  return line.replace(/^[-+=]/, '\\$&').replace(/^(\d+)([.)])/, '$1\\$2')
}
