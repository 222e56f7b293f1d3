import type { Continuation } from '../../domain/claims/continuation.ts'
import type { AnswerHead } from './head.ts'

export type ContinueCode =
  | 'promoted'
  /** It is held at the next stage. */
  | 'promoted-held'
  | 'aborted'
  /** It ended otherwise, or is held as before. */
  | 'continue-failed'
  /** It goes on. */
  | 'continue-open'

/** What came of a command that goes on with what is held. */
export interface ContinueAnswer extends AnswerHead<ContinueCode> {
  readonly how: Continuation
  readonly service: string
  readonly environment: string
  /** Login of who asked. */
  readonly requester: string
  /** The deployment that was held. */
  readonly deployment: { readonly id: number; readonly sha: string }
  /** In the words of its last status; `log`: of the run, empty without one. */
  readonly end: { readonly text: string; readonly log: string }
}
