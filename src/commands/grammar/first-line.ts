import { nearest } from '../../text/suggestion.ts'
import { VERBS } from '../command.ts'

/** Characters of a line that is read as a command, at most. */
const LONGEST_LINE = 1000

/** The words of a command in a comment. */
export interface FirstLine {
  readonly words: readonly string[]
}

/**
 * The command in the first line of a comment: the prefix, and a verb directly after it, or a word that is nearly one. Undefined
 * for any other text: paths, quotes, code and the commands of other bots are left alone.
 */
export function commandOfComment(body: string, prefix: string): FirstLine | undefined {
  const [line = ''] = body.slice(0, LONGEST_LINE + 1).split(/[\r\n\u2028\u2029]/)
  if (!line.startsWith(prefix) || line.length > LONGEST_LINE) return undefined
  const rest = line.slice(prefix.length)
  if (isName(prefix) ? !/^\s/.test(rest) : /^\s/.test(rest)) return undefined
  const words = wordsOfLine(rest)
  const [verb = ''] = words
  if (!/^[a-z]{2,12}$/i.test(verb) || nearest(verb, VERBS) === undefined) return undefined
  return { words }
}

/** What stands before a verb in a comment: `@deploybot ` in `@deploybot status`, and `/` in `/status`. */
export function writtenPrefix(prefix: string): string {
  return isName(prefix) ? `${prefix} ` : prefix
}

/** Whether a verb directly after it would be a part of it. */
function isName(prefix: string): boolean {
  return /[\p{L}\p{N}]$/u.test(prefix)
}

/**
 * The words of a line, as a shell reads them as far as quotes go: `'two words'`, `"two words"`, and `'it'\''s'`. A word that only
 * contains a quote, such as `it's`, stays as it is.
 */
export function wordsOfLine(line: string): readonly string[] {
  const words: string[] = []
  let rest = line.trim()
  while (rest !== '') {
    const [whole, quoted] = quotedWord(rest) ?? plainWord(rest)
    words.push(quoted)
    rest = rest.slice(whole.length).trimStart()
  }
  return words
}

// The quotes that phones write count as well.
const QUOTED = /^(?:'[^']*'|"[^"]*"|“[^”“]*[”“]|\\['"])+(?=\s|$)/
const PART = /'([^']*)'|"([^"]*)"|“([^”“]*)[”“]|\\(['"])/g

/** A word that is quoted from its beginning to its end, and what it says. */
function quotedWord(rest: string): readonly [whole: string, text: string] | undefined {
  const option = /^--[a-z]+=(?=['"“])/.exec(rest)?.[0] ?? ''
  const [whole] = QUOTED.exec(rest.slice(option.length)) ?? []
  if (whole === undefined) return undefined
  const text = [...whole.matchAll(PART)].map(([, ...parts]) => parts.find(part => part !== undefined) ?? '').join('')
  return [option + whole, option + text]
}

function plainWord(rest: string): readonly [string, string] {
  const word = /^\S+/.exec(rest)?.[0] ?? rest
  return [word, word]
}
