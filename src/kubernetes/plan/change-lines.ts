import { cut, oneLine } from '../../text/one-line.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Difference, pathText } from './differences.ts'
import { isHidden } from './hidden-values.ts'
import { isText, textLines } from './text-lines.ts'
import { scalarText, valueTexts } from './value-text.ts'

/** A line below an object. */
export interface PlanLine {
  /** ` `: beside what changes, or about the object. */
  readonly sign: '+' | '-' | '~' | ' '
  readonly text: string
}

/** Of a long value or text, so many lines at most, and so much of each. */
const MOST_LINES = 12
const LINE_LIMIT = 120

/** How a field's change is shown: `~ spec.replicas: 2 → 3`. Secrets go first: a half of one would not be found. */
export function changeLines(
  object: KubeObject,
  difference: Difference,
  redact: (text: string) => string,
): readonly PlanLine[] {
  const { path, before, after } = difference
  const sign = before === undefined ? '+' : after === undefined ? '-' : '~'
  const name = cut(oneLine(redact(pathText(path, redact))), LINE_LIMIT)
  const hasSecret = (text: string): boolean => redact(text) !== text
  const lines = isText(before, after) ? textLines(before, after) : undefined
  const texts = lines?.flatMap(line => line?.text ?? [])
  if (isHidden(object, difference, texts, hasSecret)) {
    return [{ sign, text: `${name}: ${sign === '~' ? 'changed' : sign === '+' ? 'set' : 'removed'} (value hidden)` }]
  }
  if (lines !== undefined) return [{ sign, text: `${name}:` }, ...shownLines(lines, redact)]
  const text = (value: unknown): string | undefined => (value === undefined ? undefined : redact(scalarText(value)))
  const [from, to] = valueTexts(text(before), text(after))
  if (sign === '+') return [{ sign, text: `${name}: ${to}` }]
  return [{ sign, text: sign === '-' ? `${name}: ${from}` : `${name}: ${from} → ${to}` }]
}

function shownLines(lines: ReturnType<typeof textLines>, redact: (text: string) => string): readonly PlanLine[] {
  const shown = lines
    .slice(0, MOST_LINES)
    .map(
      (line): PlanLine =>
        line === undefined
          ? { sign: ' ', text: '  …' }
          : { sign: line.sign, text: `  ${cut(redact(line.text).replaceAll(/\p{Cc}/gu, ' '), LINE_LIMIT)}` },
    )
  const more = lines.slice(MOST_LINES).filter(line => line !== undefined && line.sign !== ' ').length
  return more === 0 ? shown : [...shown, { sign: ' ', text: `  … and ${more} more changed lines` }]
}
