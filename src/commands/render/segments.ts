import { visibleText } from '../../text/visible.ts'
import type { Instant } from '../../time/instant.ts'
import type { Line, Piece } from '../view/view.ts'
import { shownTime } from './time-text.ts'
import { webAddress } from './web-address.ts'

/** A part of a terminal's line: nothing in its text can be taken for anything but text. */
export interface Segment {
  readonly text: string
  readonly style?: keyof typeof STYLES
  /** Where it leads. */
  readonly link?: string
}

/** What a terminal is to a view. */
export interface TerminalSurface {
  /** Whether colours and links can be shown. */
  readonly colours: boolean
  /** Columns; undefined where lines may be as long as they are. */
  readonly width: number | undefined
  readonly now: Instant
  /** What stands before a command to copy: `commit-train`. */
  readonly program: string
}

const STYLES = { code: 36, strong: 1, good: 32, bad: 31, running: 36, waiting: 33, warning: 33 } as const

const MARKS = { good: '✓', bad: '✗', running: '↻', waiting: '·', warning: '!' } as const

/** A line for a terminal. */
export function segmentsOf(line: Line, surface: TerminalSurface): readonly Segment[] {
  return line.flatMap(piece => segmentsOfPiece(piece, surface))
}

function segmentsOfPiece(piece: Piece, { colours, now, program }: TerminalSurface): readonly Segment[] {
  if (typeof piece === 'string') return [{ text: spaced(piece) }]
  if ('code' in piece) return [{ text: visibleText(piece.code), style: 'code' }]
  if ('strong' in piece) return [{ text: visibleText(piece.strong), style: 'strong' }]
  // A terminal reaches no one.
  if ('login' in piece) return [{ text: `${visibleText(piece.login)}${piece.otherwise ?? ''}` }]
  if ('mark' in piece) return [{ text: MARKS[piece.mark], style: piece.mark }, { text: ' ' }]
  if ('time' in piece) return [{ text: shownTime(piece.time, now) }]
  if ('command' in piece) {
    const text = `${program} ${visibleText(piece.command)}`
    return [colours ? { text, style: 'code' } : { text: `\`${text}\`` }]
  }
  const text = visibleText(piece.text)
  const link = webAddress(piece.link)
  if (link === undefined) return [{ text: `${text} (${visibleText(piece.link)})` }]
  if (colours) return [{ text, link }]
  return [{ text: text === '' || text === piece.link ? link : `${text} (${link})` }]
}

/** A text of a line keeps the blanks at its ends: they are between it and its neighbours. */
export function spaced(text: string): string {
  const inner = visibleText(text)
  if (inner === '') return text === '' ? '' : ' '
  return `${/^\s/.test(text) ? ' ' : ''}${inner}${/\s$/.test(text) ? ' ' : ''}`
}

/** The segments as they are printed. */
export function painted(segments: readonly Segment[], { colours }: TerminalSurface): string {
  if (!colours) return segments.map(({ text }) => text).join('')
  return segments
    .map(({ text, style, link }) => {
      const shown = style === undefined ? text : `\u001b[${STYLES[style]}m${text}\u001b[0m`
      return link === undefined ? shown : `\u001b]8;;${link}\u001b\\${shown}\u001b]8;;\u001b\\`
    })
    .join('')
}
