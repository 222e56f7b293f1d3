import { stripVTControlCharacters } from 'node:util'

/**
 * The lines of a table, head first. Columns are as wide as their widest cell; the last one goes on below where it would be
 * wider than `width` leaves it. Cells may have colours; only the last column must be plain.
 */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[], width: number): string[] {
  const all = [head, ...rows]
  const widths = head.slice(0, -1).map((_, column) => Math.max(...all.map(row => lengthOf(row[column] ?? ''))))
  const before = widths.reduce((sum, each) => sum + each + 2, 0)
  return all.flatMap(row => {
    const cells = widths.map((each, column) => padded(row[column] ?? '', each + 2)).join('')
    const [first = '', ...more] = wrapped(row[widths.length] ?? '', Math.max(30, width - before))
    return [cells + first, ...more.map(line => ' '.repeat(before) + line)].map(line => line.trimEnd())
  })
}

/** `text` in lines of at most `width`, broken at blanks where there are any. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width))
  }
  return [...lines, line]
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(width - lengthOf(text))
}

/** Columns a text takes, without the codes that colour it. */
function lengthOf(text: string): number {
  return stripVTControlCharacters(text).length
}
