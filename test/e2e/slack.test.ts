import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type SlackDouble, startSlack } from '../platform/slack/slack.ts'
import type { Revision } from '../platform/slack/state/message.ts'
import { LiveStage } from '../platform/stage/live-stage.ts'
import { TOKENS } from '../platform/stage/stage.ts'
import { DEPLOYMENT_TEMPLATE, only, WorkflowStage } from '../platform/stage/workflow-stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const CHANNEL = 'C0DEPLOYS'
const TOKEN = 'xoxb-train-and-nothing-else'
const POLICY = `services: [hello]
environments:
  staging:
slack:
  channel: ${CHANNEL}
  users: { octocat: U0ADA0001 }
`

const platform = usePlatform()
let it: WorkflowStage
let slack: SlackDouble
beforeAll(() => LiveStage.pushImage(platform))
beforeEach(async () => {
  it = await WorkflowStage.open(platform)
  slack = await startSlack({
    channels: [{ id: CHANNEL, name: 'deploys' }],
    people: [{ id: 'U0ADA0001', name: 'ada' }],
    tokens: { [TOKEN]: { name: 'train' } },
  })
  it.moreSecrets = { SLACK_TOKEN: TOKEN }
})
afterEach(async () => {
  await slack.stop()
  await it.close()
  slack.assertNoUnknownRequests()
})

function commit(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  return it.commit({ '.github/commit-train.yml': POLICY, ...changes }, { 'slack-api-url': slack.url })
}

/** The headline of each state of the channel's only message, as it changed. */
function lifeOf(): { readonly life: readonly string[]; readonly last: string; readonly replies: readonly string[] } {
  const messages = slack.messages(CHANNEL)
  const [message, ...others] = messages.filter(({ threadTs }) => threadTs === undefined)
  if (message === undefined || others.length > 0) throw new Error(`${messages.length} messages instead of one`)
  const text = (revision: Revision | undefined) => JSON.stringify(revision?.blocks)
  return {
    life: message.revisions.map(revision => revision.text.replace('hello → staging: ', '')),
    last: text(message.revisions.at(-1)),
    replies: slack.thread(message).map(reply => text(reply.revisions.at(-1))),
  }
}

test('the life of a message, edit by edit', async () => {
  const first = await commit()
  await it.ask(TOKENS.person, first)
  expect(only(await it.workflows.settle()).act.outputs).toMatchObject({ outcome: 'success' })
  const { life, last, replies } = lifeOf()
  expect(life.at(-1)).toMatch(/^Deployed in [\d.]+ s$/)
  expect(life.length).toBeGreaterThan(2)
  expect(life.slice(0, -1).every(text => /^[1-5]\/5 /.test(text))).toBe(true)
  expect(life).toEqual([...life].sort((one, other) => stepOf(one) - stepOf(other)))
  expect(last).toContain('✅ Deployed: hello → staging')
  expect(last).toContain('Requested by <@U0ADA0001> · the first deployment here')
  expect(replies).toHaveLength(1)
  expect(replies[0]).toContain('objects: ')
  expect(slack.notifications.map(({ pings }) => pings)).toEqual([['@U0ADA0001'], []])
})

test('Slack answering 429 and 500 in the middle changes nothing but how many edits there are', async () => {
  slack.fail({ method: 'chat.update', how: 'rate-limited', retryAfter: 1 })
  slack.fail({ method: 'chat.update', how: 'status', status: 500 })
  const id = await it.ask(TOKENS.person, await commit())
  const run = only(await it.workflows.settle())
  expect(run.act.outputs).toMatchObject({ outcome: 'success' })
  expect((await it.statesOf(id)).at(-1)).toBe('success')
  expect(lifeOf().life.at(-1)).toMatch(/^Deployed /)
  expect(slack.requests.map(({ method, fault }) => `${method} ${fault ?? 'answered'}`)).toEqual(
    expect.arrayContaining(['chat.update rate-limited', 'chat.update status', 'chat.update answered']),
  )
  expect(run.act.raw).not.toContain('The Slack message could not be updated')
})

test('a rollout that fails notifies the requester, with the cause and what is live', async () => {
  const broken = DEPLOYMENT_TEMPLATE.replace('["/busybox", "sleep", "3600"]', '["/no-such-program"]')
  await it.ask(TOKENS.person, await commit({ 'deploy/templates/deployment.yaml': broken }))
  expect(only(await it.workflows.settle()).act.outputs).toMatchObject({ outcome: 'failed' })
  const { last, replies } = lifeOf()
  expect(last).toContain('❌ Failed: hello → staging')
  expect(last).toContain('Live now: Deployment/hello: no pod serves')
  expect(replies[0]).toContain('<@U0ADA0001> Failed: Deployment/hello')
  expect(slack.notifications.map(({ pings }) => pings)).toEqual([['@U0ADA0001'], ['@U0ADA0001']])
})

/** The number of the step that a text names; the end comes after all. */
function stepOf(text: string): number {
  return Number(/^([1-5])\/5/.exec(text)?.[1] ?? 6)
}
