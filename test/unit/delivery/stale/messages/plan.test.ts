import { describe, expect, test } from 'vitest'
import {
  type MessageStep,
  type OpenMessage,
  type PlanTools,
  planMessages,
} from '../../../../../src/delivery/stale/messages/plan.ts'
import type { KeyState, ServiceLine } from '../../../../../src/domain/stale/message-change.ts'
import { DAY } from '../../../../../src/time/duration.ts'
import { deployment } from '../../../domain/history/facts.ts'
import { HOUR, linesOf, merged, NOON, NOW, sha, waiting } from '../waiting-services.ts'

const tools: PlanTools = { now: NOW, quiet: false, fits: () => true, hasRoom: () => true }
const stale = (service: string) => waiting({ service })
const live = (service: string) => waiting({ service, production: [deployment(sha('fix'), 1)] })
const unread = (service: string): KeyState => ({
  kind: 'unread',
  key: { repository: `acme/${service}`, service, environment: 'production' },
  finding: { reason: 'github-unreachable', text: '502' },
})
const notifiedOf = (...services: readonly string[]) => linesOf(services.map(stale)).map(({ notified }) => notified)

let messages = 0
function message(
  services: readonly string[],
  some: Partial<OpenMessage> & { readonly age?: number } = {},
): OpenMessage {
  messages += 1
  const ts = `${(NOW - (some.age ?? HOUR)) / 1000}.00000${messages % 10}`
  return { ref: { channel: 'C0DEPLOYS', ts }, notified: notifiedOf(...services), replied: '', newer: 0, ...some }
}

const names = (lines: readonly ServiceLine[]) => lines.map(({ notified }) => notified.key.split('#')[1]).toSorted()

/** `post a b`, `edit+new commits a`, in the order of the plan. */
function words(steps: readonly MessageStep[]): readonly string[] {
  return steps.map(step => {
    if (step.kind === 'done' || step.kind === 'close') return step.kind
    return [`${step.kind}${step.kind === 'edit' && step.replies ? '+reply' : ''}`, ...names(step.lines)].join(' ')
  })
}

const few = (most: number): PlanTools => ({ ...tools, fits: lines => lines.length <= most })

test.each<readonly [string, readonly OpenMessage[], readonly KeyState[], PlanTools, readonly string[]]>([
  ['nothing waits', [], [live('web')], tools, []],
  ['the first message', [], [stale('web'), live('api'), stale('mail')], tools, ['post mail web']],
  ['the same again', [message(['web'])], [stale('web')], tools, ['edit web']],
  ['one more', [message(['web'])], [stale('web'), stale('api')], tools, ['edit+reply api web']],
  ['all live', [message(['web'])], [live('web'), live('api')], tools, ['done']],
  ['not read', [message(['web'])], [unread('web')], tools, ['edit web']],
  ['one is live, one could not be read', [message(['web', 'api'])], [live('web'), unread('api')], tools, ['edit api']],
  ['more than one message takes', [], ['a', 'b', 'c', 'd', 'e'].map(stale), few(2), ['post a b', 'post c d', 'post e']],
  [
    'a service stays where it was notified; the new one goes where there is room',
    [message(['c', 'd']), message(['a', 'b'])],
    ['a', 'b', 'c', 'd', 'e'].map(stale),
    few(2),
    ['edit c d', 'edit a b', 'post e'],
  ],
  [
    'room again',
    [message(['c']), message(['a', 'b'])],
    ['a', 'b', 'c', 'e'].map(stale),
    few(2),
    ['edit+reply c e', 'edit a b'],
  ],
  ['one of two is done', [message(['c']), message(['a'])], [live('c'), stale('a')], few(1), ['done', 'edit a']],
  [
    'two that show the same: the older one is closed',
    [message(['a']), message(['a'])],
    [stale('a')],
    tools,
    ['edit a', 'close'],
  ],
  ['two that share one', [message(['a']), message(['a', 'b'])], [stale('a'), stale('b')], tools, ['edit a', 'edit b']],
  ['old', [message(['a'], { age: 21 * DAY })], [stale('a')], tools, ['renew a']],
  ['far up', [message(['a'], { newer: 1001 })], [stale('a')], tools, ['renew a']],
  [
    'old, in quiet hours: not now',
    [message(['a'], { age: 21 * DAY })],
    [stale('a')],
    { ...tools, quiet: true },
    ['edit a'],
  ],
  [
    'old, with new commits: these first',
    [message(['a'], { age: 21 * DAY })],
    [stale('a'), stale('b')],
    tools,
    ['edit+reply a b'],
  ],
  ['old and live', [message(['a'], { age: 21 * DAY })], [live('a')], tools, ['done']],
])('%s', (_what, open, keyStates, given, expected) => {
  expect(words(planMessages(open, keyStates, given))).toEqual(expected)
})

describe('an open message that cannot store its services any more', () => {
  const store = (most: number): PlanTools => ({ ...tools, hasRoom: notified => notified.length <= most })
  const unmentioned = (...services: readonly string[]) => notifiedOf(...services).map(one => ({ ...one, notified: 1 }))

  test.each<readonly [string, readonly OpenMessage[], readonly KeyState[], PlanTools, readonly string[]]>([
    [
      'some go on in a new one, first',
      [message(['a', 'b', 'c'])],
      ['a', 'b', 'c'].map(stale),
      store(2),
      ['renew c', 'edit a b'],
    ],
    [
      'what is new stays where people are mentioned',
      [message(['a', 'b'])],
      ['a', 'b', 'c'].map(stale),
      store(2),
      ['renew b', 'edit+reply a c'],
    ],
    [
      'all have something new',
      [message([], { notified: unmentioned('a', 'b') })],
      ['a', 'b'].map(stale),
      store(1),
      ['post b', 'edit+reply a'],
    ],
    [
      'what was not read goes on too',
      [message(['a', 'b'])],
      [stale('a'), unread('b')],
      store(1),
      ['renew b', 'edit a'],
    ],
    [
      'old at the same time',
      [message(['a', 'b'], { age: 21 * DAY })],
      ['a', 'b'].map(stale),
      store(1),
      ['renew b', 'renew a'],
    ],
    ['one alone stays: there is nothing to be divided', [message(['a'])], [stale('a')], store(0), ['edit a']],
  ])('%s', (_what, open, keyStates, given, expected) => {
    expect(words(planMessages(open, keyStates, given))).toEqual(expected)
  })
})

test('what either of two messages notified is notified', () => {
  const later = { at: NOON + HOUR / 2, source: 'pull-request' } as const
  const both = waiting({ line: [merged('new', { merged: later }), merged('fix'), merged('live')] })
  const [newer, older] = [
    message(['web']),
    message(['web'], { notified: linesOf([both]).map(({ notified }) => notified) }),
  ]
  expect(words(planMessages([newer, older], [both], tools))).toEqual(['edit web', 'close'])
  expect(words(planMessages([newer], [both], tools))).toEqual(['edit+reply web'])
})

test('the oldest come first into a message', () => {
  const old = waiting({
    service: 'old',
    line: [merged('fix', { merged: { at: NOON - DAY, source: 'activity' } }), merged('live')],
  })
  expect(words(planMessages([], [stale('a'), old], few(1)))).toEqual(['post old', 'post a'])
})
