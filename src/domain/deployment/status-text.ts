import type { Ending, Outcome } from './ending.ts'
import { STEP_WORDS, STEPS, type Step } from './steps.ts'

/** GitHub refuses a longer description of a deployment status (422). */
export const STATUS_LIMIT = 140

const ENDING_PREFIX: Readonly<Record<Outcome, string>> = {
  success: '',
  refused: 'Refused: ',
  failed: 'Failed: ',
  superseded: 'Superseded: ',
  cancelled: 'Cancelled: ',
  error: 'Error: ',
}

/** `2/5 Rendering templates`, with a detail after a colon. */
export function stepText(step: Step, detail?: string): string {
  const words = `${STEPS.indexOf(step) + 1}/${STEPS.length} ${STEP_WORDS[step]}`
  return statusText(detail === undefined || detail === '' ? words : `${words}: ${detail}`)
}

/** How a deployment ended, in one line that begins with the word for it: whole, for the log. */
export function endingLine(ending: Pick<Ending, 'outcome' | 'text'>): string {
  return oneLine(`${ENDING_PREFIX[ending.outcome]}${ending.text}`)
}

/** The same as a status's description. */
export function endingText(ending: Pick<Ending, 'outcome' | 'text'>): string {
  return statusText(endingLine(ending))
}

/** Any text as a status's description: one line of at most 140 code points; what does not fit ends with `…`. */
export function statusText(text: string): string {
  return cut(oneLine(text), STATUS_LIMIT)
}

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
