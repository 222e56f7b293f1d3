import { diffArrays } from 'diff/lib/diff/array.js'

/** One line of a comparison: in both, only in the old text, or only in the new one. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

/** Bounds time and memory. With more changed lines than that all that differs is shown as replaced. */
const MOST_CHANGES = 200

/** Compares two lists of lines: the fewest removed and added ones, each change with what is removed first. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  return [
    ...signed(' ', before.slice(0, start)),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...signed(' ', before.slice(before.length - end)),
  ]
}

/** What is left between a common beginning and a common end. */
function middle(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_CHANGES })
  if (changes === undefined) return [...signed('-', before), ...signed('+', after)]
  return changes.flatMap(({ value, added, removed }) => signed(removed ? '-' : added ? '+' : ' ', value))
}

function signed(sign: DiffLine['sign'], texts: readonly string[]): readonly DiffLine[] {
  return texts.map(text => ({ sign, text }))
}

/** The changed lines, each with so many beside it; `undefined` stands for lines that are left out. */
export function withContext(lines: readonly DiffLine[], context: number): readonly (DiffLine | undefined)[] {
  const isNear = new Uint8Array(lines.length)
  for (const [index, { sign }] of lines.entries()) {
    if (sign !== ' ') isNear.fill(1, Math.max(0, index - context), index + context + 1)
  }
  return lines.flatMap((line, index) => {
    if (isNear[index] === 1) return [line]
    return index === 0 || isNear[index - 1] === 1 ? [undefined] : []
  })
}
