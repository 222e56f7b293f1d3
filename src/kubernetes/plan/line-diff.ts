/** One line of a comparison: in both, only in the old text, or only in the new one. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

/** Bounds time and memory. With more changed lines than that all that differs is shown as replaced. */
const MOST_CHANGES = 600

/** Compares two lists of lines: the fewest removed and added ones, each change with what is removed first. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  const both = (lines: readonly string[]): DiffLine[] => lines.map(text => ({ sign: ' ', text }))
  return [
    ...both(before.slice(0, start)),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...both(before.slice(before.length - end)),
  ]
}

/** What is left between a common beginning and a common end. */
function middle(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const removed = (texts: readonly string[]): DiffLine[] => texts.map(text => ({ sign: '-', text }))
  const added = (texts: readonly string[]): DiffLine[] => texts.map(text => ({ sign: '+', text }))
  const lines: DiffLine[] = []
  let [row, column] = [0, 0]
  for (const [start, at, length] of commonRuns(before, after)) {
    lines.push(...removed(before.slice(row, start)), ...added(after.slice(column, at)))
    for (const text of before.slice(start, start + length)) lines.push({ sign: ' ', text })
    ;[row, column] = [start + length, at + length]
  }
  return [...lines, ...removed(before.slice(row)), ...added(after.slice(column))]
}

/** Where a line of the old text meets one of the new text: the greedy way of E. W. Myers (1986), by the number of changes. */
function commonRuns(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number, number, number])[] {
  const most = Math.min(before.length + after.length, MOST_CHANGES)
  // How far each diagonal got: the old line minus the new one is its number.
  const reached = new Int32Array(2 * most + 3)
  const origin = most + 1
  const steps: Int32Array[] = []
  for (let changes = 0; changes <= most; changes += 1) {
    steps.push(reached.slice(origin - changes - 1, origin + changes + 2))
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let row = begin(reached, origin, diagonal, changes)
      while (row < before.length && row - diagonal < after.length && before[row] === after[row - diagonal]) row += 1
      reached[origin + diagonal] = row
      if (row >= before.length && row - diagonal >= after.length) return runsBack(steps, before.length, after.length)
    }
  }
  return []
}

/** Whether the best way to a diagonal is by a line that comes; else by one that goes. `reached`: with one change less. */
function isByNew(reached: Int32Array, origin: number, diagonal: number, changes: number): boolean {
  const [come = 0, gone = 0] = [reached[origin + diagonal + 1], reached[origin + diagonal - 1]]
  return diagonal === -changes || (diagonal !== changes && gone < come)
}

/** The old line at which a diagonal begins. */
function begin(reached: Int32Array, origin: number, diagonal: number, changes: number): number {
  if (changes === 0) return 0
  const [come = 0, gone = 0] = [reached[origin + diagonal + 1], reached[origin + diagonal - 1]]
  return isByNew(reached, origin, diagonal, changes) ? come : gone + 1
}

function runsBack(
  steps: readonly Int32Array[],
  rows: number,
  columns: number,
): readonly (readonly [number, number, number])[] {
  const runs: [number, number, number][] = []
  let [row, column] = [rows, columns]
  for (let changes = steps.length - 1; changes >= 0; changes -= 1) {
    const reached = steps[changes] ?? new Int32Array()
    const diagonal = row - column
    const start = begin(reached, changes + 1, diagonal, changes)
    if (row > start) runs.unshift([start, start - diagonal, row - start])
    const isNew = isByNew(reached, changes + 1, diagonal, changes)
    row = isNew ? start : start - 1
    column = row - diagonal - (isNew ? 1 : -1)
  }
  return runs
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
