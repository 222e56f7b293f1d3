import type { Run } from './runs.ts'

/** About how wide a text is, in units of its size: no font is at hand, and pictures need no more. */
export function widthOf(text: string, style: { readonly code?: boolean; readonly bold?: boolean } = {}): number {
  let width = 0
  for (const letter of text)
    width += style.code === true ? 0.61 : letterWidth(letter) * (style.bold === true ? 1.07 : 1)
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
  for (const letter of word) {
    const last = found.at(-1) ?? ''
    if (widthOf(last + letter, run) > width) found.push(letter)
    else found[found.length - 1] = last + letter
  }
  return found
}

function letterWidth(letter: string): number {
  if (/[ilj.,:;'|!ˋ]/.test(letter)) return 0.27
  if (/[ftr()[\]{}\-/ "]/.test(letter)) return 0.36
  if (/[mwMW@—…]/.test(letter)) return 0.88
  if (/[A-Z]/.test(letter)) return 0.66
  if (/[\u2e80-\uffff]|\p{Extended_Pictographic}/u.test(letter)) return 1.1
  return 0.55
}
