import { nodeId } from '../ids.ts'
import type { Schema } from '../schema.ts'
import type { User } from '../state/account.ts'
import type { NamedEnvironment } from '../state/environment.ts'
import type { RepositoryState } from '../state/repository.ts'
import { type Place, repositoryApi, repositoryPage } from './links.ts'
import { userBody } from './user.ts'

/** An environment with its rules. `reviewers`: the accounts of those whom it names. */
export function environmentBody(
  place: Place,
  repository: RepositoryState,
  { name, waitMinutes = 0, branches, apps = [] }: NamedEnvironment,
  { id, reviewers }: { readonly id: number; readonly reviewers: readonly User[] },
): Schema['environment'] {
  const rules = [
    ...(waitMinutes === 0 ? [] : [{ type: 'wait_timer', wait_timer: waitMinutes }]),
    ...(reviewers.length === 0 ? [] : [reviewRule(place, reviewers)]),
    ...(branches === undefined ? [] : [{ type: 'branch_policy' }]),
    ...apps.map(type => ({ type })),
  ]
  const at = encodeURIComponent(name)
  return {
    ...{ id, node_id: nodeId('EN', id), name },
    url: `${repositoryApi(place, repository)}/environments/${at}`,
    html_url: `${repositoryPage(place, repository)}/deployments/activity_log?environments_filter=${at}`,
    ...{ created_at: repository.createdAt, updated_at: repository.createdAt },
    protection_rules: rules.map((rule, index) => ({
      ...{ id: id * 100 + index, node_id: nodeId('GA', id * 100 + index) },
      ...rule,
    })),
    deployment_branch_policy:
      branches === undefined ? null : { protected_branches: false, custom_branch_policies: true },
  }
}

function reviewRule(place: Place, reviewers: readonly User[]) {
  return {
    ...{ type: 'required_reviewers', prevent_self_review: false },
    reviewers: reviewers.map(reviewer => ({ type: 'User' as const, reviewer: userBody(place, reviewer) })),
  }
}
