// Control characters, line separators, and the marks that turn the direction of writing: they would let a commit's
// author or a program's output rewrite what a reader sees.
const FOLDED = /[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\s]+/gu

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
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    length += measure(segment)
    if (length > limit - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

function codePoints(text: string): number {
  return [...text].length
}
