import { beforeEach, describe, expect, test } from 'vitest'
import { type EndedDeployment, endMessages } from '../../../../src/delivery/reconcile/messages.ts'
import { deploymentMessage } from '../../../../src/deployments/slack/message.ts'
import type { DeploymentFacts, DeploymentStatusFacts } from '../../../../src/domain/history/deployment-facts.ts'
import { UserError } from '../../../../src/errors.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'
import type { SlackClient } from '../../../../src/slack/client.ts'
import type { FoundMessage } from '../../../../src/slack/history-search.ts'
import type { SlackContent } from '../../../../src/slack/message.ts'
import { facts, SHA } from '../../deployments/slack/facts.ts'
import { RecordingLogger } from '../../recording-logger.ts'

const MINUTE = 60_000
const NOW = 100 * 24 * 60 * MINUTE
const log = (run: number, attempt = 1) => `https://github.com/acme/hello/actions/runs/${run}/attempts/${attempt}`
const POLICY = `
slack: { channel: C0EVERYONE, users: { ada: U0ADA0001 } }
environments:
  staging:
  production: { slack: { channel: C0FAILURES, deployments: failures } }
  silent: { slack: { deployments: none } }
`

function status(state: DeploymentStatusFacts['state'], description: string, minutes = 20): DeploymentStatusFacts {
  return { state, description, logUrl: log(5), createdAt: NOW - minutes * MINUTE }
}

const step = status('in_progress', '4/5 Applying')

function deployment(id: number, more: Partial<DeploymentFacts> = {}): DeploymentFacts {
  return {
    ...{ id, sha: SHA, task: 'deploy', environment: 'staging', state: 'pending', createdAt: NOW - 30 * MINUTE },
    ...{ creator: 'ada', ours: true, statuses: [step], runWaits: undefined },
    ...more,
  }
}

/** One that this reconciliation has ended. */
function lost(id: number, more: Partial<DeploymentFacts> = {}): EndedDeployment {
  const end = { ending: { outcome: 'error', text: 'run 5 ended (failure) at "4/5 Applying"' }, logUrl: log(5) } as const
  return { ...deployment(id, more), service: 'hello', end }
}

/** Slack in memory. */
class World {
  readonly log = new RecordingLogger()
  readonly posted: FoundMessage[] = []
  readonly done: string[] = []
  readonly contents: SlackContent[] = []
  readonly searched: string[] = []
  complete = true
  broken: Readonly<Record<string, Error>> = {}
  hasToken = true

  /** The message of a run, which shows a step or an end. */
  message(
    deploymentId: number,
    { channel = 'C0EVERYONE', logUrl = log(5), outcome = '', repository = 'acme/hello' } = {},
  ) {
    const progress = { kind: 'in-progress', text: '4/5 Applying' } as const
    const { blocks, metadata } = deploymentMessage(facts({ deploymentId, channel, logUrl, repository }), progress)
    const payload = { ...metadata?.payload, outcome }
    const ref = { channel, ts: `${deploymentId}.${this.posted.length}` }
    this.posted.push({ ref, metadata: { eventType: 'commit_train_deployment', payload }, before: 0, blocks })
    return ref.ts
  }

  readonly slack: SlackClient = {
    post: async message => {
      this.#take(`post ${message.channel}`, message, message.channel)
      return { channel: message.channel, ts: '9.9' }
    },
    reply: async (to, content) => {
      this.#take(`reply ${to.ts}`, content, to.channel)
      return to
    },
    edit: async (message, content) => this.#take(`edit ${message.ts}`, content, message.channel),
    find: async (channel, eventType, since) => {
      this.searched.push(`${channel} ${eventType} ${(NOW - since) / MINUTE}`)
      const error = this.broken[`find ${channel}`]
      if (error !== undefined) throw error
      return { messages: this.posted.filter(({ ref }) => ref.channel === channel), complete: this.complete }
    },
    findReplies: async () => ({ messages: [], complete: true }),
    requests: () => 0,
  }

  end(ended: readonly EndedDeployment[], all: readonly DeploymentFacts[] = [], dryRun = false): Promise<void> {
    const settings = {
      owner: 'acme',
      repository: 'hello',
      page: 'https://github.com/acme/hello',
      logUrl: log(99),
      dryRun,
    }
    const effects = { log: this.log, clock: { now: () => NOW, sleep: async () => {} } }
    return endMessages(
      { all, ended },
      parsePolicy(POLICY, { repository: 'hello' }),
      { ...settings, noRunAfterMs: 0 },
      { ...effects, slack: this.hasToken ? this.slack : undefined },
    )
  }

  #take(what: string, content: SlackContent, channel: string): void {
    const error = this.broken[what] ?? this.broken[channel]
    if (error !== undefined) throw error
    this.done.push(what)
    this.contents.push(content)
  }
}

let world: World
beforeEach(() => {
  world = new World()
})

const gone = new UserError('slack-message-gone', 'Slack refused chat.update for C0EVERYONE (message_not_found)')

describe('the message of a deployment whose run was lost', () => {
  test('shows its end; who, what and the train stay as the run wrote them; the requester is told in the thread', async () => {
    const ts = world.message(7)
    await world.end([lost(7)])
    expect(world.searched).toEqual(['C0EVERYONE commit_train_deployment 31'])
    expect(world.done).toEqual([`edit ${ts}`, `reply ${ts}`])
    const [edited, reply] = world.contents.map(({ blocks }) => JSON.stringify(blocks))
    expect(edited).toContain('🛠️ Error: hello → staging')
    expect(edited).toContain('*Error: run 5 ended (failure) at "4/5 Applying"*'.replaceAll('"', '\\"'))
    expect(edited).toContain('*Greet in the evening* by grace')
    expect(edited).not.toContain('🚀')
    expect(reply).toContain('<@U0ADA0001> Error: run 5 ended')
    expect(world.contents[0]?.metadata?.payload).toMatchObject({ deployment: 7, outcome: 'error', log: log(5) })
  })

  test.each([
    ['shows an end already', { outcome: 'failed' }],
    ['is of another repository', { repository: 'acme/other' }],
  ])('is left where it %s', async (_what, message) => {
    world.message(7, message)
    await world.end([lost(7)])
    expect(world.done).toEqual([])
  })

  test.each([
    ['none was posted', {}],
    ['the policy wants none', { environment: 'silent' }],
    ['no run had begun with it', { environment: 'production', statuses: [] }],
  ])('nothing is said where %s', async (_what, more) => {
    await world.end([lost(7, more)])
    expect([world.done, world.log.lines]).toEqual([[], []])
  })

  test('where only failures get one, it is posted: its run cannot any more', async () => {
    await world.end([lost(7, { environment: 'Production' })])
    expect(world.done).toEqual(['post C0FAILURES'])
    expect(JSON.stringify(world.contents[0]?.blocks)).toContain('Requested by <@U0ADA0001>')
    expect(world.log.lines).toEqual([
      expect.stringContaining('info: C0FAILURES: the message of deployment 7 was posted: Error: run 5'),
    ])
  })

  test('but not where it is there, or may be', async () => {
    world.message(7, { channel: 'C0FAILURES', outcome: 'error' })
    world.complete = false
    await world.end([lost(7, { environment: 'production' }), lost(8, { environment: 'production' })])
    expect(world.done).toEqual([])
    expect(world.log.lines).toEqual([
      'notice: The message of deployment 8 is not among the newest of C0FAILURES: it stays as it is',
    ])
  })

  test('an earlier attempt’s message says that it came to no end', async () => {
    world.message(7, { logUrl: log(5, 1) })
    await world.end([{ ...lost(7), end: { ...lost(7).end, logUrl: log(5, 2) } }])
    expect(world.contents[0]?.text).toContain('this run came to no end')
  })

  test('a dry run says what it would do', async () => {
    world.message(7)
    await world.end([lost(7)], [], true)
    expect(world.done).toEqual([])
    expect(world.log.lines).toEqual([
      expect.stringContaining('C0EVERYONE: the message of deployment 7 would be edited: Error: '),
    ])
  })
})

describe('a message whose run ended its deployment, and could not say so in Slack', () => {
  const failed = (minutes: number) =>
    deployment(7, { statuses: [step, status('failure', 'Failed: Deployment/web: crash', minutes)] })

  test('shows that end', async () => {
    world.message(7)
    await world.end([], [failed(20)])
    expect(world.contents[0]?.text).toBe('hello → staging: Failed: Deployment/web: crash')
  })

  test('a success is edited, and no one is notified', async () => {
    const ts = world.message(7)
    await world.end([], [deployment(7, { statuses: [step, status('success', 'Deployed in 8 s')] })])
    expect(world.done).toEqual([`edit ${ts}`])
  })

  test.each([
    ['its run may still write it', failed(9)],
    ['it was looked at before', failed(25 * 60)],
    ['it goes on', deployment(7)],
    ['it is another tool’s', { ...failed(20), ours: false }],
    ['it is of no service of ours', { ...failed(20), task: 'deploy:other' }],
  ])('not where %s: Slack is not even asked', async (_what, one) => {
    world.message(7)
    await world.end([], [one])
    expect([world.searched, world.done]).toEqual([[], []])
  })

  test('one that had no message gets none, also where failures get one', async () => {
    await world.end([], [{ ...failed(20), environment: 'production' }])
    expect(world.done).toEqual([])
  })
})

describe('Slack in trouble is one line for each channel, and never an error', () => {
  const missing = new UserError(
    'slack-channel-not-found',
    'Slack refused conversations.history for C0EVERYONE (channel_not_found)',
  )

  test.each([
    [
      'a channel that is not there',
      { 'find C0EVERYONE': missing },
      `The Slack messages in C0EVERYONE could not be brought to their end: ${missing.message}`,
    ],
    [
      'a message that was deleted meanwhile',
      { C0EVERYONE: gone },
      `a message in C0EVERYONE could not be brought to the end: ${gone.message}`,
    ],
    [
      'a bug in between',
      { C0EVERYONE: new Error('no such thing') },
      'The Slack messages in C0EVERYONE could not be brought to their end: no such thing',
    ],
  ])('%s', async (_what, broken, text) => {
    world.broken = broken
    world.message(7)
    world.message(8, { channel: 'C0FAILURES' })
    await world.end([lost(7), lost(8, { environment: 'production' })])
    expect(world.done).toEqual(['edit 8.1', 'reply 8.1'])
    expect(world.log.lines.filter(line => line.startsWith('notice: '))).toEqual([`notice: ${text}`])
  })

  test('one message that is refused keeps no other of its channel from its end', async () => {
    world.broken = { [`edit ${world.message(7)}`]: missing }
    world.message(8)
    await world.end([lost(7), lost(8)])
    expect(world.done).toContain('edit 8.1')
    expect(world.log.lines.filter(line => line.startsWith('notice: '))).toHaveLength(1)
  })

  test('several that are refused: one line with how many, and why the first', async () => {
    world.broken = { [`edit ${world.message(7)}`]: missing, [`edit ${world.message(8)}`]: gone }
    await world.end([lost(7), lost(8)])
    expect(world.log.lines.filter(line => line.startsWith('notice: '))).toEqual([
      `notice: 2 messages in C0EVERYONE could not be brought to the end: ${missing.message}`,
    ])
  })

  test('no token: one line, where a message may be there', async () => {
    world.hasToken = false
    await world.end([lost(7), lost(8, { statuses: [] }), lost(9, { environment: 'silent' })])
    expect(world.log.lines).toEqual([
      'info: The Slack messages of 1 deployment stay as they are: the input "slack-token" is empty',
    ])
    await world.end([])
    expect(world.log.lines).toHaveLength(1)
  })
})
