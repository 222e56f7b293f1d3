import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadNow, patienceOf } from '../../script/testing/load.ts'
import type { ActionRun } from '../platform/action/run-action.ts'
import { type SlackDouble, startSlack } from '../platform/slack/slack.ts'
import type { MessageState } from '../platform/slack/state/message.ts'
import { type Asked, type DeployOptions, Stage } from '../platform/stage/stage.ts'
import { ENV, INPUTS, stoppedAtItsEnd } from './deploy-inputs.ts'

// What a message shows, and when there is none, is in test/unit/actions/deploy/slack.test.ts; here is what the bundle alone can show.

const CHANNEL = 'C0DEPLOYS'
const TOKEN = 'xoxb-train-and-nothing-else'
/** A step waits 3 s for Slack, and a busy machine may need that long to answer. */
const patience = patienceOf(loadNow())

let stage: Stage
let slack: SlackDouble
beforeEach(async () => {
  stage = await Stage.open()
  slack = await startSlack({
    channels: [
      { id: CHANNEL, name: 'deploys' },
      { id: 'C0ELSEWHERE', name: 'elsewhere', members: [] },
    ],
    people: [{ id: 'U0ADA0001', name: 'ada' }],
    tokens: { [TOKEN]: { name: 'train' } },
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

const USUAL = `  channel: ${CHANNEL}
  dashboard: https://grafana.example/d/x?sha={commit}
  users: { octocat: U0ADA0001 }
`

/** A deployment of a commit whose check has failed: it is refused, which needs no cluster. */
async function refused(
  said = USUAL,
  options: DeployOptions = {},
  title = 'A change',
  deploy = (asked: Asked, given: DeployOptions) => stage.deploy(asked, given),
) {
  const before = await stage.commit(policy(said))
  const sha = await stage.commit({ 'README.md': `# ${title.length}\n` }, title)
  await stage.check(sha, 'failure')
  const asked = await stage.ask(sha)
  const given = { 'slack-token': TOKEN, 'slack-api-url': slack.url, ...options.inputs }
  const run = await deploy(asked, { ...options, inputs: { ...INPUTS, ...given }, env: ENV, patience })
  return { before, sha, asked, run }
}

async function lastStatus(asked: Asked): Promise<string> {
  return (await stage.statuses(asked)).at(-1)?.description ?? ''
}

function posted(): readonly MessageState[] {
  return slack.messages(CHANNEL).filter(({ threadTs }) => threadTs === undefined)
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

test('one message, which mentions the requester, as does the bad end in its thread', async () => {
  const { asked, run, sha } = await refused(USUAL, {}, '<!channel> everybody *look*')
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
  expect(textOf(run)).not.toContain(TOKEN)
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
  const { run } = await refused(USUAL, {}, 'A change', (asked, options) => stoppedAtItsEnd(stage, asked, options))
  expect(shown(posted()[0])).toContain('⛔ Refused: hello → staging')
  expect(shown(posted()[0])).toContain('GitHub still shows the deployment as in progress')
  expect(run.state.slack).toBe('')
})

test('a job that died before the deployment began: post writes its message', async () => {
  const asked = await stage.ask(await stage.commit(policy(USUAL)))
  const run = await stage.recordRun(asked)
  const given = { ...INPUTS, 'slack-token': TOKEN, 'slack-api-url': slack.url }
  const { state } = await stage.deploy(asked, { entry: 'pre', run, inputs: given, env: ENV, patience })
  expect(JSON.stringify(state)).not.toContain(TOKEN)
  expect(slack.requests).toEqual([])
  await stage.deploy(asked, { entry: 'post', state, run, inputs: given, env: ENV, patience })
  expect(shown(posted()[0])).toContain('Error: the job ended before the deployment began; nothing was changed')
})
