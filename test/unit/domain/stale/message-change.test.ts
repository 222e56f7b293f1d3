import { expect, test } from 'vitest'
import { type KeyState, type MessageChange, messageChange } from '../../../../src/domain/stale/message-change.ts'
import type { NotifiedService } from '../../../../src/domain/stale/notified.ts'
import type { Silence } from '../../../../src/domain/stale/silence.ts'
import type { Waiting, WaitingCommit } from '../../../../src/domain/stale/waiting.ts'
import { commit, deployment, HOUR, NOON } from '../history/facts.ts'

/** A stale commit that waits since so many hours after noon. */
function stale(sha: string, hours: number, login: string | undefined = 'ada'): WaitingCommit {
  return {
    commit: commit(sha, { login }),
    kind: 'waiting',
    since: { at: NOON + hours * HOUR, atLeast: false },
    counts: true,
    stale: true,
    liveIn: [],
    checks: undefined,
    takenOutBy: undefined,
    failed: undefined,
  }
}

const keyOf = (service: string) => ({ repository: `Acme/${service}`, service, environment: 'production' })

function keyState(service: string, commits: readonly WaitingCommit[], reason?: Silence['reason']): Waiting {
  return {
    kind: 'judged',
    key: keyOf(service),
    branch: 'main',
    task: 'deploy',
    live: {
      deployment: deployment('live', -1),
      offLine: false,
      base: undefined,
      baseKnown: true,
      waiting: commits.length,
    },
    commits,
    more: false,
    stale: commits.filter(one => one.stale),
    ...{ candidate: undefined, after: undefined, frozen: undefined },
    reminders: { every: undefined, escalate: undefined },
    openDeployments: [],
    silence: reason === undefined ? undefined : { reason, text: '' },
  }
}

const unread = (service: string): KeyState => ({
  kind: 'unread',
  key: keyOf(service),
  finding: { reason: 'history-unreadable', text: '' },
})
const unwatched = (service: string): KeyState => ({ kind: 'unwatched', key: keyOf(service), why: 'policy' })
const metadataOnly = (service: string, notified: number): NotifiedService => ({
  key: `acme/${service.toLowerCase()}#${service.toLowerCase()}`,
  notified: NOON / 1000 + notified * 3600,
  count: 1,
  since: NOON / 1000,
  seen: 0,
  notNotified: [],
  base: '',
})

/** `edit web:b,a! api:?`: `!` after what is notified now, `?` for a line that is kept. */
function words(effect: MessageChange): string {
  if (effect.kind === 'nothing') return 'nothing'
  const cleared = (effect.kind === 'post' ? [] : effect.cleared).map(({ key, why }) => `${key.split('#')[1]}-${why}`)
  const lines = (effect.kind === 'done' ? [] : effect.lines).map(line => {
    const service = line.notified.key.split('#')[1]
    if (line.kind === 'kept') return `${service}:?`
    return `${service}:${line.shown.map(one => one.commit.sha + (line.newCommits.includes(one) ? '!' : '')).join()}`
  })
  const kind = effect.kind === 'edit' && effect.replies ? 'edit+reply' : effect.kind
  return [kind, ...lines, ...cleared].join(' ')
}

const YOUNG = { ...stale('y', 3), stale: false }
const IGNORED: WaitingCommit = { ...YOUNG, counts: false, kind: 'ignored' }
const undone = (sha: string, hours: number): WaitingCommit => ({
  ...stale(sha, hours),
  counts: false,
  stale: false,
  kind: 'undone',
})

test.each<[string, NotifiedService[] | undefined, KeyState[], string]>([
  ['nothing stale, nothing open', undefined, [keyState('web', [], 'nothing-stale'), unread('api')], 'nothing'],
  ['the first', undefined, [keyState('web', [stale('b', 1), stale('a', 0)])], 'post web:b!,a!'],
  ['silent', undefined, [keyState('web', [stale('a', 0)], 'quiet')], 'nothing'],
  [
    'one silent, one not',
    undefined,
    [keyState('web', [stale('a', 0)], 'locked'), keyState('api', [stale('b', 0)])],
    'post api:b!',
  ],
  ['notified before', [metadataOnly('web', 1)], [keyState('web', [stale('b', 1), stale('a', 0)])], 'edit web:b,a'],
  ['one more', [metadataOnly('web', 0)], [keyState('web', [stale('b', 1), stale('a', 0)])], 'edit+reply web:b!,a'],
  [
    'an older one that waits later, since it was rolled back',
    [metadataOnly('web', 1)],
    [keyState('web', [stale('b', 1), stale('a', 2)])],
    'edit+reply web:b,a!',
  ],
  [
    'another service, oldest first',
    [metadataOnly('web', 1)],
    [keyState('web', [stale('b', 1)]), keyState('api', [stale('a', 0)])],
    'edit+reply api:a! web:b',
  ],
  [
    'silent: what is new is not notified, the line stays',
    [metadataOnly('web', 0)],
    [keyState('web', [stale('b', 1), stale('a', 0)], 'locked')],
    'edit web:a',
  ],
  [
    'silent: a service that was not notified is not shown',
    [metadataOnly('web', 0)],
    [keyState('web', [stale('a', 0)], 'quiet'), keyState('api', [stale('b', 1)], 'quiet')],
    'edit web:a',
  ],
  ['gone live', [metadataOnly('web', 0)], [keyState('web', [], 'nothing-stale')], 'done web-live'],
  ['gone live at night', [metadataOnly('web', 0)], [keyState('web', [], 'quiet')], 'done web-live'],
  ['only ignored ones left', [metadataOnly('web', 0)], [keyState('web', [IGNORED], 'nothing-stale')], 'done web-live'],
  ['a young one waits', [metadataOnly('web', 0)], [keyState('web', [YOUNG], 'nothing-stale')], 'done web-not-stale'],
  [
    'what was notified is live; what is silent was never notified',
    [metadataOnly('web', 0)],
    [keyState('web', [stale('b', 1)], 'locked')],
    'done web-silent',
  ],
  [
    'one live, one not',
    [metadataOnly('web', 0), metadataOnly('api', 0)],
    [keyState('web', [], 'nothing-stale'), keyState('api', [stale('a', 0)])],
    'edit api:a web-live',
  ],
  ['cannot be read', [metadataOnly('web', 0)], [unread('web')], 'edit web:?'],
  [
    'one live, one cannot be read: never an all clear',
    [metadataOnly('web', 0), metadataOnly('api', 0)],
    [keyState('web', [], 'nothing-stale'), unread('api')],
    'edit api:? web-live',
  ],
  ['not read', [metadataOnly('web', 0)], [], 'edit web:?'],
  ['belongs here no more', [metadataOnly('web', 0)], [unwatched('web')], 'done web-policy'],
  ['never belonged here', undefined, [unwatched('web')], 'nothing'],
  [
    'wanted again after it was undone when a newer one was notified: never notified, so it is now',
    [{ ...metadataOnly('web', 3), notNotified: ['a'] }],
    [keyState('web', [stale('b', 3), stale('a', 0)])],
    'edit+reply web:b,a!',
  ],
  [
    'the same in silence: not yet',
    [{ ...metadataOnly('web', 3), notNotified: ['a'] }],
    [keyState('web', [stale('b', 3), stale('a', 0)], 'locked')],
    'edit web:b',
  ],
  [
    'wanted again after it was notified and undone: not notified twice, though nothing of it was shown meanwhile',
    [metadataOnly('api', 0), { ...metadataOnly('web', 0), count: 0 }],
    [keyState('api', [stale('b', 0)]), keyState('web', [stale('a', 0)])],
    'edit api:b web:a',
  ],
  [
    'a service that is in the metadata only does not keep a message open, read or not',
    [metadataOnly('api', 0), { ...metadataOnly('web', 0), count: 0 }, { ...metadataOnly('db', 0), count: 0 }],
    [keyState('api', []), keyState('web', [undone('a', 0)]), unread('db')],
    'done api-live',
  ],
  ['spelled in another way', [metadataOnly('WEB', 0)], [keyState('Web', [stale('a', 0)])], 'edit web:a'],
])('%s', (_, open, keyStates, expected) => {
  expect(words(messageChange(open, keyStates, NOON + 9 * HOUR))).toBe(expected)
})

test('what the metadata holds: how far was notified, how many are shown and since when, and when somebody looked', () => {
  const effect = messageChange(
    [metadataOnly('web', 0)],
    [keyState('web', [stale('c', 2), stale('a', 0)])],
    NOON + 9 * HOUR,
  )
  const noon = NOON / 1000
  expect(effect).toMatchObject({
    lines: [{ notified: { key: 'acme/web#web', notified: noon + 7200, count: 2, since: noon, seen: noon + 9 * 3600 } }],
  })
})

test('the mark of what was notified never goes back, also when the newest that was notified is undone', () => {
  const effect = messageChange([metadataOnly('web', 3)], [keyState('web', [stale('a', 0)])], NOON)
  expect(effect).toMatchObject({ lines: [{ notified: { notified: NOON / 1000 + 3 * 3600 } }] })
})

test('what was undone while a newer one was notified stays in the metadata as not notified, until it is notified or waits no more', () => {
  const notNotified = (
    open: readonly NotifiedService[] | undefined,
    waiting: readonly WaitingCommit[],
    reason?: Silence['reason'],
  ) => {
    const effect = messageChange(open, [keyState('web', waiting, reason)], NOON)
    return effect.kind === 'post' || effect.kind === 'edit' ? effect.lines[0]?.notified.notNotified : undefined
  }
  expect(notNotified(undefined, [stale('c', 3), undone('b', 2), undone('a', 1)])).toEqual(['b', 'a'])
  // Younger than what was notified: its time is to come.
  expect(notNotified(undefined, [undone('d', 4), stale('c', 3)])).toEqual([])
  const open = [{ ...metadataOnly('web', 3), notNotified: ['a'] }]
  expect(notNotified(open, [stale('c', 3), undone('b', 2), undone('a', 1)])).toEqual(['a'])
  expect(notNotified(open, [stale('c', 3), stale('a', 1)], 'locked')).toEqual(['a'])
  expect(notNotified(open, [stale('c', 3), stale('a', 1)])).toEqual([])
  expect(notNotified(open, [stale('c', 3)])).toEqual([])
})

test('the branch was rewritten behind what is live: what was live when others were notified is new when it waits again', () => {
  const newCommits = (base: string, live: Partial<Waiting['live']>) => {
    const waiting = keyState('web', [stale('c', 3), stale('a', 1)])
    const read = { ...waiting, live: { ...waiting.live, base: deployment('abcdef', 0), ...live } }
    const effect = messageChange([{ ...metadataOnly('web', 3), base }], [read], NOON)
    return (
      effect.kind === 'edit' &&
      effect.lines[0]?.kind === 'notified' &&
      effect.lines[0].newCommits.map(one => one.commit.sha)
    )
  }
  expect(newCommits('fed', {})).toEqual([])
  // It is known where what is live left the line: what waits is newer than that.
  expect(newCommits('fed', { offLine: true })).toEqual([])
  const unknown = { offLine: true, baseKnown: false }
  expect(newCommits('fed', unknown)).toEqual(['c', 'a'])
  // Notified since then.
  expect(newCommits('abc', unknown)).toEqual([])
  expect(newCommits('', unknown)).toEqual([])
})

test('what was notified and is undone stays in the metadata while others hold the message open', () => {
  const kept = (waiting: readonly WaitingCommit[]) => {
    const effect = messageChange(
      [metadataOnly('api', 0), metadataOnly('web', 0)],
      [keyState('api', [stale('x', 0)]), keyState('web', waiting)],
      NOON,
    )
    return effect.kind === 'edit' ? effect.metadataOnly : undefined
  }
  expect(kept([undone('b', 1), undone('a', 0)])).toEqual([{ ...metadataOnly('web', 0), count: 0, seen: NOON / 1000 }])
  expect(kept([])).toEqual([])
})
