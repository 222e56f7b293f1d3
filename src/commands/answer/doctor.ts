import type { ReasonCode } from '../../reasons/registry.ts'
import type { AnswerHead } from './head.ts'

/** What is looked at, in the order in which it is shown. */
export const DOCTOR_AREAS = [
  'repository',
  'server',
  'policy',
  'way in',
  'workflows',
  'token',
  'environments',
  'secrets',
  'trunk',
  'locks',
  'cluster',
] as const

/**
 * `good`: as it should be. `stops`: deployments, or a part of them, cannot go. `warning`: they go, and something else may go
 * wrong. `unknown`: this token may not see it, or GitHub did not say. `skipped`: not looked at.
 */
export type DoctorState = 'good' | 'stops' | 'warning' | 'unknown' | 'skipped'

/** One thing that was looked at. */
export interface DoctorItem {
  readonly area: (typeof DOCTOR_AREAS)[number]
  /** What it is about: an environment, a file, a permission. */
  readonly object: string
  readonly state: DoctorState
  readonly text: string
  /** Why, where something is wrong or could not be read: docs/reasons.md. */
  readonly code: ReasonCode | null
  /** What to do; empty where there is nothing to do. */
  readonly fix: string
  /** A line to copy; empty where there is none. */
  readonly copy: string
  /** Where it is set; empty where there is no page. */
  readonly link: string
}

type DoctorCode = 'doctor-good' | 'doctor-warns' | 'doctor-stops' | 'doctor-unknown'

/**
 * How the repository, and the token that asked, are set up. `doctor-stops`: something stops deployments. `doctor-unknown`:
 * nothing that was read does, and GitHub did not answer for all of it.
 */
export interface DoctorAnswer extends AnswerHead<DoctorCode> {
  readonly repository: string
  readonly branch: string
  /** What starts a deployment; null where the workflows could not be read. */
  readonly wayIn: 'event' | 'dispatch' | 'both' | 'neither' | null
  /** Release of GitHub Enterprise Server; null: it is none. */
  readonly server: string | null
  /** Whether `items` has what was found: in a public repository everybody reads what a comment or a run says. */
  readonly isShown: boolean
  /** How many items of a state there are, also where they are not shown. */
  readonly counts: Readonly<Record<'stops' | 'warning' | 'unknown', number>>
  readonly items: readonly DoctorItem[]
}
