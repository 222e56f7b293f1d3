import { oneLine } from '../../text/one-line.ts'

/** A text of the API on one line of at most `limit` characters. Secrets have to be hidden before: half a secret is not recognised. */
export function apiText(text: string, limit = 400): string {
  const line = oneLine(text)
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}
