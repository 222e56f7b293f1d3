import { letterWidth } from './letter-widths.ts'
import type { Run } from './runs.ts'
import { SYMBOL_WIDTH, splitSymbols } from './symbols.ts'

/** How wide a text is drawn, in units of its size. `textLine` holds it to that, whatever the viewer's font is. */
export function widthOf(text: string, style: { readonly code?: boolean; readonly bold?: boolean } = {}): number {
  let width = 0
  for (const part of splitSymbols(text)) {
    if (part.symbol) width += SYMBOL_WIDTH
    else
      for (const letter of part.text)
        width += style.code === true ? 0.61 : letterWidth(letter) * (style.bold === true ? 1.06 : 1)
  }
  return width
}

/** The same runs in lines that are at most so wide; breaks between words, and inside one that is too long for a line. */
export function wrap(runs: readonly Run[], width: number): Run[][] {
  const lines: Run[][] = [[]]
  let used = 0
  for (const run of runs) {
    for (const word of run.text.split(/(?<=\s)/).flatMap(one => pieces(one, run, width))) {
      const wide = widthOf(word, run)
      if (used > 0 && used + widthOf(word.trimEnd(), run) > width) {
        lines.push([])
        used = 0
      }
      append(lines, { ...run, text: word })
      used += wide
    }
  }
  return lines
}

function append(lines: Run[][], run: Run): void {
  const line = lines.at(-1)
  const last = line?.at(-1)
  if (line === undefined) return
  const { text, ...style } = run
  const { text: before = '', ...other } = last ?? { text: '' }
  if (last !== undefined && JSON.stringify(style) === JSON.stringify(other)) {
    line[line.length - 1] = { ...run, text: before + text }
  } else line.push(run)
}

/** A word that fits into no line, in pieces that do. */
function pieces(word: string, run: Run, width: number): string[] {
  if (widthOf(word, run) <= width) return [word]
  const found: string[] = ['']
  for (const letter of splitSymbols(word).flatMap(part => (part.symbol ? [part.text] : [...part.text]))) {
    const last = found.at(-1) ?? ''
    if (widthOf(last + letter, run) > width) found.push(letter)
    else found[found.length - 1] = last + letter
  }
  return found
}
