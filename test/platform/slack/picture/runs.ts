import { type Piece, parse } from '../mrkdwn/parse.ts'

/** How a piece of a line looks. */
export interface Style {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly struck?: boolean
  readonly code?: boolean
  readonly link?: boolean
  readonly mention?: boolean
}

/** A piece of a line that looks the same from end to end. */
export interface Run extends Style {
  readonly text: string
}

/** A paragraph's parts: lines of text, or a block of code, which is shown as it stands. */
export type Part = { readonly lines: readonly (readonly Run[])[] } | { readonly code: readonly string[] }

/** What an ID is shown as: `@ada`, `#deploys`. */
export type Names = (id: string) => string | undefined

/** mrkdwn as a person sees it. */
export function partsOf(mrkdwn: string, names: Names): Part[] {
  return mrkdwn.split('```').flatMap((text, n): Part[] => {
    if (n % 2 === 1) return [{ code: plain(text).split('\n') }]
    const trimmed = text.replace(/^\n|\n$/g, '')
    return trimmed === '' ? [] : [{ lines: trimmed.split('\n').map(line => runsOf(line, names)) }]
  })
}

const MARKS = { '*': 'bold', _: 'italic', '~': 'struck' } as const

/** One line. A mark counts when it stands at the edge of a word and has a partner. */
export function runsOf(line: string, names: Names): Run[] {
  const tokens = line.split(/(<[^<>]+>|`[^`]+`|(?<![\p{L}\p{N}])[*_~](?=\S)|(?<=\S)[*_~](?![\p{L}\p{N}]))/u)
  const on: Record<'bold' | 'italic' | 'struck', boolean> = { bold: false, italic: false, struck: false }
  const runs: Run[] = []
  for (const [n, token] of tokens.entries()) {
    if (token === '') continue
    const style = styleOf(on)
    const mark = n % 2 === 1 && isMark(token) ? MARKS[token] : undefined
    if (mark !== undefined && isMark(token) && (on[mark] || tokens.slice(n + 1).includes(token))) on[mark] = !on[mark]
    else if (n % 2 === 1 && token.startsWith('`')) runs.push({ ...style, text: plain(token.slice(1, -1)), code: true })
    else for (const piece of parse(token)) runs.push({ ...style, ...shown(piece, names) })
  }
  return runs
}

function styleOf(on: Readonly<Record<'bold' | 'italic' | 'struck', boolean>>): Style {
  return {
    ...(on.bold ? { bold: true } : {}),
    ...(on.italic ? { italic: true } : {}),
    ...(on.struck ? { struck: true } : {}),
  }
}

function isMark(token: string): token is keyof typeof MARKS {
  return Object.hasOwn(MARKS, token)
}

function shown(piece: Piece, names: Names): Run {
  switch (piece.kind) {
    case 'text':
      return { text: piece.text }
    case 'link':
      return { text: piece.label, link: true }
    case 'user':
    case 'usergroup':
      return { text: `@${names(piece.id) ?? piece.id}`, mention: true }
    case 'channel':
      return { text: `#${names(piece.id) ?? piece.id}`, mention: true }
    case 'broadcast':
      return { text: `@${piece.to}`, mention: true }
    case 'date':
      return { text: piece.fallback }
  }
}

function plain(mrkdwn: string): string {
  return mrkdwn.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
