import type { TrainSummary } from './train.ts'

/** Who asked for a deployment. */
interface Requester {
  /** GitHub login; empty when GitHub does not say. */
  readonly login: string
  /** Slack member ID, where the policy knows one. */
  readonly member: string | undefined
}

/** What the message about a deployment shows, apart from how it goes. Plain data: `post` gets it as text. */
export interface SlackFacts {
  /** ID of the channel. */
  readonly channel: string
  /** `owner/name`. */
  readonly repository: string
  /** The repository's page. */
  readonly page: string
  readonly service: string
  readonly environment: string
  readonly deploymentId: number
  /** Full SHA. */
  readonly commit: string
  readonly requester: Requester
  readonly logUrl: string
  readonly dashboard: string | undefined
  /** First line of the commit's message; undefined until it was read. Written by anybody. */
  readonly title: string | undefined
  readonly author: string | undefined
  /** Undefined until it was read, and where it could not be. */
  readonly train: TrainSummary | undefined
}
