/** The width of a symbol in units of the size of its text. */
export const SYMBOL_WIDTH = 1.25

const GREEN = '#2eb67d'
const RED = '#e01e5a'
const AMBER = '#ecb22e'
const GREY = '#8d9097'

/** Drawn in a square of 20, since fonts with these symbols are not everywhere. */
const DRAWINGS: Readonly<Record<string, string>> = {
  '✅': `<rect width="20" height="20" rx="4" fill="${GREEN}"/>${stroke('M5 10.5l3.5 3.5 6.5-8', '#fff', 2.5)}`,
  '❌': stroke('M4 4l12 12M16 4L4 16', RED, 3.5),
  '⛔': `<circle cx="10" cy="10" r="9.5" fill="${RED}"/><rect x="4.5" y="8" width="11" height="4" rx="1" fill="#fff"/>`,
  '✋': `<circle cx="10" cy="10" r="9.5" fill="${AMBER}"/><rect x="6" y="5" width="3" height="10" fill="#fff"/><rect x="11" y="5" width="3" height="10" fill="#fff"/>`,
  '⏭': `<rect width="20" height="20" rx="4" fill="${GREY}"/><path d="M4 5l5 5-5 5zM9 5l5 5-5 5zM14 5h2v10h-2z" fill="#fff"/>`,
  '⏹': `<rect width="20" height="20" rx="4" fill="${GREY}"/><rect x="5.5" y="5.5" width="9" height="9" fill="#fff"/>`,
  '🛠': `${stroke('M5 5l10 10', GREY, 3)}${stroke('M15 5L5 15', AMBER, 3)}<path d="M2 6l4-4 2 2-4 4z" fill="${GREY}"/><path d="M14 2l4 4-3 1-2-2z" fill="${AMBER}"/>`,
  '⚠': `<path d="M10 1.5L19.5 18.5h-19z" fill="${AMBER}"/>${stroke('M10 7.5v5M10 15.5v.3', '#1d1c1d', 2)}`,
  '🚀': `<path d="M6 14.5l-4 4 1.5-6z" fill="${AMBER}"/><path d="M5 12C6 6 11 2 18.5 1.5 18 9 14 14 8 15z" fill="#1264a3"/><circle cx="12.5" cy="7.5" r="2" fill="#fff"/><path d="M5.5 11L2 11.5 6 7.5zM9 14.5l-.5 3.5 4-4z" fill="${RED}"/>`,
  '⏳': `<path d="M4 1h12v2H4zM4 17h12v2H4z" fill="#1d1c1d"/><path d="M5.5 3h9c0 4-3 5-3 7s3 3 3 7h-9c0-4 3-5 3-7s-3-3-3-7z" fill="${AMBER}"/>`,
}

/** A text without its symbols, and they: `⚠️` with or without the sign that asks for a picture. */
export function splitSymbols(text: string): readonly { readonly text: string; readonly symbol: boolean }[] {
  return text
    .split(/(\p{Extended_Pictographic}\uFE0F?)/u)
    .map((part, at) => ({ text: part, symbol: at % 2 === 1 }))
    .filter(part => part.text !== '')
}

/** A symbol that stands on the base line `y`. Throws for one without a drawing. */
export function symbol(x: number, y: number, size: number, letter: string): string {
  const drawing = DRAWINGS[letter.replace('\uFE0F', '')]
  if (drawing === undefined) throw new Error(`there is no drawing of ${letter}: add one to picture/symbols.ts`)
  const scale = size / 20
  const place = `translate(${tenths(x + size * 0.1)} ${tenths(y - size * 0.86)}) scale(${Math.round(scale * 1000) / 1000})`
  return `<g transform="${place}">${drawing}</g>`
}

function stroke(path: string, colour: string, width: number): string {
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
}

function tenths(length: number): number {
  return Math.round(length * 10) / 10
}
