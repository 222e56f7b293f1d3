import type { Block, View } from '../view/view.ts'
import { tableLines } from './columns.ts'
import { painted, type Segment, segmentsOf, type TerminalSurface } from './segments.ts'

const INDENT = 2

/** A view in the lines of a terminal. Without colours it is plain text: a pipe, a file, a job's log. */
export function renderTerminal(view: View, surface: TerminalSurface): string {
  const lines = [segmentsOf(view.title, surface), ...blockLines(view.blocks, surface, true)]
  return lines.map(line => painted(line, surface).trimEnd()).join('\n')
}

type Cell = readonly Segment[]

/** `follows`: a line stands above. */
function blockLines(blocks: readonly Block[], surface: TerminalSurface, follows: boolean): readonly Cell[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1]
    const isApart = isLarge(block) || (before !== undefined && isLarge(before))
    return [...(isApart && (follows || before !== undefined) ? [[]] : []), ...linesOf(block, surface)]
  })
}

function isLarge({ kind }: Block): boolean {
  return kind === 'table' || kind === 'details'
}

function linesOf(block: Block, surface: TerminalSurface): readonly Cell[] {
  const inner = { ...surface, width: surface.width === undefined ? undefined : surface.width - INDENT }
  switch (block.kind) {
    case 'line':
      return [segmentsOf(block.line, surface)]
    case 'list':
      return block.items.map(item => indented(segmentsOf(item, surface)))
    case 'command':
      return [indented(segmentsOf([{ command: block.words }], { ...surface, colours: true }))]
    case 'table': {
      const head = block.columns.map((text): Cell => segmentsOf([{ strong: text }], surface))
      const rows = block.rows.map(row => row.map(cell => segmentsOf(cell, surface)))
      return tableLines(block.columns.every(text => text === '') ? rows : [head, ...rows], surface.width)
    }
    case 'details':
      return [segmentsOf([{ strong: block.title }], surface), ...blockLines(block.blocks, inner, false).map(indented)]
  }
}

function indented(line: Cell): Cell {
  return line.length === 0 ? line : [{ text: ' '.repeat(INDENT) }, ...line]
}
