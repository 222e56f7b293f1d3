/** What each endpoint is asked for, as an error says it, and the permission a token needs for it. */
export interface Endpoint {
  /** Completes `GitHub refused to …`. */
  readonly doing: string
  /** One line under `permissions:` of a workflow. */
  readonly permission: string
  /** A second request does no harm: what it writes may be there twice. GETs always may be sent again. */
  readonly repeatable?: boolean
  /** Milliseconds for the answer to one attempt, where it is not the usual. */
  readonly attempt?: number
  /** The first release of GitHub Enterprise Server that has it, `3.10`, and what to do on an older one. */
  readonly server?: { readonly since: string; readonly instead: string }
}

const REPOSITORY = '/repos/{owner}/{repo}'

/** Every endpoint used, by method and path as GitHub's description has them. */
const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  [`GET ${REPOSITORY}`]: { doing: 'show the repository', permission: 'metadata: read' },
  [`GET ${REPOSITORY}/environments`]: { doing: 'list the environments', permission: 'actions: read' },
  [`GET ${REPOSITORY}/environments/{environment_name}/deployment-branch-policies`]: {
    doing: 'list the branch rules of an environment',
    permission: 'actions: read',
  },
  [`GET ${REPOSITORY}/environments/{environment_name}/secrets`]: {
    doing: 'list the names of the secrets of an environment',
    permission: '',
  },
  [`GET ${REPOSITORY}/actions/secrets`]: { doing: 'list the names of the secrets', permission: '' },
  [`GET ${REPOSITORY}/actions/organization-secrets`]: {
    doing: "list the names of the organization's secrets",
    permission: '',
  },
  [`GET ${REPOSITORY}/rulesets`]: { doing: 'list the rulesets', permission: 'metadata: read' },
  [`GET ${REPOSITORY}/rulesets/{ruleset_id}`]: { doing: 'show a ruleset', permission: 'metadata: read' },
  [`GET ${REPOSITORY}/issues/comments`]: { doing: 'list the comments', permission: 'issues: read' },
  [`GET ${REPOSITORY}/contents/{path}`]: { doing: 'show a file', permission: 'contents: read' },
  [`GET ${REPOSITORY}/commits`]: { doing: 'list the commits of the default branch', permission: 'contents: read' },
  [`GET ${REPOSITORY}/commits/{ref}/check-runs`]: { doing: "list the commit's checks", permission: 'checks: read' },
  [`GET ${REPOSITORY}/commits/{ref}/status`]: { doing: "list the commit's statuses", permission: 'statuses: read' },
  [`GET ${REPOSITORY}/actions/runs`]: { doing: "list the commit's workflow runs", permission: 'actions: read' },
  [`GET ${REPOSITORY}/actions/runs/{run_id}`]: { doing: 'show a workflow run', permission: 'actions: read' },
  [`GET ${REPOSITORY}/actions/runs/{run_id}/jobs`]: {
    doing: 'list the jobs of a workflow run',
    permission: 'actions: read',
  },
  [`GET ${REPOSITORY}/deployments`]: { doing: 'list the deployments', permission: 'deployments: write' },
  // Not repeatable: every request makes another deployment. The caller looks first whether the one before did.
  [`POST ${REPOSITORY}/deployments`]: { doing: 'create the deployment', permission: 'deployments: write' },
  // A second run of a deployment leaves it to the first.
  [`POST ${REPOSITORY}/actions/workflows/{workflow_id}/dispatches`]: {
    doing: 'start the workflow',
    permission: 'actions: write',
    repeatable: true,
  },
  [`GET ${REPOSITORY}/deployments/{deployment_id}`]: { doing: 'show the deployment', permission: 'deployments: write' },
  [`GET ${REPOSITORY}/deployments/{deployment_id}/statuses`]: {
    doing: "list the deployment's statuses",
    permission: 'deployments: write',
  },
  [`POST ${REPOSITORY}/deployments/{deployment_id}/statuses`]: {
    doing: 'write a deployment status',
    permission: 'deployments: write',
    repeatable: true,
  },
  [`GET ${REPOSITORY}/branches/{branch}`]: { doing: 'show the protection of the branch', permission: 'contents: read' },
  [`GET ${REPOSITORY}/rules/branches/{branch}`]: {
    doing: 'list the rules of the branch',
    permission: 'metadata: read',
    server: { since: '3.10', instead: "list the checks' names under 'checks:' in the policy instead of 'required'" },
  },
  [`GET ${REPOSITORY}/collaborators/{username}/permission`]: {
    doing: 'show the role of who asked for the deployment',
    permission: 'metadata: read',
  },
  [`GET ${REPOSITORY}/attestations/{subject_digest}`]: {
    doing: "list the image's attestations",
    permission: 'attestations: read',
  },
  [`GET ${REPOSITORY}/git/matching-refs/{ref}`]: { doing: 'list the locks', permission: 'contents: read' },
  // The content alone makes the id, and a ref is created once: what was sent twice is there once.
  [`POST ${REPOSITORY}/git/trees`]: { doing: 'write a lock', permission: 'contents: write', repeatable: true },
  [`POST ${REPOSITORY}/git/commits`]: { doing: 'write a lock', permission: 'contents: write', repeatable: true },
  [`POST ${REPOSITORY}/git/refs`]: { doing: 'create a lock', permission: 'contents: write', repeatable: true },
  [`GET ${REPOSITORY}/activity`]: { doing: "list the repository's pushes", permission: 'contents: read' },
  [`GET ${REPOSITORY}/commits/{ref}`]: { doing: 'list the files of a commit', permission: 'contents: read' },
  [`GET ${REPOSITORY}/actions/runs/{run_id}/approvals`]: {
    doing: 'show the reviews of a run',
    permission: 'actions: read',
  },
  [`GET ${REPOSITORY}/actions/runs/{run_id}/pending_deployments`]: {
    doing: 'show who may approve a run',
    permission: 'actions: read',
  },
  // Whether it is new says who was first: an answer that was lost must not make this run the second.
  [`POST ${REPOSITORY}/issues/comments/{comment_id}/reactions`]: {
    doing: 'react to the comment',
    permission: 'issues: write',
  },
  [`GET ${REPOSITORY}/issues/{issue_number}/comments`]: { doing: 'list the comments', permission: 'issues: read' },
  [`POST ${REPOSITORY}/issues/{issue_number}/comments`]: { doing: 'write a comment', permission: 'issues: write' },
  [`PATCH ${REPOSITORY}/issues/comments/{comment_id}`]: {
    doing: 'change a comment',
    permission: 'issues: write',
    repeatable: true,
  },
  // GitHub itself gives up after 10 s. Not sent again as it is: a smaller query takes its place.
  'POST /graphql': { doing: 'answer a query', permission: '', attempt: 12_000 },
}

/** The endpoint of a request; an unknown one gets words that are still true. */
export function endpointOf(method: string, path: string): Endpoint {
  // A GitHub of one's own has GraphQL beside the REST interface, by its full address.
  if (method === 'POST' && path.endsWith('/api/graphql')) return endpointOf(method, '/graphql')
  return ENDPOINTS[`${method} ${path}`] ?? { doing: `answer ${method} ${path}`, permission: '' }
}
