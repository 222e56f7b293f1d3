import { type DiffLine, diffLines, withContext } from './line-diff.ts'

/** Lines beside each changed one. */
const CONTEXT = 1

/** Whether a difference is that of a text of several lines, such as a file in a ConfigMap. */
export function isText(before: unknown, after: unknown): boolean {
  const isOne = (value: unknown): boolean => typeof value === 'string' || value === undefined
  const hasLines = (value: unknown): boolean => typeof value === 'string' && /\n./.test(value)
  return isOne(before) && isOne(after) && (hasLines(before) || hasLines(after))
}

/** The lines that differ, with those beside them; `undefined` stands for lines that are left out. */
export function textLines(before: unknown, after: unknown): readonly (DiffLine | undefined)[] {
  return withContext(diffLines(comparedLines(before), comparedLines(after)), CONTEXT)
}

/** The lines of a text, as they are compared. */
export function comparedLines(value: unknown): readonly string[] {
  if (typeof value !== 'string' || value === '') return []
  const lines = value.split('\n')
  // A text ends with a line's end, or that is a difference of its own.
  return lines.at(-1) === '' ? lines.slice(0, -1) : [...lines.slice(0, -1), `${lines.at(-1)} (no newline at its end)`]
}
