import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEPLOY_INPUTS } from '../../../../src/actions/deploy/inputs.ts'
import { preStep } from '../../../../src/actions/deploy/pre.ts'
import { RECONCILE_INPUTS } from '../../../../src/actions/reconcile/inputs.ts'
import { reconcileStep } from '../../../../src/actions/reconcile/main.ts'
import { deploymentMessage } from '../../../../src/deployments/slack/message.ts'
import type { InputTable } from '../../../../src/runner/inputs.ts'
import { connectSlack } from '../../../../src/slack/client.ts'
import { type SlackDouble, startSlack } from '../../../platform/slack/slack.ts'
import { GitHubScene, type Requested } from '../../deployments/github-scene.ts'
import { facts as messageFacts } from '../../deployments/slack/facts.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { type FakeRunner, fakeRunner } from '../fake-runner.ts'

const defaultsOf = (table: InputTable) =>
  Object.fromEntries(Object.entries(table).map(([name, spec]) => [name, spec.default ?? '']))

let scene: GitHubScene
beforeEach(async () => {
  scene = await GitHubScene.open()
})

function runnerOf(inputs: Record<string, string>, env: Record<string, string>): FakeRunner {
  return fakeRunner(inputs, {
    GITHUB_REPOSITORY: 'acme/hello',
    GITHUB_API_URL: scene.github.url,
    GITHUB_SERVER_URL: scene.github.serverUrl,
    GITHUB_RUN_ATTEMPT: '1',
    ...env,
  })
}

/** The job of the deployment has begun and has written its first status. */
async function begin({ named, context }: Requested): Promise<void> {
  const event = join(temporaryFolder(), 'event.json')
  const deployment = named.by === 'event' ? named.deployment : undefined
  writeFileSync(event, JSON.stringify({ deployment, repository: { default_branch: 'main' } }))
  const given = { token: 'ghs_workflow', kubeconfig: 'none', image: '127.0.0.1:1/acme/hello' }
  const runner = runnerOf(
    { ...defaultsOf(DEPLOY_INPUTS), ...given },
    {
      GITHUB_RUN_ID: String(context.runId),
      GITHUB_EVENT_NAME: 'deployment',
      GITHUB_EVENT_PATH: event,
      GITHUB_WORKSPACE: context.workspace,
      RUNNER_TEMP: context.temp,
    },
  )
  await preStep(runner)
  expect(runner.failures).toEqual([])
}

/** Runs the action, as a schedule does. */
async function reconcile(inputs: Record<string, string> = {}): Promise<FakeRunner> {
  const runner = runnerOf(
    { ...defaultsOf(RECONCILE_INPUTS), token: 'ghs_workflow', ...inputs },
    { GITHUB_RUN_ID: '99' },
  )
  await reconcileStep(runner, new AbortController().signal)
  return runner
}

const listed = (runner: FakeRunner, output: 'ended' | 'open') => JSON.parse(runner.outputs[output] ?? '') as unknown[]

describe('deployments in progress', () => {
  let lost: Requested
  let alive: Requested
  beforeEach(async () => {
    const sha = await scene.commit()
    lost = await scene.request(sha)
    alive = await scene.request(sha, { environment: 'production' })
    await begin(lost)
    await begin(alive)
    scene.loseJob(lost.context)
  })

  test('whose run is over get their end; one whose run goes on is left alone', async () => {
    const runner = await reconcile()
    const text = `run ${lost.context.runId} ended (failure) at "The job has begun"; look at what is live`
    expect((await scene.statusLines(lost)).at(-1)).toBe(`error: Error: ${text}`)
    expect((await scene.statusLines(alive)).at(-1)).toMatch(/^in_progress: /)
    expect(runner.outputs).toMatchObject({ outcome: 'success', reason: '' })
    expect(listed(runner, 'ended')).toMatchObject([
      { id: lost.id, service: 'hello', environment: 'staging', reason: 'run-lost' },
    ])
    expect(listed(runner, 'open')).toMatchObject([{ id: alive.id, environment: 'production' }])
    expect(JSON.stringify(runner.outputs)).not.toContain('action')
    expect(runner.log.lines).toContain('info: 1 ended, 1 in progress, 0 not written')
    const page = `${scene.github.serverUrl}/acme/hello/deployments/staging`
    expect(runner.summaries.join()).toContain(`| [${lost.id}](${page}) | hello to staging | ended |`)
    expect(runner.failures).toEqual([])
  })

  test('a dry run writes nothing and says what it would', async () => {
    const before = scene.statusWrites
    const runner = await reconcile({ 'dry-run': 'true' })
    expect(scene.statusWrites).toBe(before)
    expect(listed(runner, 'ended')).toMatchObject([{ id: lost.id }])
    expect(runner.log.lines).toContain('info: 1 would be ended, 1 in progress, 0 not written')
  })

  test('an end that the token may not write is red and named', async () => {
    const runner = await reconcile({ token: 'ghs_reader' })
    expect(runner.outputs).toMatchObject({ outcome: 'error', reason: expect.stringMatching(/^github-/), ended: '[]' })
    expect(runner.failures).toEqual([expect.stringMatching(new RegExp(`^Deployment ${lost.id}: `))])
  })
})

describe('the message of a lost run in Slack', () => {
  const TOKEN = 'xoxb-train-and-nothing-else'
  let slack: SlackDouble
  let lost: Requested
  beforeEach(async () => {
    slack = await startSlack({
      channels: [{ id: 'C0DEPLOYS', name: 'deploys' }],
      tokens: { [TOKEN]: { name: 'train' } },
    })
    lost = await scene.request(await scene.commit())
    await begin(lost)
    const about = messageFacts({ deploymentId: lost.id, environment: 'staging', logUrl: lost.context.logUrl })
    const content = deploymentMessage(about, { kind: 'in-progress', text: '4/5 Applying' })
    const { log, clock } = scene
    const client = connectSlack({ token: TOKEN, apiUrl: slack.url, log, clock })
    await client.post({ ...content, channel: 'C0DEPLOYS' })
    scene.loseJob(lost.context)
  })
  afterEach(async () => {
    await slack.stop()
    slack.assertNoUnknownRequests()
  })

  test('shows its end, with all else that the run had written', async () => {
    const runner = await reconcile({ 'slack-token': TOKEN, 'slack-api-url': slack.url })
    const [message, reply, ...others] = slack.messages('C0DEPLOYS')
    expect(others).toEqual([])
    expect(reply?.threadTs).toBe(message?.ts)
    const shown = JSON.stringify(message?.revisions.at(-1)?.blocks)
    expect(shown).toContain('🛠️ Error: hello → staging')
    expect(shown).toContain(`*Error: run ${lost.context.runId} ended (failure) at`)
    expect(shown).toContain('*Greet in the evening* by grace')
    expect(shown).not.toContain('4/5 Applying')
    expect(JSON.stringify(reply?.revisions)).toContain('ada Error: run ')
    expect(runner.failures).toEqual([])
    expect(runner.log.lines.join()).not.toContain(TOKEN)
    expect(runner.masks.redact(TOKEN)).toBe('***')
    const requests = slack.requests.length
    await reconcile({ 'slack-token': TOKEN, 'slack-api-url': slack.url })
    expect(slack.requests).toHaveLength(requests)
  })

  test('stays where Slack knows no such token: one notice, and the deployment has its end', async () => {
    const runner = await reconcile({ 'slack-token': 'xoxb-of-somebody-else', 'slack-api-url': slack.url })
    expect(runner.outputs).toMatchObject({ outcome: 'success', reason: '' })
    expect(runner.failures).toEqual([])
    const notices = runner.log.lines.filter(line => line.includes('Slack'))
    expect(notices).toEqual([expect.stringMatching(/^notice: The Slack messages in C0DEPLOYS .*token is invalid/)])
  })
})

test('where nothing is in progress there is no summary', async () => {
  await scene.commit()
  const runner = await reconcile()
  expect(runner.outputs).toEqual({ outcome: 'success', reason: '', ended: '[]', open: '[]' })
  expect(runner.summaries).toEqual([])
})

test.each([
  ['dry-run', 'maybe'],
  ['no-run-after', 'soon'],
  ['slack-api-url', 'http://slack.example/api/'],
  ['token', ''],
])('a wrong input is one line, and nothing is asked: %s', async (name, value) => {
  const runner = await reconcile({ 'slack-token': 'xoxb-given', [name]: value })
  expect(runner.outputs.outcome).toBe('error')
  expect(runner.failures).toEqual([expect.stringContaining(name)])
  expect(scene.github.requests).toEqual([])
})
