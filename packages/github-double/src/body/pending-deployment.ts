import { nodeId } from '../ids.ts'
import type { Schema } from '../schema.ts'
import type { User } from '../state/account.ts'
import type { EnvironmentRules } from '../state/environment.ts'
import type { RepositoryState } from '../state/repository.ts'
import { type Place, repositoryApi, repositoryPage } from './links.ts'
import { userBody } from './user.ts'

/** What a run waits for at the gate of an environment. */
interface PendingGate {
  readonly environment: string
  readonly rules: EnvironmentRules
  /** Those who may let it through. */
  readonly reviewers: readonly User[]
  /** When it began to wait. */
  readonly since: string
  /** Login of who asks. */
  readonly asker: string
}

/** An environment whose rules hold up a run, and who may let it through. */
export function pendingDeploymentBody(
  place: Place,
  repository: RepositoryState,
  { environment, rules, reviewers, since, asker }: PendingGate,
): Schema['pending-deployment'] {
  const name = encodeURIComponent(environment)
  const id = 1 + [...repository.environments.keys()].indexOf(environment.toLowerCase())
  return {
    environment: {
      ...{ id, node_id: nodeId('EN', id), name: environment },
      url: `${repositoryApi(place, repository)}/environments/${name}`,
      html_url: `${repositoryPage(place, repository)}/deployments/activity_log?environments_filter=${name}`,
    },
    wait_timer: rules.waitMinutes ?? 0,
    wait_timer_started_at: since,
    current_user_can_approve: reviewers.some(({ login }) => login.toLowerCase() === asker.toLowerCase()),
    reviewers: reviewers.map(reviewer => ({ type: 'User', reviewer: userBody(place, reviewer) })),
  }
}
