import type { Run } from './runs.ts'
import { SYMBOL_WIDTH, splitSymbols, symbol } from './symbols.ts'
import { widthOf } from './wrap.ts'

/** How texts are set. */
export interface Setting {
  readonly size: number
  readonly colour: string
  readonly bold?: boolean
}

const FONTS = `font-family="-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"`
const MONO = `font-family="ui-monospace, 'SF Mono', Menlo, Consolas, monospace"`

/** Texts come from messages, and those from others: none may become a part of the picture. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/**
 * One line of text; `y` is its base line. Each run is as long as it was measured, so that no font makes a line wider
 * than its place; symbols are drawn.
 */
export function textLine(x: number, y: number, runs: readonly Run[], { size, colour, bold = false }: Setting): string {
  const drawn: string[] = []
  let at = x
  for (const run of runs) {
    const style = { ...run, bold: bold || run.bold === true }
    for (const { text, symbol: isSymbol } of splitSymbols(run.text)) {
      if (isSymbol) {
        drawn.push(symbol(at, y, size, text))
        at += SYMBOL_WIDTH * size
        continue
      }
      const words = text.trim()
      const before = widthOf(text.slice(0, text.indexOf(words)), style) * size
      if (words !== '') drawn.push(written(at + before, y, size, { ...style, text: words }, colour))
      at += widthOf(text, style) * size
    }
  }
  return drawn.join('')
}

export function box(x: number, y: number, width: number, height: number, fill: string, stroke = 'none'): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="5" fill="${fill}" stroke="${stroke}"/>`
}

export function rule(x: number, y: number, width: number): string {
  return `<line x1="${round(x)}" y1="${round(y)}" x2="${round(x + width)}" y2="${round(y)}" stroke="#e3e3e4"/>`
}

/** The whole picture. `title`: what it shows, for those who do not see it. */
export function svg(width: number, height: number, title: string, inside: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" ${FONTS}>`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...inside,
    '</svg>',
    '',
  ].join('\n')
}

function round(length: number): number {
  return Math.round(length * 10) / 10
}

function written(x: number, y: number, size: number, run: Run, colour: string): string {
  const attributes = [
    `x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fillOf(run, colour)}"`,
    `textLength="${round(widthOf(run.text, run) * size)}" lengthAdjust="spacingAndGlyphs" xml:space="preserve"`,
    ...(run.bold ? ['font-weight="700"'] : []),
    ...(run.italic ? ['font-style="italic"'] : []),
    ...(run.struck ? ['text-decoration="line-through"'] : []),
    ...(run.code ? [MONO] : []),
  ]
  return `<text ${attributes.join(' ')}>${escapeXml(run.text)}</text>`
}

function fillOf(run: Run, colour: string): string {
  if (run.mention || run.link) return '#1264a3'
  return run.code ? '#a8123e' : colour
}
