import { oneLine } from '../../text/one-line.ts'

/** What the API says, on one line of at most `limit` characters. Secrets have to be hidden before: a cut leaves halves. */
export function apiText(text: string, limit = 400): string {
  const line = oneLine(text)
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}
