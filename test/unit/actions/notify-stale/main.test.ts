import { expect, test } from 'vitest'
import { NOTIFY_STALE_INPUTS, validateNotifyStale } from '../../../../src/actions/notify-stale/inputs.ts'
import { notifyStaleStep } from '../../../../src/actions/notify-stale/main.ts'
import { readNotifyStaleContext } from '../../../../src/actions/notify-stale/run-context.ts'
import { startSlack } from '../../../platform/slack/slack.ts'
import { GitHubScene } from '../../deployments/github-scene.ts'
import { fakeRunner } from '../fake-runner.ts'

const defaults = Object.fromEntries(
  Object.entries(NOTIFY_STALE_INPUTS).map(([name, spec]) => [name, 'default' in spec ? spec.default : '']),
)
const POLICY = `environments:
  staging: { slack: { channel: C0STAGING } }
`

/** The scan of a repository with one commit, which was never deployed. */
async function step(
  inputs: Record<string, string>,
  { signal = new AbortController().signal, env = {} }: { signal?: AbortSignal; env?: Record<string, string> } = {},
) {
  const scene = await GitHubScene.open()
  await scene.commit({ policy: POLICY })
  const runner = fakeRunner(
    { ...defaults, token: 'ghp_person', ...inputs },
    {
      GITHUB_REPOSITORY: 'acme/hello',
      GITHUB_API_URL: scene.github.url,
      GITHUB_SERVER_URL: scene.github.serverUrl,
      GITHUB_RUN_ID: '42',
      GITHUB_RUN_NUMBER: '1',
      GITHUB_WORKFLOW: 'stale',
      GITHUB_WORKFLOW_REF: 'acme/hello/.github/workflows/stale.yml@refs/heads/main',
      GITHUB_JOB: 'notify',
      ...env,
    },
  )
  await notifyStaleStep(runner, signal)
  return { ...runner, asked: scene.github.requests.length }
}

test('a scan: the outputs, the summary, and what Slack has is read', async () => {
  const slack = await startSlack({
    channels: [{ id: 'C0STAGING', name: 'staging' }],
    tokens: { 'xoxb-train': { name: 'train' } },
  })
  const secrets = { token: 'ghp_person', 'slack-token': 'xoxb-train' }
  const { outputs, failures, summaries, masks } = await step({ ...secrets, 'slack-api-url': slack.url })
  await slack.stop()
  expect({ failures, outcome: outputs.outcome }).toEqual({ failures: [], outcome: 'success' })
  expect(outputs).toMatchObject({ stale: '[]', problems: '[]' })
  expect(masks.redact('ghp_person and xoxb-train')).toBe('*** and ***')
  expect(summaries).toEqual([expect.stringMatching(/\| hello \| staging \| never deployed \| \[\d+\]\(/)])
  expect(slack.requests.map(({ method }) => method)).toContain('conversations.history')
})

test.each<[string, Record<string, string>, Record<string, string>, string]>([
  ['a missing input', { token: '' }, {}, 'input-missing'],
  ['an input that is wrong', { 'dry-run': 'yes' }, {}, 'input-invalid'],
  ['no runner', {}, { GITHUB_REPOSITORY: '' }, 'runner-variables-missing'],
])('%s: red before anything is asked', async (_what, inputs, env, reason) => {
  const { outputs, failures, summaries, asked } = await step(inputs, { env })
  expect(outputs).toEqual({ outcome: 'error', reason })
  expect(failures).toHaveLength(1)
  expect(summaries).toEqual([expect.stringContaining(`reasons.md#${reason})`)])
  expect(asked).toBe(0)
})

test('a run that is stopped is cancelled: what it did not read is no problem of a repository', async () => {
  const signal = AbortSignal.abort(new Error('this run was stopped'))
  const { outputs, failures } = await step({}, { signal })
  expect(outputs).toEqual({ outcome: 'cancelled', reason: 'cancelled' })
  expect(failures).toEqual(['Cancelled: this run was stopped'])
})

test.each([
  ['', undefined],
  ['shop', 'shop'],
])('the name of the alert %j is %j', (name, expected) => {
  const texts = { ...defaults, token: 't', name } as Parameters<typeof validateNotifyStale>[0]
  expect(validateNotifyStale(texts).name).toBe(expected)
})

test.each([
  [undefined, 'acme/hello/stale.yml/notify'],
  ['Shop', 'acme/hello/shop'],
])('a scan that is named %j is known as %s', (name, scan) => {
  const env = {
    ...{ GITHUB_REPOSITORY: 'acme/hello', GITHUB_API_URL: 'https://api.github.com', GITHUB_RUN_ID: '42' },
    ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_RUN_NUMBER: '1', GITHUB_JOB: 'notify' },
    ...{
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_WORKFLOW: 'Stale',
      GITHUB_WORKFLOW_REF: 'acme/hello/.github/workflows/Stale.yml@refs/heads/main',
    },
  }
  expect(readNotifyStaleContext(env, name).scan).toBe(scan)
})
