import { fenced } from '../../text/markdown.ts'
import { visibleText } from '../../text/visible.ts'
import type { Instant } from '../../time/instant.ts'
import type { Block, Line, Piece, View } from '../view/view.ts'
import { commentCode, commentText, lineStart } from './comment-text.ts'
import { spaced } from './segments.ts'
import { shownTime } from './time-text.ts'
import { webAddress } from './web-address.ts'

/** What a comment is to a view. */
export interface CommentSurface {
  readonly now: Instant
  /** What stands before a command to copy: `/`. */
  readonly prefix: string
  /** Whether a mention notifies: in a comment, not in the summary of a job. */
  readonly mentions: boolean
  /** Bytes, at most. */
  readonly limit: number
}

/**
 * GitHub refuses a comment of more characters. Bytes are never fewer than those, by whatever it counts; and there is room for
 * what a door writes around the answer.
 */
export const COMMENT_LIMIT = 65_536 - 2_048

const MARKS = { good: '✅', bad: '❌', running: '🔄', waiting: '⏳', warning: '⚠️' } as const

/** A login that becomes a mention; everything else would mention another one, or a team. */
const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})$/

/** A view as a comment, or as the summary of a job. What does not fit is left out with a word about it. */
export function renderMarkdown(view: View, surface: CommentSurface): string {
  const title = lineStart(inline(view.title, surface))
  const note = `_What follows is longer than a comment may be: ${'9'.repeat(6)} more lines are left out._`
  const room = surface.limit - size(title) - size(note) - 4
  const { text, left } = within(view.blocks, surface, room)
  const parts = [title, text, left === 0 ? '' : noteOf(left)]
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

function noteOf(left: number): string {
  return `_What follows is longer than a comment may be: ${left} more ${left === 1 ? 'line is' : 'lines are'} left out._`
}

interface Cut {
  readonly text: string
  /** Lines that did not fit. */
  readonly left: number
}

/** The blocks that fit, the last of them in part. */
function within(blocks: readonly Block[], surface: CommentSurface, room: number): Cut {
  const texts: string[] = []
  let free = room
  let left = 0
  for (const block of blocks) {
    const one = left > 0 ? { text: '', left: linesIn(block) } : blockWithin(block, surface, free - 2)
    left += one.left
    if (one.text === '') continue
    texts.push(one.text)
    free -= size(one.text) + 2
  }
  return { text: texts.join('\n\n'), left }
}

function blockWithin(block: Block, surface: CommentSurface, room: number): Cut {
  switch (block.kind) {
    case 'line':
      return whole(lineStart(inline(block.line, surface)), room)
    case 'command':
      return whole(fenced([`${surface.prefix}${visibleText(block.words)}`]), room)
    case 'list': {
      const items = block.items.map(item => `- ${lineStart(inline(item, surface))}`)
      return asMany([], items, room)
    }
    case 'table': {
      const head = `| ${block.columns.map(text => cellOf([text], surface)).join(' | ')} |`
      const rule = `|${' --- |'.repeat(block.columns.length)}`
      const rows = block.rows.map(row => `| ${row.map(cell => cellOf(cell, surface)).join(' | ')} |`)
      return asMany([head, rule], rows, room)
    }
    case 'details': {
      const start = `<details><summary>${commentText(block.title)}</summary>\n\n`
      const end = '\n\n</details>'
      const { text, left } = within(block.blocks, surface, room - size(start) - size(end))
      return text === '' ? { text, left } : { text: `${start}${text}${end}`, left }
    }
  }
}

function whole(text: string, room: number): Cut {
  return size(text) <= room ? { text, left: 0 } : { text: '', left: 1 }
}

function asMany(head: readonly string[], lines: readonly string[], room: number): Cut {
  let free = room - size(head.join('\n'))
  const kept: string[] = []
  for (const line of lines) {
    free -= size(line) + 1
    if (free < 0) break
    kept.push(line)
  }
  return { text: kept.length === 0 ? '' : [...head, ...kept].join('\n'), left: lines.length - kept.length }
}

function linesIn(block: Block): number {
  if (block.kind === 'list') return block.items.length
  if (block.kind === 'table') return block.rows.length
  if (block.kind === 'details') return block.blocks.reduce((sum, one) => sum + linesIn(one), 0)
  return 1
}

function cellOf(line: Line, surface: CommentSurface): string {
  return inline(line, surface, true).trim()
}

function inline(line: Line, surface: CommentSurface, isInTable = false): string {
  let text = ''
  for (const piece of line) {
    const next = inlinePiece(piece, surface, isInTable)
    // What follows a mention must not become a part of it: `@acme` and `/team`.
    text += /@[\w-]+$/.test(text) && /^[\w/-]/.test(next) ? `\u200b${next}` : next
  }
  return text.trim()
}

function inlinePiece(piece: Piece, { now, prefix, mentions }: CommentSurface, isInTable: boolean): string {
  if (typeof piece === 'string') {
    const [, before = '', inner = '', after = ''] = /^( ?)(.*?)( ?)$/.exec(spaced(piece)) ?? []
    return `${before}${commentText(inner)}${after}`
  }
  if ('code' in piece) return commentCode(piece.code, isInTable)
  if ('strong' in piece) return piece.strong.trim() === '' ? '' : `**${commentText(piece.strong)}**`
  if ('login' in piece) {
    return mentions && piece.notify && LOGIN.test(piece.login)
      ? `@${piece.login}`
      : commentText(`${piece.login}${piece.otherwise ?? ''}`)
  }
  if ('mark' in piece) return `${MARKS[piece.mark]} `
  if ('time' in piece) return shownTime(piece.time, now)
  if ('command' in piece) return commentCode(`${prefix}${piece.command}`, isInTable)
  const link = webAddress(piece.link)
  const text = commentText(piece.text)
  if (link === undefined) return `${text} (${commentText(piece.link)})`
  return `[${text === '' ? commentText(link) : text}](<${link}>)`
}

function size(text: string): number {
  return Buffer.byteLength(text)
}
