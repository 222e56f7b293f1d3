import { describe, expect, test } from 'vitest'
import { policy, slackToken } from '../../../platform/stage/scan-stage.ts'
import { actions, errors, open, scan, seen } from './scan-runs.ts'

describe('GitHub fails: one line for each repository, the others are notified, never a wrong all-clear', () => {
  const repositories = 'acme/hello\nacme/shop'

  test('a repository that is gone keeps its line; the others go on', async () => {
    const stage = await open(['hello', 'shop'])
    const head = await stage.merge('hello', 'Wait', 9)
    await stage.merge('shop', 'Wait too', 9)
    await scan(stage, { repositories, environments: 'staging' })
    stage.github.deleteRepository('acme/shop')
    await stage.deploy('hello', head, 'staging')
    const run = await scan(stage, { repositories, environments: 'staging' })
    expect(errors(run)).toEqual([expect.stringMatching(/acme\/shop \(NOT_FOUND .*\): it was deleted or renamed/)])
    expect(actions(run)).toEqual(['edit staging'])
    expect(stage.shown()).toContain('*shop*: 1 commit for 9 h · not read since')
    expect(stage.shown()).not.toContain('*hello*')
    expect(run.summary).toContain('1 of 2 repositories could not be scanned')
  })

  test('renamed, and asked for by its new name: GitHub is asked what the old one is now, and nobody is notified again', async () => {
    const stage = await open(['hello', 'shop'])
    await stage.merge('shop', 'Wait', 9)
    await scan(stage, { repositories, environments: 'staging' })
    stage.github.changeRepository('acme/shop', { name: 'store' })
    const run = await scan(stage, { repositories: 'acme/hello\nacme/store', environments: 'staging' })
    expect([errors(run), actions(run)]).toEqual([[], ['edit staging']])
    expect(stage.shown()).toMatch(/\*store\*: <.*1 commit>/)
    expect(stage.slack.notifications).toHaveLength(1)
  })

  test('archived: nothing can be deployed from it, its line goes', async () => {
    const stage = await open(['hello', 'shop'])
    await stage.merge('shop', 'Wait', 9)
    await scan(stage, { repositories, environments: 'staging' })
    stage.github.changeRepository('acme/shop', { archived: true })
    const run = await scan(stage, { repositories, environments: 'staging' })
    expect(errors(run)).toEqual([])
    expect(actions(run)).toEqual(['done staging'])
    expect(stage.shown()).toContain('no longer watched (repository archived)')
  })

  test('the budget is used up: what was left out is said and keeps its line; the run is green', async () => {
    const stage = await open(['hello', 'shop'])
    await stage.merge('shop', 'Wait', 9)
    await scan(stage, { repositories, environments: 'staging' })
    const run = await scan(stage, { repositories, environments: 'staging', budget: '2' })
    expect(run.outputs).toMatchObject({ outcome: 'success', 'left-out': '["acme/hello","acme/shop"]' })
    const warnings = run.log.filter(line => line.startsWith('warning: '))
    expect(warnings).toEqual([expect.stringContaining('Not scanned: acme/hello, acme/shop: the budget of 2')])
    expect(stage.shown()).toContain('not read since')
  })

  test.each([
    ['contents', 'contents: read'],
    ['deployments', 'deployments: read'],
    ['checks', 'checks: read'],
    ['pull_requests', 'pull-requests: read'],
  ])('a token without %s: the permission is named', async (missing, permission) => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 9)
    const all = ['actions', 'contents', 'deployments', 'checks', 'statuses', 'pull_requests', 'metadata']
    const permissions = Object.fromEntries(all.filter(one => one !== missing).map(one => [one, 'read' as const]))
    const run = await scan(stage, {}, { name: 'poor', permissions })
    expect(errors(run)[0]).toContain(permission)
    expect(run.outputs.outcome).toBe('error')
  })

  test('an environment whose live commit is not known: red, named, and not reported as done', async () => {
    const stage = await open(['hello'], policy.replace('environments:', 'environments:\n  canary: {}'))
    const { github } = stage
    const sha = await stage.merge('hello', 'Wait', 1)
    for (const environment of ['staging', 'production']) await stage.deploy('hello', sha, environment)
    const failed = { repository: 'acme/hello', sha, environment: 'canary', states: ['failure'] } as const
    for (let count = 0; count < 300; count++) github.recordDeployment(failed)
    const run = await scan(stage)
    expect(errors(run)).toEqual([
      expect.stringMatching(/^acme\/hello: no good deployment of hello to canary is among the 260 newest there/),
    ])
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'history-unreadable', stale: '[]' })
    expect(run.summary).toMatch(/^## Nothing stale was found; 1 of 3 could not be read\n/)
    expect(run.summary).toContain('| hello | canary | | | | could not be read |')
  })

  test("the run's own token sees its own repository alone; the other is named", async () => {
    const stage = await open(['hello', 'shop'])
    for (const name of ['hello', 'shop']) await stage.merge(name, 'Wait', 9)
    const own = { name: 'own', kind: 'app', repositories: ['acme/hello'] } as const
    const run = await scan(stage, { repositories, environments: 'staging' }, own)
    expect(errors(run)).toEqual([expect.stringMatching(/acme\/shop \(NOT_FOUND .*the token may not see it/)])
    expect(actions(run)).toEqual(['post staging'])
  })

  test("an App that is not installed in the workflow's own repository: no notifications are sent, since the quiet hours are unknown", async () => {
    const stage = await open(['hello', 'shop'])
    await stage.merge('shop', 'Wait', 9)
    const app = { name: 'app', kind: 'app', repositories: ['acme/shop'] } as const
    const run = await scan(stage, { repositories: 'acme/shop' }, app)
    expect(errors(run)).toEqual([
      expect.stringMatching(
        /^The users and the quiet hours of acme\/hello cannot be read, so no notifications are sent: /,
      ),
    ])
    expect(stage.slack.requests).toEqual([])
  })

  test('a policy that is wrong is said, with file and line', async () => {
    const stage = await open(['hello', 'shop'])
    await stage.write('shop', 'enviroments: {}\n')
    await stage.merge('hello', 'Wait', 9)
    const run = await scan(stage, { repositories, environments: 'staging' })
    expect(errors(run)).toEqual([expect.stringMatching(/acme\/shop: .github\/commit-train.yml:1: .*enviroments/)])
    expect(actions(run)).toEqual(['post staging'])
  })

  test('the own policy is wrong: no notifications, because the quiet hours are not known', async () => {
    const stage = await open()
    await stage.write('hello', policy.replace('slack:', 'slak:'))
    await stage.merge('hello', 'Wait', 9)
    const run = await scan(stage)
    expect(errors(run)).toHaveLength(1)
    expect(run.outputs.reason).toBe('policy-invalid')
    expect(stage.slack.requests).toEqual([])
  })

  test('a token that is not valid', async () => {
    const stage = await open()
    const run = await scan(stage, { token: 'ghs_nobody_s' })
    expect(errors(run)).toEqual([expect.stringContaining('the token is invalid or expired')])
    expect(run.outputs.reason).toBe('github-token-invalid')
    for (const secret of ['ghs_nobody_s', slackToken]) expect(seen(run)).not.toContain(secret)
  })

  test('502 for a moment is ridden out', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 9)
    stage.github.fail({ how: 'status', status: 502, operationId: 'graphql' })
    stage.github.fail({
      how: 'query-errors',
      errors: [{ message: 'Something went wrong' }],
      operationId: 'graphql',
      after: 1,
    })
    expect(actions(await scan(stage, { environments: 'staging' }))).toEqual(['post staging'])
  })

  test('out of points half-way: nothing is said to be done', async () => {
    const stage = await open(['hello', 'shop'])
    await stage.merge('shop', 'Wait', 9)
    await scan(stage, { repositories, environments: 'staging' })
    stage.github.fail({ how: 'out-of-points', operationId: 'graphql', after: 2 })
    const run = await scan(stage, { repositories, environments: 'staging' })
    expect(run.outputs['left-out']).toBe('["acme/hello","acme/shop"]')
    expect(stage.shown()).toContain('not read since')
  })
})
