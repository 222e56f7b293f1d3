import { afterEach, describe, expect, test } from 'vitest'
import { DeploymentMessageWriter } from '../../../../src/deployments/slack/message-writer.ts'
import type { SavedMessage } from '../../../../src/deployments/slack/saved-message.ts'
import type { Ending } from '../../../../src/domain/deployment/ending.ts'
import { UserError } from '../../../../src/errors.ts'
import type { MessageRef } from '../../../../src/slack/message.ts'
import { HeldClock } from '../../held-clock.ts'
import { endedView } from '../ended-view.ts'
import { facts } from './facts.ts'
import { FakeSlack } from './fake-slack.ts'

const REF: MessageRef = { channel: 'C0DEPLOYS', ts: '1.0' }
const success: Ending = { outcome: 'success', reason: 'deployed', text: 'Deployed in 2 s', findings: [] }
const failed: Ending = { outcome: 'failed', reason: 'crash', text: 'Deployment/web: crash: exit 1', findings: [] }

function open(wanted: SavedMessage['wanted'] = 'all', posted?: MessageRef) {
  const slack = new FakeSlack()
  const clock = new HeldClock()
  const saved: SavedMessage[] = []
  const save = (message: SavedMessage): void => void saved.push(message)
  const begun = { wanted, facts: facts(), ...(posted === undefined ? {} : { ref: posted }) }
  const writer = new DeploymentMessageWriter({ slack, clock, save }, begun)
  const end = (ending = success) => writer.end(endedView({ ending }))
  return { slack, clock, writer, end, saved }
}

const settled = () => new Promise(resolve => setImmediate(resolve))

afterEach(settled)

describe('the life of a message', () => {
  test('one message, edited as steps happen, the details in its thread', async () => {
    const { slack, clock, writer, end, saved } = open()
    writer.step('1/5 Checking the commit')
    await settled()
    writer.step('4/5 Applying')
    await settled()
    expect(await end()).toBeUndefined()
    expect(slack.taken).toEqual([
      'post: hello → production: 1/5 Checking the commit',
      'edit: hello → production: 4/5 Applying',
      'edit: hello → production: Deployed in 2 s',
      'reply: Deployed in 2 s',
    ])
    expect(saved[1]).toMatchObject({ wanted: 'all', ref: REF, facts: { deploymentId: 7 } })
    // A job does not end before the last timer.
    expect(clock.sleeping).toBe(0)
  })

  test('steps that come faster than Slack takes messages become one edit', async () => {
    const { slack, writer, end } = open()
    slack.held = true
    for (const step of ['1', '2', '3', '4']) writer.step(step)
    await slack.let()
    writer.step('5')
    const over = end()
    await slack.let()
    await slack.let()
    await slack.let()
    await over
    expect(slack.taken).toEqual([
      'post: hello → production: 1',
      'edit: hello → production: 4',
      'edit: hello → production: Deployed in 2 s',
      'reply: Deployed in 2 s',
    ])
  })

  test('failures only: a success says nothing, a failure says it once', async () => {
    const good = open('failures')
    good.writer.step('1')
    expect(await good.end()).toBeUndefined()
    expect(good.slack.taken).toEqual([])
    const bad = open('failures')
    bad.writer.step('1')
    expect(await bad.end(failed)).toBeUndefined()
    expect(bad.slack.taken).toEqual([
      'post: hello → production: Failed: Deployment/web: crash: exit 1',
      'reply: Failed: Deployment/web: crash: exit 1',
    ])
  })
})

describe('a message that another process goes on with', () => {
  test('with the message that is there', async () => {
    const { slack, end } = open('all', REF)
    expect(await end(failed)).toBeUndefined()
    expect(slack.taken).toEqual([
      'edit: hello → production: Failed: Deployment/web: crash: exit 1',
      'reply: Failed: Deployment/web: crash: exit 1',
    ])
  })

  test.each(['success', 'superseded'] as const)('failures only: %s is none', async outcome => {
    const { slack, end } = open('failures', REF)
    expect(await end({ ...success, outcome })).toBeUndefined()
    expect(slack.taken).toEqual([])
  })
})

describe('Slack in trouble', () => {
  test('down for a while: the end is written all the same', async () => {
    const { slack, writer, end } = open()
    slack.broken = new UserError('slack-unreachable', 'Slack failed at chat.postMessage (500)')
    writer.step('1')
    await settled()
    writer.step('2')
    await settled()
    slack.broken = undefined
    expect(await end()).toBeUndefined()
    expect(slack.taken.at(-1)).toBe('reply: Deployed in 2 s')
    expect(slack.taken.slice(0, -1).every(text => text.endsWith(': hello → production: Deployed in 2 s'))).toBe(true)
  })

  test('a post that Slack took without an answer shows an old step: the end is edited into it', async () => {
    const { slack, writer, end, saved } = open()
    slack.broken = new UserError('slack-unreachable', 'timed out; it may have been posted all the same')
    writer.step('1')
    await settled()
    slack.broken = undefined
    slack.hasPosted = true
    expect(await end()).toBeUndefined()
    expect(slack.taken).toEqual(['edit: hello → production: Deployed in 2 s', 'reply: Deployed in 2 s'])
    expect(slack.taken.filter(text => text.startsWith('post'))).toEqual([])
    // The same where another process goes on with it.
    const later = new FakeSlack()
    later.hasPosted = true
    const finish = { slack: later, clock: new HeldClock(), save: () => undefined }
    await new DeploymentMessageWriter(finish, saved[0] as SavedMessage).end(endedView({ ending: failed }))
    expect(later.taken[0]).toMatch(/^edit: hello → production: Failed: /)
  })

  test('what Slack will never take is not tried again, and is said', async () => {
    const { slack, writer, end } = open()
    slack.broken = new UserError('slack-not-in-channel', 'invite the app')
    writer.step('1')
    await settled()
    slack.broken = undefined
    expect(await end()).toBe('invite the app')
    expect(slack.taken).toEqual([])
  })

  test('a post of which it is not known whether Slack took it is looked for before it is repeated, under one name', async () => {
    const { slack, writer, end, saved } = open()
    slack.broken = new UserError('slack-unreachable', 'timed out; it may have been posted all the same')
    writer.step('1')
    await settled()
    slack.broken = undefined
    expect(await end()).toBeUndefined()
    const [first, second] = slack.posts
    expect([first?.perhapsPosted, second?.perhapsPosted]).toEqual([false, true])
    expect(second?.postId).toBe(first?.postId)
    expect(saved[0]).toMatchObject({ tried: true })
    expect(saved[0]?.ref).toBeUndefined()
    const later = new FakeSlack()
    const finish = { slack: later, clock: new HeldClock(), save: () => undefined }
    await new DeploymentMessageWriter(finish, saved[0] as SavedMessage).end(endedView({ ending: failed }))
    expect(later.posts[0]).toMatchObject({ postId: first?.postId, perhapsPosted: true })
  })

  test.each(['during the steps', 'at the end'])(
    'a message that was deleted, or can no longer be edited, %s: the end is posted anew',
    async when => {
      const { slack, writer, end } = open()
      writer.step('1')
      await settled()
      slack.uneditable = new UserError('slack-message-gone', 'Slack refused chat.update (edit_window_closed)')
      if (when === 'during the steps') {
        writer.step('2')
        await settled()
      }
      expect(await end(failed)).toBeUndefined()
      expect(slack.taken).toEqual([
        'post: hello → production: 1',
        'post: hello → production: Failed: Deployment/web: crash: exit 1',
        'reply: Failed: Deployment/web: crash: exit 1',
      ])
      const [first, second] = slack.posts
      expect([second?.perhapsPosted, second?.postId === first?.postId]).toEqual([false, false])
    },
  )

  test('slow: the job waits at most five seconds after the end', async () => {
    const { slack, clock, writer, end, saved } = open()
    slack.held = true
    writer.step('1')
    const over = end()
    await clock.advance(4999)
    let ended = false
    over.then(() => {
      ended = true
    })
    await settled()
    expect(ended).toBe(false)
    await clock.advance(1)
    expect(await over).toBe('it took longer than 5 s')
    // What Slack takes now shows the end, and is not saved for post.
    slack.held = false
    await slack.let()
    expect(slack.taken).toHaveLength(3)
    expect(saved.flatMap(({ ref }) => ref ?? [])).toEqual([])
  })
})
