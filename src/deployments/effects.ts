import type { GitHubClient } from '../github/client.ts'
import type { GitHubRetryLimits } from '../github/retry.ts'
import type { Logger } from '../log/logger.ts'
import type { Masks } from '../secrets/masks.ts'
import type { SlackClient } from '../slack/client.ts'
import type { Clock } from '../time/clock.ts'
import type { RunState } from './run-state.ts'

/** Everything through which a deployment's life has effects, whichever step of the job it is in; tests give their own. */
export interface JobEffects {
  readonly log: Logger
  readonly masks: Masks
  readonly clock: Clock
  /** Makes a client of the run's own repository. Its requests end with the signal: what must outlive a stop gets none. */
  readonly connectGitHub: (signal?: AbortSignal, retryLimits?: GitHubRetryLimits) => GitHubClient
  /** What the steps of the job keep for each other. */
  readonly state: RunState
  /** Undefined without a token. Loads nothing and sends nothing yet. Throws where the connection cannot be meant. */
  readonly connectSlack: () => SlackClient | undefined
}
