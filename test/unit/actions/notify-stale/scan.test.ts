import { describe, expect, test } from 'vitest'
import { CHANNEL, OTHER_CHANNEL } from '../../../platform/stage/scan-stage.ts'
import { actions, errors, open, scan, seen } from './scan-runs.ts'

describe('a scan', () => {
  test('a dry run writes nothing and says what it would', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 9)
    const run = await scan(stage, { 'dry-run': 'true' })
    expect(run.outputs.outcome).toBe('success')
    expect(stage.posts()).toEqual([])
    expect(stage.slack.requests.map(({ method }) => method)).not.toContain('chat.postMessage')
    expect(run.log.join('\n')).toContain(`${CHANNEL}, staging: the message would be posted (1 service, 1 new commit)`)
  })

  test('without Slack: the outputs and the summary', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 9)
    const run = await scan(stage, { 'slack-token': '' })
    expect(run.outputs).toMatchObject({ outcome: 'success', messages: '[]' })
    expect(run.summary).toContain('hello')
    expect(stage.slack.requests).toEqual([])
  })

  test('the requests are those that GitHub got, with those for locks: one for each repository where something waits', async () => {
    const stage = await open(['hello', 'shop'])
    await stage.merge('hello', 'Wait', 9)
    const run = await scan(stage, { repositories: 'acme/hello\nacme/shop' })
    const rest = stage.github.requests.map(({ path }) => path).filter(path => !path.endsWith('/graphql'))
    expect(rest.filter(path => path.includes('/git/matching-refs/'))).toEqual([
      '/repos/acme/hello/git/matching-refs/commit-train%2Flocks%2F',
    ])
    expect(run.outputs.requests).toBe(`${rest.length}`)
  })

  test('a reply that Slack does not take is notified by the next run', async () => {
    const stage = await open()
    await stage.merge('hello', 'First', 9)
    await scan(stage, { environments: 'staging' })
    await stage.merge('hello', 'Second', 8)
    stage.slack.fail({ how: 'error', code: 'msg_blocks_too_long', method: 'chat.postMessage' })
    const failed = await scan(stage, { environments: 'staging' })
    expect(errors(failed)).toHaveLength(1)
    expect(stage.slack.notifications).toHaveLength(1)
    expect(actions(await scan(stage, { environments: 'staging' }))).toEqual(['reply staging', 'edit staging'])
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
    const run = await scan(stage, inputs)
    expect(errors(run)).toEqual([expect.stringContaining(line)])
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'input-invalid' })
    expect(stage.github.requests).toEqual([])
  })

  test('an environment that no policy names', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 9)
    const run = await scan(stage, { environments: 'stagging\nproduction' })
    expect(errors(run)).toEqual([
      `Input "environments" has 'stagging', which no policy of the repositories names (did you mean 'staging'?)`,
    ])
    expect(actions(run)).toEqual(['post production'])
  })

  test('a topic that no repository has', async () => {
    const stage = await open()
    const run = await scan(stage, { organization: 'acme', topic: 'ferry' })
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
    stage.slack.fail({ how: 'error', code, method: 'chat.postMessage', channel: CHANNEL })
    const run = await scan(stage)
    expect(errors(run)).toEqual([expect.stringMatching(new RegExp(`chat.postMessage for ${CHANNEL} \\(${code}\\)`))])
    expect(run.outputs).toMatchObject({ outcome: 'error', reason })
    expect(actions(run)).toEqual(['post production'])
    // Nothing was notified there, so the next run sends it.
    expect(actions(await scan(stage))).toEqual(['edit production', 'post staging'])
  })

  test('invalid_auth: one line, and nothing more is asked', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 30)
    const run = await scan(stage, { 'slack-token': 'xoxb-somebody-else-s' })
    expect(errors(run)).toEqual([
      expect.stringMatching(/invalid_auth/),
      `Skipped channels ${CHANNEL} after repeated failures of Slack`,
    ])
    expect(stage.slack.requests).toHaveLength(1)
    expect(seen(run)).not.toContain('xoxb-somebody')
  })

  test('429 and 500 for a moment are ridden out', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 30)
    stage.slack.fail({ how: 'rate-limited', retryAfter: 1, method: 'chat.postMessage', channel: CHANNEL })
    stage.slack.fail({ how: 'status', status: 500, method: 'chat.postMessage', channel: OTHER_CHANNEL })
    const run = await scan(stage)
    expect(actions(run)).toEqual(['post production', 'post staging'])
    expect(stage.slack.notifications).toHaveLength(2)
  })

  test('a post whose answer was lost is not posted twice', async () => {
    const stage = await open()
    await stage.merge('hello', 'Wait', 9)
    stage.slack.fail({ how: 'reply-lost', method: 'chat.postMessage' })
    expect(actions(await scan(stage, { environments: 'staging' }))).toEqual(['post staging'])
    expect(stage.posts()).toHaveLength(1)
  })
})

test('an organization is found by topic', async () => {
  const stage = await open(['hello', 'shop', 'web'])
  for (const name of ['hello', 'shop', 'web']) await stage.merge(name, 'Wait', 9)
  const run = await scan(stage, { organization: 'acme', topic: 'train', environments: 'staging' })
  expect(JSON.parse(run.outputs.stale ?? '')).toHaveLength(3)
  expect(actions(run)).toEqual(['post staging'])
})
