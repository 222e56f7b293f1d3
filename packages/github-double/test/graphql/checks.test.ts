import { describe, expect, it } from 'vitest'
import { type Harness, startHarness } from '../harness.ts'

const WORKFLOW = { path: '.github/workflows/ci.yml', name: 'CI' }

/** A commit with everything that may stand beside one: a run with a job that ran twice, another app's check, a status. */
async function checked(harness: Harness): Promise<string> {
  const { github, repository, call } = harness
  const sha = await repository.commit({ message: 'one' })
  const jobs = [{ name: 'test', conclusion: 'failure' as const }]
  const { id } = await github.recordWorkflowRun({ workflow: WORKFLOW, event: 'push', headSha: sha, jobs })
  github.rerunWorkflowRun(id, [{ name: 'test', conclusion: 'success' }])
  const scan = { name: 'scan', head_sha: sha, status: 'in_progress' }
  await call('POST', '/check-runs', { token: 'ghs_ci', body: scan })
  await call('POST', `/statuses/${sha}`, { body: { state: 'pending', context: 'cover' } })
  await call('POST', `/statuses/${sha}`, { body: { state: 'success', context: 'cover' } })
  return sha
}

const onCommit = (fields: string) =>
  `{ repository(owner: "acme", name: "hello") { object(expression: "HEAD") { ... on Commit { ${fields} } } } }`

const CONTEXTS = `statusCheckRollup { state contexts(first: 10) { totalCount nodes {
  __typename ... on CheckRun { name status conclusion checkSuite { app { slug } } } ... on StatusContext { context state }
} } }`

describe('the checks of a commit', () => {
  it('are the newest of each, of all apps, with one state for all', async () => {
    const harness = await startHarness()
    await checked(harness)
    const run = (name: string, status: string, conclusion: string | null, slug: string) => ({
      ...{ __typename: 'CheckRun', name, status, conclusion },
      checkSuite: { app: { slug } },
    })
    expect((await harness.query(onCommit(CONTEXTS))).data).toEqual({
      repository: {
        object: {
          statusCheckRollup: {
            state: 'PENDING',
            contexts: {
              totalCount: 3,
              nodes: [
                run('test', 'COMPLETED', 'SUCCESS', 'github-actions'),
                run('scan', 'IN_PROGRESS', null, 'ci'),
                { __typename: 'StatusContext', context: 'cover', state: 'SUCCESS' },
              ],
            },
          },
        },
      },
    })
  })

  it('are null where nothing was ever reported', async () => {
    const { repository, query } = await startHarness()
    await repository.commit({ message: 'one' })
    expect((await query(onCommit('statusCheckRollup { state }'))).data).toEqual({
      repository: { object: { statusCheckRollup: null } },
    })
  })

  it('stand in suites, with the run of the workflow where it is one', async () => {
    let now = Date.UTC(2026, 2, 2, 9)
    const harness = await startHarness({ now: () => now })
    now += 60_000
    await checked(harness)
    const fields = `checkSuites(first: 5) { totalCount nodes { createdAt status conclusion app { slug } branch { name }
      workflowRun { event workflow { name } file { path } } } }`
    expect((await harness.query(onCommit(fields))).data).toEqual({
      repository: {
        object: {
          checkSuites: {
            totalCount: 2,
            nodes: [
              {
                ...{ createdAt: '2026-03-02T09:01:00Z', status: 'COMPLETED', conclusion: 'SUCCESS' },
                ...{ app: { slug: 'github-actions' }, branch: { name: 'main' } },
                workflowRun: { event: 'push', workflow: { name: 'CI' }, file: { path: WORKFLOW.path } },
              },
              {
                ...{ createdAt: '2026-03-02T09:01:00Z', status: 'IN_PROGRESS', conclusion: null },
                ...{ app: { slug: 'ci' }, branch: null, workflowRun: null },
              },
            ],
          },
        },
      },
    })
  })

  it('have the ids that REST shows', async () => {
    const harness = await startHarness()
    const sha = await checked(harness)
    const { body } = await harness.call('GET', `/commits/${sha}/check-runs?per_page=10`)
    const rest = (body.check_runs as { id: number }[]).map(one => one.id)
    const fields = 'statusCheckRollup { contexts(first: 10) { nodes { ... on CheckRun { databaseId } } } }'
    const { data } = await harness.query(onCommit(fields))
    type Shown = { repository: { object: { statusCheckRollup: { contexts: { nodes: { databaseId?: number }[] } } } } }
    const shown = (data as Shown).repository.object.statusCheckRollup.contexts.nodes.flatMap(
      one => one.databaseId ?? [],
    )
    expect(shown.toSorted()).toEqual(rest.toSorted())
  })
})

describe('a token that may not read everything', () => {
  const all = ['actions', 'checks', 'contents', 'deployments', 'pull_requests', 'statuses'] as const
  const fields = {
    'repository.defaultBranchRef': 'defaultBranchRef { name }',
    'repository.object': 'object(expression: "HEAD") { oid }',
    'repository.deployments': 'deployments(first: 1) { totalCount }',
  }

  it.each<[string, string, (typeof all)[number]]>([
    ['repository.defaultBranchRef', fields['repository.defaultBranchRef'], 'contents'],
    ['repository.object', fields['repository.object'], 'contents'],
    ['repository.deployments', fields['repository.deployments'], 'deployments'],
  ])('%s: %s needs %s', async (path, field, permission) => {
    const { github, repository, query } = await startHarness()
    await repository.commit({ message: 'one' })
    const lacking = Object.fromEntries(all.filter(one => one !== permission).map(one => [one, 'read']))
    github.addToken('poor', { name: 'poor', permissions: lacking })
    github.addToken('rich', { name: 'rich', permissions: { [permission]: 'read' } })
    const text = `{ repository(owner: "acme", name: "hello") { ${field} } }`
    expect((await query(text, { token: 'rich' })).errors).toEqual([])
    const refused = await query(text, { token: 'poor' })
    expect([refused.status, refused.errors]).toEqual([
      200,
      [
        {
          ...{ type: 'FORBIDDEN', path: path.split('.'), extensions: { saml_failure: false } },
          locations: [{ line: 1, column: 46 }],
          message: 'Resource not accessible by integration',
        },
      ],
    ])
  })

  it.each<[string, (typeof all)[number], string]>([
    ['associatedPullRequests(first: 1) { totalCount }', 'pull_requests', 'associatedPullRequests'],
    ['checkSuites(first: 1) { totalCount }', 'checks', 'checkSuites'],
    ['checkSuites(first: 1) { nodes { workflowRun { event } } }', 'actions', 'checkSuites.nodes.0.workflowRun'],
    [CONTEXTS, 'checks', 'statusCheckRollup.contexts.nodes.0 statusCheckRollup.contexts.nodes.1'],
    [CONTEXTS, 'statuses', 'statusCheckRollup.contexts.nodes.2'],
  ])('%s of a commit needs %s: refused at %s, and the rest is there', async (field, permission, paths) => {
    const harness = await startHarness()
    await checked(harness)
    const lacking = Object.fromEntries(all.filter(one => one !== permission).map(one => [one, 'read']))
    harness.github.addToken('poor', { name: 'poor', permissions: lacking })
    const { data, errors } = await harness.query(onCommit(`oid ${field}`), { token: 'poor' })
    const refused = paths.split(' ').map(path => `repository.object.${path}`)
    expect(errors.map(one => (one.path as (string | number)[]).join('.'))).toEqual(refused)
    expect(data).toMatchObject({ repository: { object: { oid: expect.any(String) } } })
  })

  it('that is a person gets another error text', async () => {
    const { github, query } = await startHarness()
    github.addToken('poor', { name: 'poor', kind: 'user', permissions: {} })
    const { errors } = await query('{ repository(owner: "acme", name: "hello") { defaultBranchRef { name } } }', {
      token: 'poor',
    })
    expect(errors).toMatchObject([{ message: 'Resource not accessible by personal access token' }])
  })
})
