import { shortSha } from '../../domain/sha.ts'
import { durationText } from '../../time/duration.ts'
import type { Line, Piece } from './view.ts'

/** A commit's name for people. */
export function shaPiece(sha: string): Piece {
  return { code: shortSha(sha) }
}

/** How long ago it was: `4 h`; `from`, `to`: ISO times or milliseconds. Empty where it is not known. */
export function ageText(from: string | null, to: number): string {
  return from === null ? '' : durationText(to - Date.parse(from), 'largest-unit')
}

/** Lines one after the other, with a dot between. */
export function dotted(lines: readonly Line[]): Line {
  return lines.filter(line => line.length > 0).flatMap((line, index) => (index === 0 ? line : [' · ', ...line]))
}

/** `a, b, c`; of many the first. */
export function listed(names: readonly string[], most = 4): string {
  const more = names.length - most
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ')
}
