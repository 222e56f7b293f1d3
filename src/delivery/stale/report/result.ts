import type { QuietReason } from '../../../domain/stale/quiet-hours.ts'
import type { Finding } from '../../../errors.ts'
import type { Instant } from '../../../time/instant.ts'
import type { MessageAction } from '../messages/deliver-step.ts'
import type { SurveyedRepository } from '../survey/survey.ts'

/** All that a run has to say in the end. */
export interface StaleResult {
  readonly now: Instant
  /** IANA name of the zone in which times are shown. */
  readonly zone: string
  /** In the order of their names. */
  readonly repositories: readonly SurveyedRepository[]
  readonly quiet: QuietReason | undefined
  /** What could not be read or notified. The run ends red when there is any. */
  readonly problems: readonly Finding[]
  /** Without Slack there is nothing to be done in it. */
  readonly slack: 'notified' | 'dry-run' | 'none'
  readonly actions: readonly MessageAction[]
  readonly cost: Cost
}

/** What the run took. */
export interface Cost {
  readonly points: number
  /** Queries of GraphQL. */
  readonly queries: number
  /** REST requests. */
  readonly requests: number
  readonly budget: number
  /** Points that GitHub has left for this hour, when an answer had it. */
  readonly remaining: number | undefined
  readonly slackRequests: number
}
