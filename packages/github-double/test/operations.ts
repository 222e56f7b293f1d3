import { readCommit } from '../src/git/commits.ts'
import type { GitHubDouble } from '../src/github.ts'
import { type Called, startHarness } from './harness.ts'

/** A request that fits: what stands in its path, query and body. */
export interface Sample {
  /** Below the repository: `/deployments/{deployment_id}`. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>> | undefined
}

/** Changes of the request that fits. */
export interface Change {
  readonly token?: string
  readonly params?: Sample['params']
  readonly query?: Sample['query']
  readonly body?: unknown
}

/** A double in which everything an operation may ask for exists, and a request of that operation that fits. */
export interface Prepared {
  readonly github: GitHubDouble
  readonly sample: Sample
  request(change?: Change): Promise<Called>
}

const WORKFLOW = { path: '.github/workflows/ci.yml', name: 'CI' }
const TEXT = 'on: { workflow_dispatch: { inputs: { deployment: { required: true } } } }\n'
const PAGING = { per_page: '50', page: '1' }

/** One sample for each operation, with every field and parameter that is modelled. */
export async function validRequests(operationId: string): Promise<Prepared> {
  const { github, repository, call } = await startHarness()
  const sha = await repository.commit({ message: 'one', files: { 'README.md': 'x', [WORKFLOW.path]: TEXT } })
  const asked = { ref: sha, required_contexts: [], environment: 'staging' }
  const deployment = (await call('POST', '/deployments', { body: asked })).body.id
  const at = `/deployments/${deployment}`
  const status = (await call('POST', `${at}/statuses`, { body: { state: 'queued' } })).body.id
  await call('POST', `/statuses/${sha}`, { body: { state: 'success' } })
  const check = (await call('POST', '/check-runs', { body: { name: 'scan', head_sha: sha } })).body.id
  const jobs = [{ name: 'test', conclusion: 'success' as const }]
  const run = await github.recordWorkflowRun({ workflow: WORKFLOW, event: 'push', headSha: sha, jobs })
  github.protectEnvironment('production', { reviewers: ['grace'], waitMinutes: 30 })
  github.protectEnvironment('docs', { reviewers: ['grace'], waitMinutes: 30, branches: ['main'], apps: ['scan'] })
  github.addToken('ghp_admin', { name: 'admin', kind: 'user', permissions: { environments: 'read', secrets: 'read' } })
  github.setSecrets(['KUBECONFIG'], { environment: 'docs' })
  github.setSecrets(['REGISTRY_PASSWORD'])
  github.setSecrets(['SLACK_TOKEN'], { organization: true })
  github.setRulesets([{ name: 'tags', target: 'tag', include: ['refs/tags/v*'], rules: ['deletion'] }])
  const gated = [{ name: 'deploy', environment: 'production' }]
  const waiting = { workflow: WORKFLOW, event: 'deployment', headSha: sha, jobs: gated } as const
  const waits = operationId === 'actions/get-pending-deployments-for-run'
  const shown = waits ? (await github.recordWorkflowRun(waiting)).id : run.id
  github.protectBranch({
    rules: [{ context: 'test', appId: 15368 }],
    protection: [{ context: 'lint' }],
    pull: { approvals: 1, codeOwners: true, methods: ['squash'] },
    noForce: true,
  })
  github.setRole('ada', 'maintain')
  github.reviewRun(run.id, { state: 'approved', by: 'ada', comment: 'go', environments: ['staging'] })
  github.recordPush({ before: '0'.repeat(40), after: sha, actor: 'ada' })
  const digest = `sha256:${'5'.repeat(64)}`
  github.recordAttestation({ digest, commit: sha })
  const issue = github.openIssue({ title: 'one', by: 'person' })
  const comment = (await call('POST', `/issues/${issue}/comments`, { body: { body: 'x' }, token: 'ghs_ci' })).body.id
  const ids = {
    issue_number: String(issue),
    comment_id: String(comment),
    deployment_id: String(deployment),
    status_id: String(status),
    check_run_id: String(check),
  }
  const checkFields = {
    name: 'scan',
    details_url: 'https://scan.example/1',
    external_id: '1',
    status: 'completed',
    started_at: '2026-01-05T09:00:00Z',
    conclusion: 'success',
    completed_at: '2026-01-05T09:01:00Z',
    output: { title: 'T', summary: 'S', text: 'X' },
  }
  const tree = (await readCommit(repository.bare, sha)).tree
  const samples: Record<string, [path: string, query?: Sample['query'], body?: Sample['body']]> = {
    'repos/get': [''],
    'repos/create-deployment': [
      '/deployments',
      {},
      {
        ...{ ref: 'main', task: 'deploy', auto_merge: false, required_contexts: [], payload: { a: 1 } },
        ...{ environment: 'staging', description: 'd', transient_environment: false, production_environment: false },
      },
    ],
    'repos/list-deployments': ['/deployments', { sha, ref: sha, task: 'deploy', environment: 'staging', ...PAGING }],
    'repos/get-deployment': ['/deployments/{deployment_id}'],
    'repos/create-deployment-status': [
      '/deployments/{deployment_id}/statuses',
      {},
      {
        ...{ state: 'success', target_url: 'https://log.example', log_url: 'https://log.example', description: 'd' },
        ...{ environment: 'staging', environment_url: 'https://hello.example', auto_inactive: false },
      },
    ],
    'repos/list-deployment-statuses': ['/deployments/{deployment_id}/statuses', PAGING],
    'repos/get-deployment-status': ['/deployments/{deployment_id}/statuses/{status_id}'],
    'repos/create-commit-status': [
      '/statuses/{sha}',
      {},
      { state: 'success', target_url: 'https://log.example', description: 'd', context: 'ci/x' },
    ],
    'repos/get-combined-status-for-ref': ['/commits/{ref}/status', PAGING],
    'repos/list-commit-statuses-for-ref': ['/commits/{ref}/statuses', PAGING],
    'checks/create': ['/check-runs', {}, { ...checkFields, head_sha: sha }],
    'checks/update': ['/check-runs/{check_run_id}', {}, checkFields],
    'checks/get': ['/check-runs/{check_run_id}'],
    'checks/list-for-ref': [
      '/commits/{ref}/check-runs',
      { check_name: 'test', status: 'completed', filter: 'latest', app_id: '15368', ...PAGING },
    ],
    'repos/list-commits': [
      '/commits',
      { sha: 'main', path: 'README.md', since: '2025-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z', ...PAGING },
    ],
    'repos/get-commit': ['/commits/{ref}', PAGING],
    'repos/get-content': ['/contents/{path}', { ref: 'main' }],
    'repos/list-activities': [
      '/activity',
      {
        ...{ direction: 'desc', per_page: '50', ref: 'refs/heads/main', actor: 'ada' },
        ...{ time_period: 'day', activity_type: 'push' },
      },
    ],
    'repos/list-attestations': [
      '/attestations/{subject_digest}',
      { per_page: '30', predicate_type: 'https://slsa.dev/provenance/v1' },
    ],
    'actions/list-workflow-runs-for-repo': [
      '/actions/runs',
      {
        ...{ head_sha: sha, event: 'push', branch: 'main', status: 'completed', ...PAGING },
        ...{ check_suite_id: String(run.checkSuiteId), exclude_pull_requests: 'true' },
      },
    ],
    'actions/create-workflow-dispatch': [
      '/actions/workflows/{workflow_id}/dispatches',
      {},
      { ref: 'main', inputs: { deployment: '1' }, return_run_details: true },
    ],
    'repos/get-all-environments': ['/environments', PAGING],
    'repos/list-deployment-branch-policies': ['/environments/{environment_name}/deployment-branch-policies', PAGING],
    'actions/list-environment-secrets': ['/environments/{environment_name}/secrets', PAGING],
    'actions/list-repo-secrets': ['/actions/secrets', PAGING],
    'actions/list-repo-organization-secrets': ['/actions/organization-secrets', PAGING],
    'repos/get-repo-rulesets': ['/rulesets', PAGING],
    'repos/get-repo-ruleset': ['/rulesets/{ruleset_id}'],
    'issues/list-comments-for-repo': ['/issues/comments', PAGING],
    'actions/get-pending-deployments-for-run': ['/actions/runs/{run_id}/pending_deployments'],
    'actions/get-reviews-for-run': ['/actions/runs/{run_id}/approvals'],
    'actions/list-jobs-for-workflow-run': ['/actions/runs/{run_id}/jobs', { filter: 'all', ...PAGING }],
    'issues/create-comment': ['/issues/{issue_number}/comments', {}, { body: '/status' }],
    'issues/list-comments': ['/issues/{issue_number}/comments', { since: '2025-01-01T00:00:00Z', ...PAGING }],
    'issues/update-comment': ['/issues/comments/{comment_id}', {}, { body: 'done' }],
    'reactions/create-for-issue-comment': ['/issues/comments/{comment_id}/reactions', {}, { content: 'eyes' }],
    'git/create-commit': [
      '/git/commits',
      {},
      {
        ...{ message: 'one', tree, parents: [sha] },
        author: { name: 'Ada', email: 'ada@example.com', date: '2026-01-05T09:00:00Z' },
      },
    ],
    'git/create-ref': ['/git/refs', {}, { ref: 'refs/notes/one', sha }],
    'git/create-tree': [
      '/git/trees',
      {},
      { tree: [{ path: 'lock.json', mode: '100644', type: 'blob', content: '{}' }] },
    ],
    'git/get-ref': ['/git/ref/{ref}'],
    'git/list-matching-refs': ['/git/matching-refs/{ref}'],
    'repos/get-branch': ['/branches/{branch}'],
    'repos/get-branch-rules': ['/rules/branches/{branch}', PAGING],
    'repos/get-collaborator-permission-level': ['/collaborators/{username}/permission'],
    'actions/get-workflow-run': ['/actions/runs/{run_id}', { exclude_pull_requests: 'true' }],
  }
  const found = samples[operationId]
  if (found === undefined) throw new Error(`no sample of ${operationId}`)
  const [path, query = {}, body] = found
  const all: Record<string, string> = {
    ...ids,
    ref: operationId.startsWith('git/') ? 'heads/main' : 'main',
    branch: 'main',
    username: 'ada',
    subject_digest: digest,
    sha,
    path: 'README.md',
    run_id: String(shown),
    workflow_id: 'ci.yml',
    environment_name: 'docs',
    ruleset_id: '1',
  }
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? '')
  const sample: Sample = { path, params: Object.fromEntries(names.map(name => [name, all[name] ?? ''])), query, body }
  const method = METHODS[operationId.replace(/^\w+\/(\w+).*/, '$1')] ?? 'GET'
  return {
    github,
    sample,
    async request(change = {}) {
      const params: Sample['params'] = change.params ?? sample.params
      const target = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
      const search = new URLSearchParams(change.query ?? query).toString()
      const sent = 'body' in change ? change.body : body
      const token = change.token ?? (/-secrets$/.test(operationId) ? 'ghp_admin' : 'ghs_workflow')
      return await call(method, search === '' ? target : `${target}?${search}`, { body: sent, token })
    },
  }
}

const METHODS: Readonly<Record<string, string>> = { create: 'POST', update: 'PATCH' }
