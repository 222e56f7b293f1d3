import { describe, expect, test } from 'vitest'
import { channel, otherChannel } from '../platform/stage/scan-stage.ts'
import { actions, errors, open, withoutMasks } from './scan-runs.ts'

describe('notified once, kept up to date, done', () => {
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
    expect(stage.shown()).toContain(
      `gh api repos/acme/hello/deployments -f ref=${first} -f environment=staging -f task=deploy -F auto_merge=false -f 'required_contexts[]'`,
    )
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

  test('a dry run writes nothing and says what it would', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 9)
    const run = await stage.run({ 'dry-run': 'true' })
    expect(run.outputs.outcome).toBe('success')
    expect(stage.posts()).toEqual([])
    expect(stage.slack.requests.map(({ method }) => method)).not.toContain('chat.postMessage')
    expect(run.log.map(({ text }) => text).join('\n')).toContain(
      `${channel}, staging: the message would be posted (1 service, 1 new commit)`,
    )
  })

  test('without Slack: the outputs and the summary', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 9)
    const run = await stage.run({ 'slack-token': '' })
    expect(run.outputs).toMatchObject({ outcome: 'success', messages: '[]' })
    expect(run.summary).toContain('hello')
    expect(stage.slack.requests).toEqual([])
  })

  test('a reply that Slack does not take is notified by the next run', async () => {
    const stage = await open()
    await stage.merge('hello', 'First', 9)
    await stage.run({ environments: 'staging' })
    await stage.merge('hello', 'Second', 8)
    stage.slack.fail({ how: 'error', code: 'msg_blocks_too_long', method: 'chat.postMessage' })
    const failed = await stage.run({ environments: 'staging' })
    expect(errors(failed)).toHaveLength(1)
    expect(stage.slack.notifications).toHaveLength(1)
    expect(actions(await stage.run({ environments: 'staging' }))).toEqual(['reply staging', 'edit staging'])
    expect(stage.slack.notifications.at(-1)?.pings).toEqual(['@U0ADA0001'])
  })
})

describe('bad input: one clear line, nothing is asked', () => {
  test.each([
    [{ repositories: 'hello' }, 'Input "repositories" has "hello"; write owner/name, one per line'],
    [{ organization: 'acme' }, 'Input "organization" is given but "topic" is empty; give both or neither'],
    [
      { repositories: 'acme/hello', organization: 'acme', topic: 'train' },
      'Inputs "repositories" and "organization" are',
    ],
    [{ budget: '0' }, 'Input "budget" is "0"; it must be a positive whole number'],
    [{ 'dry-run': 'yes' }, 'Input "dry-run" is "yes"; write true or false'],
    [{ 'slack-api-url': 'http://slack.example/api/' }, 'it must be an https address'],
  ])('%j', async (inputs, line) => {
    const stage = await open()
    const run = await stage.run(inputs)
    expect(errors(run)).toEqual([expect.stringContaining(line)])
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'input-invalid' })
    expect(stage.github.requests).toEqual([])
  })

  test('an environment that no policy names', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 9)
    const run = await stage.run({ environments: 'stagging\nproduction' })
    expect(errors(run)).toEqual([
      `Input "environments" has 'stagging', which no policy of the repositories names (did you mean 'staging'?)`,
    ])
    expect(actions(run)).toEqual(['post production'])
  })

  test('a topic that no repository has', async () => {
    const stage = await open()
    const run = await stage.run({ organization: 'acme', topic: 'ferry' })
    expect(errors(run)).toEqual([expect.stringContaining("There are no repositories of acme with the topic 'ferry'")])
    expect(run.outputs.reason).toBe('repositories-missing')
  })
})

describe('Slack fails: one line for each channel, the others are notified', () => {
  test.each([
    ['channel_not_found', 'slack-channel-not-found'],
    ['not_in_channel', 'slack-not-in-channel'],
    ['is_archived', 'slack-channel-archived'],
    ['msg_blocks_too_long', 'slack-message-too-long'],
  ])('%s', async (code, reason) => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 30)
    stage.slack.fail({ how: 'error', code, method: 'chat.postMessage', channel })
    const run = await stage.run()
    expect(errors(run)).toEqual([expect.stringMatching(new RegExp(`chat.postMessage for ${channel} \\(${code}\\)`))])
    expect(run.outputs).toMatchObject({ outcome: 'error', reason })
    expect(actions(run)).toEqual(['post production'])
    // Nothing was notified there, so the next run sends it.
    expect(actions(await stage.run())).toEqual(['edit production', 'post staging'])
  })

  test('invalid_auth: one line, and nothing more is asked', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 30)
    const run = await stage.run({ 'slack-token': 'xoxb-somebody-else-s' })
    expect(errors(run)).toEqual([
      expect.stringMatching(/invalid_auth/),
      `Slack was not asked about ${channel} any more`,
    ])
    expect(stage.slack.requests).toHaveLength(1)
    expect(withoutMasks(run)).not.toContain('xoxb-somebody')
  })

  test('429 and 500 for a moment are ridden out', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 30)
    stage.slack.fail({ how: 'rate-limited', retryAfter: 1, method: 'chat.postMessage', channel })
    stage.slack.fail({ how: 'status', status: 500, method: 'chat.postMessage', channel: otherChannel })
    const run = await stage.run()
    expect(actions(run)).toEqual(['post production', 'post staging'])
    expect(stage.slack.notifications).toHaveLength(2)
  })

  test('a post whose answer was lost is not posted twice', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 9)
    stage.slack.fail({ how: 'reply-lost', method: 'chat.postMessage' })
    expect(actions(await stage.run({ environments: 'staging' }))).toEqual(['post staging'])
    expect(stage.posts()).toHaveLength(1)
  })
})

test('an organization is found by topic', async () => {
  const stage = await open(['hello', 'shop', 'web'])
  for (const name of ['hello', 'shop', 'web']) await stage.merge(name, 'Wait', 9)
  const run = await stage.run({ organization: 'acme', topic: 'train', environments: 'staging' })
  expect(JSON.parse(run.outputs.stale ?? '')).toHaveLength(3)
  expect(actions(run)).toEqual(['post staging'])
})
