import { messageOf, UserError, withMachineFaults } from '../../../errors.ts'
import type { ReasonCode } from '../../../reasons/registry.ts'
import type { TaskOutput } from './task-output.ts'

/** One of those that run in parallel. `work` rejects with a `UserError` that says why it failed, or with the signal's reason. */
export interface BuildTask {
  /** `lint`, `test unit`, `image`. */
  readonly name: string
  work(output: TaskOutput, signal: AbortSignal): Promise<void>
}

/** How a task ended. `stopped`: another one had failed, or the run was cancelled. */
export interface BuildTaskResult {
  readonly name: string
  readonly state: 'passed' | 'failed' | 'stopped'
  readonly ms: number
  readonly problem?: BuildProblem
}

/** Why something failed. */
export interface BuildProblem {
  /** Stable code; `bug` for what was not meant to be thrown. */
  readonly reason: ReasonCode
  /** `failed`: the commit is not fit. `error`: the set-up, this tool, or a service it needs is broken. */
  readonly outcome: 'failed' | 'error'
  readonly text: string
  /** The last lines that were printed. */
  readonly tail: readonly string[]
}

/** The problem behind whatever was thrown. */
export function buildProblemOf(given: unknown, tail: readonly string[]): BuildProblem {
  const thrown = withMachineFaults(given)
  if (!(thrown instanceof UserError)) return { reason: 'bug', outcome: 'error', text: messageOf(thrown), tail }
  const { reason, message: text } = thrown
  return { reason, outcome: thrown.outcome === 'failed' ? 'failed' : 'error', text, tail }
}
