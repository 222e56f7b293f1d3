import { COMMENT_LIMIT, renderMarkdown } from '../../../../src/commands/render/markdown.ts'
import { renderTerminal } from '../../../../src/commands/render/terminal.ts'
import type { Block, Line, View } from '../../../../src/commands/view/view.ts'

export const NOW = Date.UTC(2026, 0, 5, 12, 30)

export const markdownOf = (view: View, limit = COMMENT_LIMIT) =>
  renderMarkdown(view, { now: NOW, prefix: '/', mentions: true, limit })

export const terminalOf = (view: View, { colours = false, width = undefined as number | undefined } = {}) =>
  renderTerminal(view, { now: NOW, program: 'commit-train', colours, width })

export const RENDERERS: readonly (readonly [name: string, render: (view: View) => string])[] = [
  ['comment', view => markdownOf(view)],
  ['plain terminal', view => terminalOf(view)],
  ['terminal with colours', view => terminalOf(view, { colours: true })],
  ['narrow terminal', view => terminalOf(view, { width: 60 })],
]

/** Every text that a view holds: names, SHAs, times, addresses. */
export function factsOf({ title, blocks }: View): readonly string[] {
  return [...factsOfLine(title), ...blocks.flatMap(factsOfBlock)]
}

function factsOfBlock(block: Block): readonly string[] {
  if (block.kind === 'line') return factsOfLine(block.line)
  if (block.kind === 'list') return block.items.flatMap(factsOfLine)
  if (block.kind === 'table') return [...block.columns, ...block.rows.flatMap(row => row.flatMap(factsOfLine))]
  if (block.kind === 'details') return [block.title, ...block.blocks.flatMap(factsOfBlock)]
  return [block.words]
}

function factsOfLine(line: Line): readonly string[] {
  return line.flatMap(piece => {
    if (typeof piece === 'string') return [piece]
    if ('code' in piece) return [piece.code]
    if ('strong' in piece) return [piece.strong]
    if ('link' in piece) return [piece.link, piece.text]
    if ('login' in piece) return [piece.login]
    if ('time' in piece) return [new Date(piece.time).toISOString().slice(0, 16).replace('T', ' ')]
    if ('command' in piece) return [piece.command]
    return []
  })
}

/** What of a text stays in every renderer, whatever stands around it: letters and digits. */
export function letters(text: string): string {
  const decoded = text.replaceAll(/&(?:lt|gt|amp|#\d+);/g, '')
  const plain = [0, 1, 31, 32, 33, 36].reduce((left, code) => left.replaceAll(`\u001b[${code}m`, ''), decoded)
  return plain.replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
