/** What V8 counted in a part of a script; parts lie in each other, the inner one holds. */
export interface Range {
  readonly startOffset: number
  readonly endOffset: number
  readonly count: number
}

/** From, to (without it): what was run. */
export type Span = readonly [number, number]

/** What a test file ran, and how long it took. */
export interface FileCoverage {
  readonly test: string
  readonly ms: number
  /** Of each file of `src/`, what was run. */
  readonly ran: Readonly<Record<string, readonly Span[]>>
}

/** The parts of a script that were run at least once. */
export function spansOf(ranges: readonly Range[], length: number): Span[] {
  const ran = new Uint8Array(length)
  const outerFirst = ranges.toSorted((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset)
  for (const { startOffset, endOffset, count } of outerFirst) ran.fill(count > 0 ? 1 : 0, startOffset, endOffset)
  const spans: Span[] = []
  for (let start = ran.indexOf(1); start >= 0; ) {
    const end = ran.indexOf(0, start)
    spans.push([start, end < 0 ? length : end])
    start = end < 0 ? -1 : ran.indexOf(1, end)
  }
  return spans
}

/** The tests that ran a place, the quickest first. */
export function testsOf(coverage: readonly FileCoverage[], file: string, offset: number): readonly FileCoverage[] {
  return coverage
    .filter(({ ran }) => (ran[file] ?? []).some(([start, end]) => start <= offset && offset < end))
    .toSorted((a, b) => a.ms - b.ms)
}
