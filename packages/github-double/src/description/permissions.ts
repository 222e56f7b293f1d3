import type { Permission, PermissionLevel } from '../state/permission.ts'

/** The repository permission that an operation asks for. */
export interface Required {
  readonly name: Permission
  readonly level: PermissionLevel
}

/**
 * By operation. Source: the `x-accepted-github-permissions` header of GitHub's answers, as listed in
 * https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 */
export const REQUIRED_PERMISSIONS: Readonly<Record<string, Required>> = {
  'actions/create-workflow-dispatch': { name: 'actions', level: 'write' },
  'actions/get-pending-deployments-for-run': { name: 'actions', level: 'read' },
  'actions/get-reviews-for-run': { name: 'actions', level: 'read' },
  'actions/get-workflow-run': { name: 'actions', level: 'read' },
  'actions/list-environment-secrets': { name: 'environments', level: 'read' },
  'actions/list-jobs-for-workflow-run': { name: 'actions', level: 'read' },
  'actions/list-repo-organization-secrets': { name: 'secrets', level: 'read' },
  'actions/list-repo-secrets': { name: 'secrets', level: 'read' },
  'actions/list-workflow-runs-for-repo': { name: 'actions', level: 'read' },
  'checks/create': { name: 'checks', level: 'write' },
  'checks/get': { name: 'checks', level: 'read' },
  'checks/list-for-ref': { name: 'checks', level: 'read' },
  'checks/update': { name: 'checks', level: 'write' },
  'git/create-commit': { name: 'contents', level: 'write' },
  'git/create-ref': { name: 'contents', level: 'write' },
  'git/create-tree': { name: 'contents', level: 'write' },
  'git/get-ref': { name: 'contents', level: 'read' },
  'git/list-matching-refs': { name: 'contents', level: 'read' },
  'issues/create-comment': { name: 'issues', level: 'write' },
  'issues/list-comments': { name: 'issues', level: 'read' },
  'issues/list-comments-for-repo': { name: 'issues', level: 'read' },
  'issues/update-comment': { name: 'issues', level: 'write' },
  'reactions/create-for-issue-comment': { name: 'issues', level: 'write' },
  'repos/create-commit-status': { name: 'statuses', level: 'write' },
  'repos/create-deployment': { name: 'deployments', level: 'write' },
  'repos/create-deployment-status': { name: 'deployments', level: 'write' },
  'repos/get': { name: 'metadata', level: 'read' },
  'repos/get-all-environments': { name: 'actions', level: 'read' },
  'repos/get-branch': { name: 'contents', level: 'read' },
  'repos/get-branch-rules': { name: 'metadata', level: 'read' },
  'repos/get-collaborator-permission-level': { name: 'metadata', level: 'read' },
  'repos/get-combined-status-for-ref': { name: 'statuses', level: 'read' },
  'repos/get-commit': { name: 'contents', level: 'read' },
  'repos/get-content': { name: 'contents', level: 'read' },
  'repos/get-deployment': { name: 'deployments', level: 'read' },
  'repos/get-deployment-status': { name: 'deployments', level: 'read' },
  'repos/get-repo-ruleset': { name: 'metadata', level: 'read' },
  'repos/get-repo-rulesets': { name: 'metadata', level: 'read' },
  'repos/list-activities': { name: 'contents', level: 'read' },
  'repos/list-attestations': { name: 'attestations', level: 'read' },
  'repos/list-commit-statuses-for-ref': { name: 'statuses', level: 'read' },
  'repos/list-commits': { name: 'contents', level: 'read' },
  'repos/list-deployment-branch-policies': { name: 'actions', level: 'read' },
  'repos/list-deployment-statuses': { name: 'deployments', level: 'read' },
  'repos/list-deployments': { name: 'deployments', level: 'read' },
}

/** The permission of an operation; one that has none in the table is a bug of the table. */
export function requiredPermission(operationId: string): Required {
  const found = REQUIRED_PERMISSIONS[operationId]
  if (found === undefined) throw new Error(`the permission that ${operationId} asks for is not listed`)
  return found
}
