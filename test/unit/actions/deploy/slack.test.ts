import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEPLOY_INPUTS } from '../../../../src/actions/deploy/inputs.ts'
import { deployStep } from '../../../../src/actions/deploy/main.ts'
import { postStep } from '../../../../src/actions/deploy/post.ts'
import { preStep } from '../../../../src/actions/deploy/pre.ts'
import { type SlackDouble, startSlack } from '../../../platform/slack/slack.ts'
import type { MessageState } from '../../../platform/slack/state/message.ts'
import { startAnyImage } from '../../../platform/stage/any-image.ts'
import { GitHubScene, type Requested } from '../../deployments/github-scene.ts'
import { QuickClock } from '../../quick-clock.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { type FakeRunner, fakeRunner } from '../fake-runner.ts'

const CHANNEL = 'C0DEPLOYS'
const TOKEN = 'xoxb-train-and-nothing-else'
const defaults = Object.fromEntries(
  Object.entries(DEPLOY_INPUTS).map(([name, spec]) => [name, 'default' in spec ? spec.default : '']),
)
const signal = new AbortController().signal

let scene: GitHubScene
let clock: QuickClock
let slack: SlackDouble
let images: Awaited<ReturnType<typeof startAnyImage>>
beforeEach(async () => {
  images = await startAnyImage()
  scene = await GitHubScene.open()
  clock = new QuickClock()
  slack = await startSlack({
    now: () => clock.now(),
    channels: [
      { id: CHANNEL, name: 'deploys' },
      { id: 'C0ELSEWHERE', name: 'elsewhere', members: [] },
    ],
    people: [{ id: 'U0ADA0001', name: 'ada' }],
    tokens: { [TOKEN]: { name: 'train' } },
  })
})
afterEach(async () => {
  images.stop()
  await slack.stop()
  slack.assertNoUnknownRequests()
})

/** The policy, with whatever is said about Slack. */
function policy(said: string): string {
  return `services: [hello]\nenvironments:\n  staging:\n  production:\nslack:\n${said}`
}

const USUAL = `  channel: ${CHANNEL}
  dashboard: https://grafana.example/d/x?sha={commit}
  users: { ada: U0ADA0001 }
`

/** The runner of a job that deploys what was requested. */
function jobOf({ named, context }: Requested, inputs: Record<string, string> = {}): FakeRunner {
  const event = join(temporaryFolder(), 'event.json')
  const deployment = named.by === 'event' ? named.deployment : undefined
  writeFileSync(event, JSON.stringify({ deployment, repository: { default_branch: 'main' } }))
  const given = { token: 'ghs_workflow', kubeconfig: 'none', image: images.image, 'slack-token': TOKEN }
  return fakeRunner(
    { ...defaults, ...given, 'slack-api-url': slack.url, ...inputs },
    {
      GITHUB_REPOSITORY: 'acme/hello',
      GITHUB_API_URL: scene.github.url,
      GITHUB_SERVER_URL: scene.github.serverUrl,
      GITHUB_RUN_ID: String(context.runId),
      GITHUB_RUN_ATTEMPT: String(context.attempt),
      GITHUB_EVENT_NAME: 'deployment',
      GITHUB_EVENT_PATH: event,
      GITHUB_WORKSPACE: context.workspace,
      RUNNER_TEMP: context.temp,
      PATH: process.env.PATH ?? '',
    },
    clock,
  )
}

/** A deployment of a commit whose check has failed: it is refused, which needs no cluster. */
async function refused(said = USUAL, inputs: Record<string, string> = {}, message?: string) {
  const sha = await scene.commit({ policy: policy(said), ...(message === undefined ? {} : { message }) })
  await scene.check(sha, 'failure')
  const requested = await scene.request(sha)
  const runner = jobOf(requested, inputs)
  await deployStep(runner, signal)
  return { sha, requested, runner }
}

async function lastStatus(requested: Requested): Promise<string> {
  return (await scene.statuses(requested)).at(-1)?.description ?? ''
}

function posted(): readonly MessageState[] {
  return slack.messages(CHANNEL).filter(({ threadTs }) => threadTs === undefined)
}

/** Everything a message shows after its newest edit. */
function shown(message: MessageState | undefined): string {
  return JSON.stringify(message?.revisions.at(-1)?.blocks)
}

function notices({ log }: FakeRunner): readonly string[] {
  return log.lines.filter(line => line.startsWith('notice: ')).map(line => line.slice('notice: '.length))
}

describe('a deployment has one message in the channel of its environment', () => {
  test('one message, which mentions the requester, as does the bad end in its thread', async () => {
    const { requested, runner, sha } = await refused(USUAL, {}, '<!channel> everybody *look*')
    expect(runner.outputs).toMatchObject({ outcome: 'refused' })
    const [message, ...others] = posted()
    expect(others).toEqual([])
    const text = shown(message)
    expect(text).toContain('⛔ Refused: hello → staging')
    expect(text).toContain('Requested by <@U0ADA0001> · the first deployment here')
    expect(text).toContain('&lt;!channel&gt; everybody ∗look∗')
    expect(text).toContain('Nothing was changed: the cluster is as it was.')
    expect(text).toContain(`https://grafana.example/d/x?sha=${sha}`)
    expect(text).toContain(`deployment ${requested.id}`)
    expect(message?.revisions.at(-1)?.metadata).toMatchObject({
      event_type: 'commit_train_deployment',
      event_payload: { deployment: requested.id, commit: sha, outcome: 'refused' },
    })
    const thread = message === undefined ? [] : slack.thread(message)
    expect(thread).toHaveLength(1)
    expect(shown(thread[0])).toContain('<@U0ADA0001> Refused: ')
    expect(slack.notifications.map(({ pings }) => pings)).toEqual([['@U0ADA0001'], ['@U0ADA0001']])
    expect(runner.log.lines.join('\n')).not.toContain(TOKEN)
    expect(runner.masks.redact(`a ${TOKEN} b`)).toBe('a *** b')
  })

  test('the train since the last good deployment, and a rollback', async () => {
    const line: string[] = []
    for (const message of ['First', 'Second', 'Third', 'Fourth'])
      line.push(await scene.commit({ policy: policy(USUAL), message }))
    const [first = '', second = '', , last = ''] = line
    const good = (sha: string) =>
      scene.github.recordDeployment({ repository: 'acme/hello', sha, environment: 'staging', states: ['success'] })
    good(first)
    await scene.check(last, 'failure')
    await deployStep(jobOf(await scene.request(last)), signal)
    const forward = shown(posted()[0])
    expect(forward).toContain(`a train of 3 commits since \`${first.slice(0, 7)}\``)
    expect(forward).toMatch(/Fourth.*Third.*Second/)

    good(last)
    await scene.check(second, 'failure')
    await deployStep(jobOf(await scene.request(second)), signal)
    const back = shown(posted()[1])
    expect(back).toContain(`*rollback* from \`${last.slice(0, 7)}\`, which takes out 2 commits`)
    expect(back).toMatch(/Fourth.*Third/)
  })

  test('a re-run is a message of its own, and the first one stays as it ended', async () => {
    const { requested } = await refused()
    const [first] = posted()
    const context = await scene.run(requested.sha, requested.context)
    await deployStep(jobOf({ ...requested, context }), signal)
    expect(posted().map(message => /attempts\/\d/.exec(shown(message))?.[0])).toEqual(['attempts/1', 'attempts/2'])
    expect(posted()[0]?.revisions).toHaveLength(first?.revisions.length ?? 0)
  })

  test.each([
    ['the environment wants none', `  deployments: none\n${USUAL}`, {}, ''],
    ['the policy names no channel', '  users: { ada: U0ADA0001 }\n', {}, ''],
    ['there is no token', USUAL, { 'slack-token': '' }, 'No Slack message: the policy names a channel for staging'],
  ])('not when %s', async (_what, said, given, line) => {
    const { runner } = await refused(said, given)
    expect(runner.outputs).toMatchObject({ outcome: 'refused' })
    expect(slack.requests).toEqual([])
    expect(notices(runner)).toEqual([])
    expect(runner.log.lines.join('\n')).toContain(line)
  })

  test('failures only: one message, made when it has failed', async () => {
    await refused(`  deployments: failures\n${USUAL}`)
    const [message] = posted()
    expect(message?.revisions).toHaveLength(1)
    expect(shown(message)).toContain('⛔ Refused')
  })
})

describe('Slack in trouble changes no deployment', () => {
  test.each([
    ['a token that is not valid', 'token', { 'slack-token': 'xoxb-wrong-token-of-somebody' }, USUAL],
    ['a channel that is not there', 'there is no such channel', {}, USUAL.replace(CHANNEL, 'C0NOWHERE')],
    ['a channel without the app', 'invite the app', {}, USUAL.replace(CHANNEL, 'C0ELSEWHERE')],
    ['no server there', 'cannot be reached', { 'slack-api-url': 'http://127.0.0.1:9/api/' }, USUAL],
  ])('%s: one notice, the same end', async (_what, words, given, said) => {
    const { requested, runner } = await refused(said, given)
    expect(runner.outputs).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('check') })
    expect(await lastStatus(requested)).toMatch(/^Refused: /)
    expect(notices(runner)).toEqual([expect.stringMatching(/^The Slack message could not be updated: /)])
    expect(notices(runner)[0]).toContain(words)
    expect(runner.log.lines.join('\n')).not.toContain('xoxb-')
  })

  test('an address that is not Slack’s to be given a token', async () => {
    const { runner, requested } = await refused(USUAL, { 'slack-api-url': 'http://slack.example/api/' })
    expect(runner.outputs).toMatchObject({ outcome: 'error', reason: 'input-invalid' })
    expect(await lastStatus(requested)).toContain('input "slack-api-url" is "http://slack.example/api/"')
  })
})

describe('what main could not write is written by post', () => {
  /** A run whose `pre` was there. */
  async function begun(said: string) {
    const requested = await scene.request(await scene.commit({ policy: policy(said) }))
    const runner = jobOf(requested)
    await preStep(runner)
    expect(slack.requests).toEqual([])
    return { requested, runner }
  }

  test.each(['', '  deployments: failures\n'])('a job that died before the deployment began (%j)', async said => {
    const { runner } = await begun(`${said}${USUAL}`)
    expect(JSON.stringify(runner.kept)).not.toContain(TOKEN)
    await postStep(runner)
    const [message, ...others] = posted()
    expect(others).toEqual([])
    expect(shown(message)).toContain('🛠️ Error: hello → staging')
    expect(shown(message)).toContain('Error: the job ended before the deployment began; nothing was changed')
    expect(slack.notifications.map(({ pings }) => pings)).toEqual([['@U0ADA0001'], ['@U0ADA0001']])
  })

  test('a run that was killed: its message, which others may have answered, says so', async () => {
    const { requested, runner } = await begun(USUAL)
    const { ts } = slack.say(CHANNEL, TOKEN, { text: 'hello → staging: 4/5 Applying' })
    const saved = { ...JSON.parse(runner.kept.slack ?? ''), ref: { channel: CHANNEL, ts } }
    Object.assign(runner.kept, { begun: 'true', touched: 'true', slack: JSON.stringify(saved) })
    await postStep(runner)
    expect(await lastStatus(requested)).toMatch(/^Cancelled: the run was stopped half-way/)
    expect(posted()).toHaveLength(1)
    expect(shown(posted()[0])).toContain('✋ Cancelled: hello → staging')
    expect(shown(posted()[0])).toContain('The cluster may have been changed')
    expect(slack.notifications.at(-1)?.pings).toEqual(['@U0ADA0001'])
  })

  test('a run that could not begin, in its own words', async () => {
    const { requested, runner } = await begun(USUAL)
    const main = jobOf(requested, { timeout: 'soon' })
    Object.assign(main.kept, runner.kept)
    await deployStep(main, signal)
    Object.assign(runner.kept, main.kept)
    expect(main.outputs).toMatchObject({ outcome: 'error', reason: 'input-invalid' })
    await postStep(runner)
    expect(await scene.statuses(requested)).toHaveLength(2)
    expect(shown(posted()[0])).toContain('input \\"timeout\\" is \\"soon\\"')
  })

  test('not an end that is shown already', async () => {
    const { runner } = await begun(USUAL)
    await deployStep(runner, signal)
    const before = slack.requests.length
    expect(before).toBeGreaterThan(0)
    await postStep(runner)
    expect(slack.requests).toHaveLength(before)
  })
})
