import type { ReasonCode } from '../../reasons/registry.ts'

/** What every answer says first. Codes and fields stay; new ones may come. */
export interface AnswerHead<Code extends string> {
  readonly schema: 1
  /** Stable: what came of the command. */
  readonly code: Code
}

/** A command that came to nothing, as data. */
export interface RefusedAnswer {
  readonly schema: 1
  /** A reason code: docs/reasons.md. */
  readonly code: ReasonCode
  readonly text: string
  /** Everything that led to it, each in one line. */
  readonly findings: readonly string[]
}
