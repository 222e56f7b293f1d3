import { messageOf } from '../errors.ts'
import { fieldOf } from '../text/json.ts'

/** What is behind an error of a request, however many wrap it: the innermost one that has a message or a code. */
export function innermostError(thrown: unknown): unknown {
  const seen = new Set<unknown>()
  let inner = thrown
  while (!seen.has(inner)) {
    seen.add(inner)
    const cause = fieldOf(inner, 'cause') ?? fieldOf(inner, 'original')
    if (cause instanceof Error && (messageOf(cause) !== '' || codeOf(cause) !== '')) inner = cause
  }
  return inner
}

/** `connect ECONNREFUSED 127.0.0.1:1`, not `fetch failed`. */
export function networkMessage(thrown: unknown): string {
  const inner = innermostError(thrown)
  return messageOf(inner) || codeOf(inner)
}

function codeOf(error: unknown): string {
  const code = fieldOf(error, 'code')
  return typeof code === 'string' ? code : ''
}
