// Control characters, line separators, and the marks that turn the direction of writing: they would let a commit's
// author or a program's output rewrite what a reader sees.
const FOLDED = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\s]+/gu

const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g

/** Marks that turn the direction of writing, written out: a file name must not be read as another one. */
export function withMarksShown(text: string): string {
  return text.replace(DIRECTION_MARKS, mark => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Text in one line, without what cannot be seen. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(FOLDED, ' ').trim()
}

/**
 * Cuts between what a reader takes for characters, so that no flag, accent or family is torn apart. What was cut ends with
 * `…` and is within the limit, in code points unless measured otherwise.
 */
export function cut(text: string, limit: number, measure = codePoints): string {
  if (measure(text) <= limit) return text
  let kept = ''
  let length = 0
  // Made when it is first needed, and once.
  characters ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (const { segment } of characters.segment(text)) {
    length += measure(segment)
    if (length > limit - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

let characters: Intl.Segmenter | undefined

function codePoints(text: string): number {
  let length = 0
  for (const _ of text) length += 1
  return length
}
