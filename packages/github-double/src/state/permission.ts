import type { TokenKind } from './account.ts'

/** Repository permissions, as the API names them; `permissions:` of a workflow has `-` for `_`. */
export type Permission =
  | 'actions'
  | 'attestations'
  | 'checks'
  | 'contents'
  | 'deployments'
  | 'environments'
  | 'issues'
  | 'metadata'
  | 'packages'
  | 'pull_requests'
  | 'secrets'
  | 'statuses'
export type PermissionLevel = 'read' | 'write'
export type Permissions = Readonly<Partial<Record<Permission, PermissionLevel>>>

/** What a job asks for that runs the deploy action. */
const DEPLOY_JOB: Permissions = {
  actions: 'read',
  attestations: 'read',
  checks: 'read',
  contents: 'read',
  deployments: 'write',
  packages: 'read',
  statuses: 'read',
}

const EVERYTHING: Permissions = {
  actions: 'write',
  attestations: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  packages: 'write',
  pull_requests: 'write',
  statuses: 'write',
}

/** What a token may do when a test says nothing: the workflow's that of a deploy job, all others everything. */
export function defaultPermissions(kind: TokenKind): Permissions {
  return kind === 'workflow' ? DEPLOY_JOB : EVERYTHING
}

/** What no job can ask for: a workflow's own token never has them. */
export const NOT_FOR_WORKFLOWS: readonly Permission[] = ['environments', 'secrets']

/** Write includes read; every token may read metadata. */
export function permits(permissions: Permissions, name: Permission, level: PermissionLevel): boolean {
  const given = name === 'metadata' ? 'read' : permissions[name]
  return given === 'write' || given === level
}
