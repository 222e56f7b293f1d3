import { expect, test } from 'vitest'
import { type Effect, effectOn, type Reading } from '../../../../src/domain/stale/effect.ts'
import type { ToldKey } from '../../../../src/domain/stale/notified.ts'
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

function reading(service: string, commits: readonly WaitingCommit[], reason?: Silence['reason']): Waiting {
  return {
    kind: 'judged',
    key: keyOf(service),
    branch: 'main',
    task: 'deploy',
    live: { deployment: undefined, offLine: false, base: undefined, waiting: commits.length },
    commits,
    more: false,
    stale: commits.filter(one => one.stale),
    candidate: undefined,
    underWay: [],
    silence: reason === undefined ? undefined : { reason, text: '' },
  }
}

const unread = (service: string): Reading => ({
  kind: 'unread',
  key: keyOf(service),
  finding: { reason: 'unreadable', text: '' },
})
const unwatched = (service: string): Reading => ({ kind: 'unwatched', key: keyOf(service) })
const remembered = (service: string, told: number): ToldKey => ({
  key: `acme/${service.toLowerCase()}#${service.toLowerCase()}`,
  told: NOON / 1000 + told * 3600,
  count: 1,
  since: NOON / 1000,
  seen: 0,
  untold: [],
  base: '',
})

/** `edit web:b,a! api:?`: `!` after what is told now, `?` for a line that is kept. */
function words(effect: Effect): string {
  if (effect.kind === 'nothing') return 'nothing'
  const cleared = (effect.kind === 'post' ? [] : effect.cleared).map(({ key, why }) => `${key.split('#')[1]}-${why}`)
  const lines = (effect.kind === 'done' ? [] : effect.lines).map(line => {
    const service = line.told.key.split('#')[1]
    if (line.kind === 'kept') return `${service}:?`
    return `${service}:${line.shown.map(one => one.commit.sha + (line.news.includes(one) ? '!' : '')).join()}`
  })
  const kind = effect.kind === 'edit' && effect.news ? 'edit+reply' : effect.kind
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

test.each<[string, ToldKey[] | undefined, Reading[], string]>([
  ['nothing stale, nothing open', undefined, [reading('web', [], 'nothing-stale'), unread('api')], 'nothing'],
  ['the first', undefined, [reading('web', [stale('b', 1), stale('a', 0)])], 'post web:b!,a!'],
  ['silent', undefined, [reading('web', [stale('a', 0)], 'quiet')], 'nothing'],
  [
    'one silent, one not',
    undefined,
    [reading('web', [stale('a', 0)], 'locked'), reading('api', [stale('b', 0)])],
    'post api:b!',
  ],
  ['told before', [remembered('web', 1)], [reading('web', [stale('b', 1), stale('a', 0)])], 'edit web:b,a'],
  ['one more', [remembered('web', 0)], [reading('web', [stale('b', 1), stale('a', 0)])], 'edit+reply web:b!,a'],
  [
    'an older one that waits later, since it was rolled back',
    [remembered('web', 1)],
    [reading('web', [stale('b', 1), stale('a', 2)])],
    'edit+reply web:b,a!',
  ],
  [
    'another service, oldest first',
    [remembered('web', 1)],
    [reading('web', [stale('b', 1)]), reading('api', [stale('a', 0)])],
    'edit+reply api:a! web:b',
  ],
  [
    'silent: what is new stays untold, the line stays',
    [remembered('web', 0)],
    [reading('web', [stale('b', 1), stale('a', 0)], 'locked')],
    'edit web:a',
  ],
  [
    'silent: a service that was not told of is not shown',
    [remembered('web', 0)],
    [reading('web', [stale('a', 0)], 'quiet'), reading('api', [stale('b', 1)], 'quiet')],
    'edit web:a',
  ],
  ['gone live', [remembered('web', 0)], [reading('web', [], 'nothing-stale')], 'done web-live'],
  ['gone live at night', [remembered('web', 0)], [reading('web', [], 'quiet')], 'done web-live'],
  ['only ignored ones left', [remembered('web', 0)], [reading('web', [IGNORED], 'nothing-stale')], 'done web-live'],
  ['a young one waits', [remembered('web', 0)], [reading('web', [YOUNG], 'nothing-stale')], 'done web-not-stale'],
  [
    'what was told is live; what is silent was never told',
    [remembered('web', 0)],
    [reading('web', [stale('b', 1)], 'locked')],
    'done web-silent',
  ],
  [
    'one live, one not',
    [remembered('web', 0), remembered('api', 0)],
    [reading('web', [], 'nothing-stale'), reading('api', [stale('a', 0)])],
    'edit api:a web-live',
  ],
  ['cannot be read', [remembered('web', 0)], [unread('web')], 'edit web:?'],
  [
    'one live, one cannot be read: never an all clear',
    [remembered('web', 0), remembered('api', 0)],
    [reading('web', [], 'nothing-stale'), unread('api')],
    'edit api:? web-live',
  ],
  ['nobody looked', [remembered('web', 0)], [], 'edit web:?'],
  ['belongs here no more', [remembered('web', 0)], [unwatched('web')], 'done web-unwatched'],
  ['never belonged here', undefined, [unwatched('web')], 'nothing'],
  [
    'wanted again after it was undone when a newer one was told: never told, so it is now',
    [{ ...remembered('web', 3), untold: ['a'] }],
    [reading('web', [stale('b', 3), stale('a', 0)])],
    'edit+reply web:b,a!',
  ],
  [
    'the same in silence: not yet',
    [{ ...remembered('web', 3), untold: ['a'] }],
    [reading('web', [stale('b', 3), stale('a', 0)], 'locked')],
    'edit web:b',
  ],
  [
    'wanted again after it was told and undone: not told twice, though nothing of it was shown meanwhile',
    [remembered('api', 0), { ...remembered('web', 0), count: 0 }],
    [reading('api', [stale('b', 0)]), reading('web', [stale('a', 0)])],
    'edit api:b web:a',
  ],
  [
    'what is only remembered holds nothing open, read or not',
    [remembered('api', 0), { ...remembered('web', 0), count: 0 }, { ...remembered('db', 0), count: 0 }],
    [reading('api', []), reading('web', [undone('a', 0)]), unread('db')],
    'done api-live',
  ],
  ['spelled in another way', [remembered('WEB', 0)], [reading('Web', [stale('a', 0)])], 'edit web:a'],
])('%s', (_, open, readings, expected) => {
  expect(words(effectOn(open, readings, NOON + 9 * HOUR))).toBe(expected)
})

test('what is remembered: how far was told, how many are shown and since when, and when somebody looked', () => {
  const effect = effectOn([remembered('web', 0)], [reading('web', [stale('c', 2), stale('a', 0)])], NOON + 9 * HOUR)
  const noon = NOON / 1000
  expect(effect).toMatchObject({
    lines: [{ told: { key: 'acme/web#web', told: noon + 7200, count: 2, since: noon, seen: noon + 9 * 3600 } }],
  })
})

test('the mark of what was told never goes back, also when the newest that was told is undone', () => {
  const effect = effectOn([remembered('web', 3)], [reading('web', [stale('a', 0)])], NOON)
  expect(effect).toMatchObject({ lines: [{ told: { told: NOON / 1000 + 3 * 3600 } }] })
})

test('what was undone while a newer one was told is remembered as untold, until it is told or waits no more', () => {
  const untold = (
    open: readonly ToldKey[] | undefined,
    waiting: readonly WaitingCommit[],
    reason?: Silence['reason'],
  ) => {
    const effect = effectOn(open, [reading('web', waiting, reason)], NOON)
    return effect.kind === 'post' || effect.kind === 'edit' ? effect.lines[0]?.told.untold : undefined
  }
  expect(untold(undefined, [stale('c', 3), undone('b', 2), undone('a', 1)])).toEqual(['b', 'a'])
  // Younger than what was told: its time is to come.
  expect(untold(undefined, [undone('d', 4), stale('c', 3)])).toEqual([])
  const open = [{ ...remembered('web', 3), untold: ['a'] }]
  expect(untold(open, [stale('c', 3), undone('b', 2), undone('a', 1)])).toEqual(['a'])
  expect(untold(open, [stale('c', 3), stale('a', 1)], 'locked')).toEqual(['a'])
  expect(untold(open, [stale('c', 3), stale('a', 1)])).toEqual([])
  expect(untold(open, [stale('c', 3)])).toEqual([])
})

test('the branch was rewritten behind what is live: what was live when others were told is new when it waits again', () => {
  const news = (base: string, live: Partial<Waiting['live']>) => {
    const waiting = reading('web', [stale('c', 3), stale('a', 1)])
    const read = { ...waiting, live: { ...waiting.live, base: deployment('abcdef', 0), ...live } }
    const effect = effectOn([{ ...remembered('web', 3), base }], [read], NOON)
    return effect.kind === 'edit' && effect.lines[0]?.kind === 'told' && effect.lines[0].news.map(one => one.commit.sha)
  }
  expect(news('fed', {})).toEqual([])
  expect(news('fed', { offLine: true })).toEqual(['c', 'a'])
  // Told since then.
  expect(news('abc', { offLine: true })).toEqual([])
  expect(news('', { offLine: true })).toEqual([])
})

test('what was told and is undone is remembered while others hold the message open', () => {
  const kept = (waiting: readonly WaitingCommit[]) => {
    const effect = effectOn(
      [remembered('api', 0), remembered('web', 0)],
      [reading('api', [stale('x', 0)]), reading('web', waiting)],
      NOON,
    )
    return effect.kind === 'edit' ? effect.remembered : undefined
  }
  expect(kept([undone('b', 1), undone('a', 0)])).toEqual([{ ...remembered('web', 0), count: 0, seen: NOON / 1000 }])
  expect(kept([])).toEqual([])
})
