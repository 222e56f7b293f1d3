import { messageOf, UserError } from '../errors.ts'
import type { ReasonCode } from '../reasons/registry.ts'
import type { EndedView } from './view.ts'

/** A deployment that this run does nothing about. */
export interface LeftAlone {
  readonly kind: 'left-alone'
  readonly deploymentId: number
  readonly environment: string
  /** `deployment-foreign`, `deployment-duplicate`, `deployment-in-progress`, `stale-rerun`. */
  readonly reason: ReasonCode
  /** One line. */
  readonly why: string
  /** Nothing to worry about: a notice, no red. */
  readonly expected: boolean
}

/** How a run ended: a deployment that came to its end, or one that is left alone. */
export type DeployResult =
  | {
      readonly kind: 'ended'
      readonly view: EndedView
      readonly unwritten?: Unwritten
    }
  | LeftAlone

/** Why the last status could not be written: GitHub still shows the deployment as in progress. */
export interface Unwritten {
  readonly reason: ReasonCode
  /** One line. */
  readonly why: string
}

/** What was thrown when it was to be written. */
export function unwrittenBy(thrown: unknown): Unwritten {
  return { reason: thrown instanceof UserError ? thrown.reason : 'bug', why: messageOf(thrown) }
}
