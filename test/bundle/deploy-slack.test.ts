import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadNow, patienceOf } from '../../script/testing/load.ts'
import type { ActionRun } from '../platform/action/run-action.ts'
import { type SlackDouble, startSlack } from '../platform/slack/slack.ts'
import type { MessageState } from '../platform/slack/state/message.ts'
import { type Asked, type DeployOptions, Stage } from '../platform/stage/stage.ts'
import { env, inputs } from './deploy-inputs.ts'

const channel = 'C0DEPLOYS'
const token = 'xoxb-train-and-nothing-else'
/** A step waits 3 s for Slack, and a busy machine may need that long to answer. */
const patience = patienceOf(loadNow())

let stage: Stage
let slack: SlackDouble
beforeEach(async () => {
  stage = await Stage.open()
  slack = await startSlack({
    channels: [
      { id: channel, name: 'deploys' },
      { id: 'C0ELSEWHERE', name: 'elsewhere', members: [] },
    ],
    people: [{ id: 'U0ADA0001', name: 'ada' }],
    tokens: { [token]: { name: 'train' } },
  })
})
afterEach(async () => {
  await slack.stop()
  await stage.close()
  slack.assertNoUnknownRequests()
})

/** The policy, with whatever is said about Slack. */
function policy(said: string): Record<string, string> {
  const text = `services: [hello]\nenvironments:\n  staging:\n  production:\nslack:\n${said}`
  return { '.github/commit-train.yml': text }
}

const usual = `  channel: ${channel}
  dashboard: https://grafana.example/d/x?sha={commit}
  users: { octocat: U0ADA0001 }
`

/** A deployment of a commit whose check has failed: it is refused, which needs no cluster. */
async function refused(said = usual, options: DeployOptions = {}, title = 'A change') {
  const before = await stage.commit(policy(said))
  const sha = await stage.commit({ 'README.md': `# ${title.length}\n` }, title)
  await stage.check(sha, 'failure')
  const asked = await stage.ask(sha)
  const given = { 'slack-token': token, 'slack-api-url': slack.url, ...options.inputs }
  const run = await stage.deploy(asked, { ...options, inputs: { ...inputs, ...given }, env, patience })
  return { before, sha, asked, run }
}

async function lastStatus(asked: Asked): Promise<string> {
  return (await stage.statuses(asked)).at(-1)?.description ?? ''
}

function posted(): readonly MessageState[] {
  return slack.messages(channel).filter(({ threadTs }) => threadTs === undefined)
}

/** Everything a message shows after its newest edit. */
function shown(message: MessageState | undefined): string {
  return JSON.stringify(message?.revisions.at(-1)?.blocks)
}

/** What a person sees of the log. */
function textOf(run: ActionRun): string {
  return run.log.map(({ text }) => text).join('\n')
}

function notices(run: ActionRun): readonly string[] {
  return run.annotations.filter(({ level }) => level === 'notice').map(({ message }) => message)
}

describe('a deployment has one message in the channel of its environment', () => {
  test('one message, which mentions the requester, as does the bad end in its thread', async () => {
    const { asked, run, sha } = await refused(usual, {}, '<!channel> everybody *look*')
    expect(run.outputs).toMatchObject({ outcome: 'refused' })
    const [message, ...others] = posted()
    expect(others).toEqual([])
    const text = shown(message)
    expect(text).toContain('⛔ Refused: hello → staging')
    expect(text).toContain('Requested by <@U0ADA0001> · the first deployment here')
    expect(text).toContain('&lt;!channel&gt; everybody ∗look∗')
    expect(text).toContain('Nothing was changed: the cluster is as it was.')
    expect(text).toContain(`https://grafana.example/d/x?sha=${sha}`)
    expect(text).toContain(`deployment ${asked.id}`)
    expect(message?.revisions.at(-1)?.metadata).toMatchObject({
      event_type: 'commit_train_deployment',
      event_payload: { deployment: asked.id, commit: sha, outcome: 'refused' },
    })
    const thread = message === undefined ? [] : slack.thread(message)
    expect(thread).toHaveLength(1)
    expect(shown(thread[0])).toContain('<@U0ADA0001> Refused: ')
    expect(slack.notifications.map(({ pings }) => pings)).toEqual([['@U0ADA0001'], ['@U0ADA0001']])
    expect(textOf(run)).not.toContain(token)
  })

  test('the train since the last good deployment, and a rollback', async () => {
    const [first, second] = [await stage.commit(policy(usual)), await stage.commit({ 'a.txt': 'a' }, 'Second')]
    stage.github.recordDeployment({ repository: 'acme/hello', sha: first, environment: 'staging', states: ['success'] })
    await stage.commit({ 'b.txt': 'b' }, 'Third')
    const last = await stage.commit({ 'c.txt': 'c' }, 'Fourth')
    await stage.check(last, 'failure')
    const given = { 'slack-token': token, 'slack-api-url': slack.url }
    await stage.deploy(await stage.ask(last), { inputs: { ...inputs, ...given }, env, patience })
    const forward = shown(posted()[0])
    expect(forward).toContain(`a train of 3 commits since \`${first.slice(0, 7)}\``)
    expect(forward).toMatch(/Fourth.*Third.*Second/)

    stage.github.recordDeployment({ repository: 'acme/hello', sha: last, environment: 'staging', states: ['success'] })
    await stage.check(second, 'failure')
    await stage.deploy(await stage.ask(second), { inputs: { ...inputs, ...given }, env, patience })
    const back = shown(posted()[1])
    expect(back).toContain(`*rollback* from \`${last.slice(0, 7)}\`, which takes out 2 commits`)
    expect(back).toMatch(/Fourth.*Third/)
  })

  test('a re-run is a message of its own, and the first one stays as it ended', async () => {
    const { asked, run } = await refused()
    const [first] = posted()
    const id = Number(/runs\/(\d+)\/attempts\/1/.exec(shown(first))?.[1])
    const given = { ...inputs, 'slack-token': token, 'slack-api-url': slack.url }
    await stage.deploy(asked, {
      inputs: given,
      env,
      patience,
      run: { id, attempt: 2 },
      state: { deployment: run.outputs['deployment-id'] ?? '' },
    })
    expect(posted().map(message => /attempts\/\d/.exec(shown(message))?.[0])).toEqual(['attempts/1', 'attempts/2'])
    expect(posted()[0]?.revisions).toHaveLength(first?.revisions.length ?? 0)
  })

  test.each([
    ['the environment wants none', `  deployments: none\n${usual}`, {}, ''],
    ['the policy names no channel', '  users: { octocat: U0ADA0001 }\n', {}, ''],
    ['there is no token', usual, { 'slack-token': '' }, 'No Slack message: the policy names a channel for staging'],
  ])('not when %s', async (_what, said, given, line) => {
    const { run } = await refused(said, { inputs: given })
    expect(run.outputs).toMatchObject({ outcome: 'refused' })
    expect(slack.requests).toEqual([])
    expect(notices(run)).toEqual([])
    expect(textOf(run)).toContain(line)
  })

  test('failures only: one message, made when it has failed', async () => {
    await refused(`  deployments: failures\n${usual}`)
    const [message] = posted()
    expect(message?.revisions).toHaveLength(1)
    expect(shown(message)).toContain('⛔ Refused')
  })
})

describe('Slack in trouble changes no deployment', () => {
  test.each([
    ['a token that is not valid', 'token', { 'slack-token': 'xoxb-wrong-token-of-somebody' }, usual],
    ['a channel that is not there', 'there is no such channel', {}, usual.replace(channel, 'C0NOWHERE')],
    ['a channel without the app', 'invite the app', {}, usual.replace(channel, 'C0ELSEWHERE')],
    ['no server there', 'cannot be reached', { 'slack-api-url': 'http://127.0.0.1:9/api/' }, usual],
  ])('%s: one notice, the same end', async (_what, words, given, said) => {
    const { asked, run } = await refused(said, { inputs: given })
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('check') })
    expect(await lastStatus(asked)).toMatch(/^Refused: /)
    expect(notices(run)).toEqual([expect.stringMatching(/^The Slack message could not be updated: /)])
    expect(notices(run)[0]).toContain(words)
    expect(textOf(run)).not.toContain('xoxb-')
  })

  test('an address that is not Slack’s to be given a token', async () => {
    const { run, asked } = await refused(usual, { inputs: { 'slack-api-url': 'http://slack.example/api/' } })
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'input-invalid' })
    expect(await lastStatus(asked)).toContain('input "slack-api-url" is "http://slack.example/api/"')
  })

  test('no answer at all: the deployment has its end, then the job gives up', async () => {
    slack.fail({ how: 'no-answer', times: 50 })
    const { asked, run } = await refused()
    expect(run.outputs).toMatchObject({ outcome: 'refused' })
    expect(await lastStatus(asked)).toMatch(/^Refused: /)
    expect(notices(run)).toEqual([
      expect.stringContaining('The Slack message could not be updated: it took longer than 5 s'),
    ])
  })

  test('GitHub does not take the last status: the message says that the deployment still shows as in progress', async () => {
    stage.github.fail({ how: 'status', status: 500, operationId: 'repos/create-deployment-status', times: 50 })
    const { run } = await refused()
    expect(shown(posted()[0])).toContain('⛔ Refused: hello → staging')
    expect(shown(posted()[0])).toContain('GitHub still shows the deployment as in progress')
    expect(run.state.slack).toBe('')
  })
})

describe('what main could not write is written by post', () => {
  const given = () => ({ ...inputs, 'slack-token': token, 'slack-api-url': slack.url })

  /** A run whose `pre` was there. */
  async function begun(said: string) {
    const asked = await stage.ask(await stage.commit(policy(said)))
    const run = await stage.recordRun(asked)
    const { state } = await stage.deploy(asked, { entry: 'pre', run, inputs: given(), env, patience })
    expect(slack.requests).toEqual([])
    const post = (more: Readonly<Record<string, string>>) =>
      stage.deploy(asked, { entry: 'post', state: { ...state, ...more }, run, inputs: given(), env, patience })
    return { asked, run, state, post }
  }

  test.each(['', '  deployments: failures\n'])('a job that died before the deployment began (%j)', async said => {
    const { post, state } = await begun(`${said}${usual}`)
    expect(JSON.stringify(state)).not.toContain(token)
    await post({})
    const [message, ...others] = posted()
    expect(others).toEqual([])
    expect(shown(message)).toContain('🛠️ Error: hello → staging')
    expect(shown(message)).toContain('Error: the job ended before the deployment began; nothing was changed')
    expect(slack.notifications.map(({ pings }) => pings)).toEqual([['@U0ADA0001'], ['@U0ADA0001']])
  })

  test('a run that was killed: its message, which others may have answered, says so', async () => {
    const { asked, state, post } = await begun(usual)
    const { ts } = slack.say(channel, token, { text: 'hello → staging: 4/5 Applying' })
    const saved = { ...JSON.parse(state.slack ?? ''), ref: { channel, ts } }
    await post({ begun: 'true', touched: 'true', slack: JSON.stringify(saved) })
    expect(await lastStatus(asked)).toMatch(/^Cancelled: the run was stopped half-way/)
    expect(posted()).toHaveLength(1)
    expect(shown(posted()[0])).toContain('✋ Cancelled: hello → staging')
    expect(shown(posted()[0])).toContain('The cluster may have been changed')
    expect(slack.notifications.at(-1)?.pings).toEqual(['@U0ADA0001'])
  })

  test('a run that could not begin, in its own words', async () => {
    const { asked, run, state, post } = await begun(usual)
    const main = await stage.deploy(asked, { run, state, inputs: { ...given(), timeout: 'soon' }, env, patience })
    expect(main.outputs).toMatchObject({ outcome: 'error', reason: 'input-invalid' })
    await post(main.state)
    expect(await stage.statuses(asked)).toHaveLength(2)
    expect(shown(posted()[0])).toContain('input \\"timeout\\" is \\"soon\\"')
  })

  test('not an end that is shown already', async () => {
    const { asked, run, state, post } = await begun(usual)
    const main = await stage.deploy(asked, { run, state, inputs: given(), env, patience })
    const before = slack.requests.length
    expect(before).toBeGreaterThan(0)
    await post(main.state)
    expect(slack.requests).toHaveLength(before)
  })
})
