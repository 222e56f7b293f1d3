import { expect, test } from 'vitest'
import { actions, errors, open, withoutMasks } from './scan-runs.ts'

// The cases of a scan are in test/unit/actions/notify-stale; here is what the bundle alone can show.

test('the life of a message', async () => {
  const stage = await open()
  const first = await stage.merge('hello', 'Fix <!channel> the *login*', 30)
  const run = await stage.run()
  expect(errors(run)).toEqual([])
  expect(run.outputs).toMatchObject({ outcome: 'success', reason: '', 'left-out': '[]', problems: '[]' })
  expect(JSON.parse(run.outputs.stale ?? '')).toMatchObject([
    { environment: 'staging', count: 1, deploy: first, commits: [{ sha: first, author: 'ada', kind: 'waiting' }] },
    { environment: 'production', count: 1 },
  ])
  expect(Number(run.outputs.points)).toBeGreaterThan(0)
  expect(actions(run)).toEqual(['post production', 'post staging'])
  expect(stage.slack.notifications.map(({ pings }) => pings)).toEqual([['@U0ADA0001'], ['@U0ADA0001']])
  expect(stage.shown()).toContain(`commit-train deploy staging ${first.slice(0, 7)} --repo acme/hello`)
  expect(run.summary).toContain('2 of 2 have stale commits')

  // Nothing new: an edit, which sends no notification.
  expect(actions(await stage.run())).toEqual(['edit production', 'edit staging'])
  expect(stage.slack.notifications).toHaveLength(2)
  expect(stage.posts()).toHaveLength(1)

  // One more, by somebody Slack does not know; the other environment has got the first.
  await stage.deploy('hello', first, 'production')
  await stage.merge('hello', 'Another', 9, 'eve')
  expect(actions(await stage.run())).toEqual(['reply production', 'edit production', 'reply staging', 'edit staging'])
  expect(stage.slack.notifications.slice(2).map(({ pings, threadTs }) => [pings, threadTs !== undefined])).toEqual([
    [[], true],
    [[], true],
  ])

  const head = await stage.merge('hello', 'Third', 1)
  for (const environment of ['staging', 'production']) await stage.deploy('hello', head, environment)
  const last = await stage.run()
  expect(actions(last)).toEqual(['done production', 'done staging'])
  expect(stage.shown()).toContain('✅ staging: done')
  expect(last.outputs.stale).toBe('[]')
  expect(stage.slack.notifications).toHaveLength(4)
  expect(actions(await stage.run())).toEqual([])
})

test('an input that is wrong: one clear line, nothing is asked', async () => {
  const stage = await open()
  const run = await stage.run({ 'dry-run': 'yes' })
  expect(errors(run)).toEqual(['Input "dry-run" is "yes"; write true or false'])
  expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'input-invalid' })
  expect(run.exitCode).toBe(1)
  expect(stage.github.requests).toEqual([])
})

test('a token of Slack that is not valid: named, and not shown', async () => {
  const stage = await open()
  await stage.merge('hello', 'Wait', 30)
  const run = await stage.run({ 'slack-token': 'xoxb-somebody-else-s' })
  expect(errors(run)).toContainEqual(expect.stringMatching(/invalid_auth/))
  expect(withoutMasks(run)).not.toContain('xoxb-somebody')
})

test('502 of GitHub for a moment is ridden out', async () => {
  const stage = await open()
  await stage.merge('hello', 'Wait', 9)
  stage.github.fail({ how: 'status', status: 502, operationId: 'graphql' })
  expect(actions(await stage.run({ environments: 'staging' }))).toEqual(['post staging'])
})
