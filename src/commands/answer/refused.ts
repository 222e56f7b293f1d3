import { messageOf, UserError } from '../../errors.ts'
import type { RefusedAnswer } from './head.ts'

/** A command that came to nothing, with everything that led to it. */
export function refusedAnswer({ reason, message, findings }: UserError): RefusedAnswer {
  // A single finding is the message itself.
  const lines = findings.map(({ where, text }) => (where === undefined ? text : `${where}: ${text}`))
  return { schema: 1, code: reason, text: message, findings: lines.filter(line => line !== message) }
}

/** What was thrown, as an answer: what is no `UserError` is a bug. */
export function answerOfThrown(thrown: unknown): RefusedAnswer {
  if (thrown instanceof UserError) return refusedAnswer(thrown)
  return { schema: 1, code: 'bug', text: messageOf(thrown), findings: [] }
}
