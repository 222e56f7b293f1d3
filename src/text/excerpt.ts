/**
 * The beginning of a line, at most `most` characters. It is cut between words: the runner's masks know no half of a secret.
 */
export function excerpt(line: string, most: number): string {
  const points = [...line]
  if (points.length <= most) return line
  const start = points.slice(0, most).join('')
  const blank = start.search(/\s\S*$/)
  return `${blank < 0 ? '' : start.slice(0, blank + 1)}…`
}
