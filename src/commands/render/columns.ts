import { charactersOf, displayWidth } from '../../text/display-width.ts'
import type { Segment } from './segments.ts'

type Cell = readonly Segment[]

const GAP = 2
/** A column is not made narrower than this: what is torn after every few letters cannot be read. */
const NARROWEST = 12

/** The lines of a table, each column as wide as its widest cell; where all is too wide, the widest columns are broken. */
export function tableLines(rows: readonly (readonly Cell[])[], width: number | undefined): readonly Cell[] {
  const count = Math.max(0, ...rows.map(row => row.length))
  const natural = Array.from({ length: count }, (_, column) =>
    Math.max(0, ...rows.map(row => widthOf(row[column] ?? []))),
  )
  const widths = width === undefined ? natural : narrowed(natural, width)
  return rows.flatMap(row => rowLines(row, widths))
}

function narrowed(natural: readonly number[], width: number): readonly number[] {
  const widths = [...natural]
  let over = widths.reduce((sum, one) => sum + one, 0) + GAP * (widths.length - 1) - width
  while (over > 0) {
    const widest = Math.max(...widths)
    if (widest <= NARROWEST) break
    // Down to the next widest at a time, so that several long ones share what is missing.
    const next = Math.max(NARROWEST, ...widths.filter(one => one < widest))
    const less = Math.min(over, Math.max(1, widest - next))
    widths[widths.indexOf(widest)] = widest - less
    over -= less
  }
  return widths
}

function rowLines(row: readonly Cell[], widths: readonly number[]): readonly Cell[] {
  const cells = widths.map((width, column) => wrapped(row[column] ?? [], width))
  const height = Math.max(1, ...cells.map(lines => lines.length))
  return Array.from({ length: height }, (_, line) => {
    const all = widths.flatMap((width, column) => {
      const cell = cells[column]?.[line] ?? []
      const isLast = column === widths.length - 1
      return isLast ? cell : [...cell, { text: ' '.repeat(width - widthOf(cell) + GAP) }]
    })
    return withoutEnd(all)
  })
}

/** A cell in lines of at most so many columns, broken between words where that can be. */
function wrapped(cell: Cell, width: number): readonly Cell[] {
  if (widthOf(cell) <= width) return [cell]
  const lines: Segment[][] = [[]]
  let used = 0
  const put = (segment: Segment, text: string) => {
    const size = displayWidth(text)
    if (used + size > width && used > 0) {
      lines.push([])
      used = 0
      if (text === ' ') return
    }
    lines.at(-1)?.push({ ...segment, text })
    used += size
  }
  for (const segment of cell) {
    for (const word of segment.text.split(/(?<= )|(?= )/)) {
      if (displayWidth(word) <= width) put(segment, word)
      else for (const character of charactersOf(word)) put(segment, character)
    }
  }
  return lines
}

function widthOf(cell: Cell): number {
  return cell.reduce((sum, { text }) => sum + displayWidth(text), 0)
}

function withoutEnd(cell: Cell): Cell {
  const last = cell.findLastIndex(({ text }) => text.trim() !== '')
  return cell.slice(0, last + 1)
}
