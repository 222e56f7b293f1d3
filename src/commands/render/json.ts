import { writtenOut } from '../../text/visible.ts'
import type { Answer } from '../answer/answer.ts'
import type { RefusedAnswer } from '../answer/head.ts'

/**
 * The answer itself, in one line. What controls a terminal or shows nothing is written out, which is the same JSON; `##[` as
 * well, which a job's log takes for a command.
 */
export function renderJson(answer: Answer | RefusedAnswer): string {
  return JSON.stringify(answer)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, writtenOut)
    .replaceAll('##[', '#\\u0023[')
}
