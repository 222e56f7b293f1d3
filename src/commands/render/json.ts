import { writtenOut } from '../../text/visible.ts'
import type { Answer } from '../answer/answer.ts'
import type { RefusedAnswer } from '../answer/head.ts'

/** The answer itself. */
export function renderJson(answer: Answer | RefusedAnswer): string {
  return oneLineJson(JSON.stringify(answer))
}

/**
 * JSON in one line. What controls a terminal or shows nothing is written out, which is the same JSON; `##[` as
 * well, which a job's log takes for a command.
 */
export function oneLineJson(json: string): string {
  return json.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, writtenOut).replaceAll('##[', '#\\u0023[')
}
