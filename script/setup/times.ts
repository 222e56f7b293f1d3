/** One row of the table of times. */
export interface Timing {
  readonly part: string
  readonly ms: number
  /** How it came to be: `built`, `fetched`, `cached`, `ran`. */
  readonly how: string
}

/** The table of times, as text: part, seconds, how. */
export function timesTable(rows: readonly Timing[]): string {
  const cells = rows.map(row => ({ part: row.part, seconds: (row.ms / 1000).toFixed(1), how: row.how }))
  const lines = [{ part: 'part', seconds: 'seconds', how: '' }, ...cells]
  const wide = Math.max(...lines.map(line => line.part.length))
  return lines.map(line => `  ${line.part.padEnd(wide)}  ${line.seconds.padStart(8)}  ${line.how}`.trimEnd()).join('\n')
}
