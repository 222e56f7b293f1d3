import { expect, test } from 'vitest'
import { decideLock, decideUnlock, lockInTheWay } from '../../../../src/domain/lock/decide.ts'
import type { HeldLock, LockFound } from '../../../../src/domain/lock/held-lock.ts'
import { HOUR, lock, NOON } from './locks.ts'

const held = (more: Partial<HeldLock> = {}): LockFound => ({ kind: 'lock', lock: lock(more) })
const STRANGE: LockFound = { kind: 'unreadable', why: "the lock 'all' is not JSON" }
const OVER = { expiresAt: NOON }
const wish = (owner: string) =>
  lock({ owner, claim: `new-claim-of-${owner}`, reason: 'deploy', createdAt: NOON, expiresAt: NOON + HOUR })
const BOT = 'github-actions[bot]'

test.each<[string, LockFound, string, boolean, string]>([
  ['nothing', { kind: 'none' }, 'ada', false, 'create'],
  ["one's own", held(), 'ada', false, 'extended'],
  ["one's own, in capitals", held(), 'ADA', false, 'extended'],
  ["another's", held(), 'bo', false, 'lock-held'],
  ["another's, to be stolen", held(), 'bo', true, 'stolen'],
  ["another's that is over", held(OVER), 'bo', false, 'expired'],
  ["another's that is over in a moment", held({ expiresAt: NOON + 1 }), 'bo', false, 'lock-held'],
  ["one's own that is over", held(OVER), 'ada', false, 'expired'],
  ["a stranger's content", STRANGE, 'ada', false, 'lock-unreadable'],
  ["a stranger's content, to be stolen", STRANGE, 'ada', true, 'stolen'],
])('to lock where there is %s', (_, found, owner, steal, expected) => {
  const step = decideLock(found, wish(owner), NOON, { steal })
  expect(
    step.act === 'create' || step.act === 'keep' ? step.act : step.act === 'replace' ? step.why : step.reason,
  ).toBe(expected)
})

test("one's own that is to stay as it is stays; another's, and one that is over, are not that", () => {
  const asked = (found: LockFound, owner: string) => decideLock(found, wish(owner), NOON, { keepsOwn: true })
  expect(asked(held(), 'ADA')).toEqual({ act: 'keep', lock: lock() })
  expect(asked(held(), 'bo')).toMatchObject({ reason: 'lock-held' })
  expect(asked(held(OVER), 'ada')).toMatchObject({ why: 'expired' })
  expect(asked({ kind: 'none' }, 'ada')).toMatchObject({ act: 'create' })
})

test('to extend keeps the claim, when it was made, and every field that is not given', () => {
  const before = lock({ createdAt: NOON - HOUR, link: 'https://acme.example/1', expiresAt: NOON + 2 * HOUR })
  const extended = (more: Partial<HeldLock>) => {
    const found: LockFound = { kind: 'lock', lock: before }
    const none = { claim: 'new-claim', reason: '', link: '', expiresAt: undefined }
    const step = decideLock(found, { ...before, ...none, ...more }, NOON)
    return step.act === 'replace' && step.why === 'extended' ? step.lock : undefined
  }
  expect(extended({})).toEqual(before)
  expect(extended({ expiresAt: NOON + HOUR })).toEqual({ ...before, expiresAt: NOON + HOUR })
  expect(extended({ reason: 'deploy' })).toEqual({ ...before, reason: 'deploy' })
  expect(extended({ link: 'https://acme.example/2' })).toEqual({ ...before, link: 'https://acme.example/2' })
})

test('runs of workflows have one login: only the claim makes a lock theirs', () => {
  const found = held({ owner: BOT, claim: 'claim-of-run-1' })
  const text = `locked by ${BOT}: migration (another run has it: --claim says whose is meant)`
  expect(decideLock(found, { ...wish(BOT), claim: 'claim-of-run-2' }, NOON)).toMatchObject({
    reason: 'lock-held',
    text,
  })
  expect(decideLock(found, { ...wish(BOT), claim: 'claim-of-run-1' }, NOON)).toMatchObject({ why: 'extended' })
  expect(decideLock(found, { ...wish(BOT), claim: 'claim-of-run-2' }, NOON, { steal: true })).toMatchObject({
    why: 'stolen',
  })
  expect(decideUnlock(found, { owner: BOT, claim: '' }, NOON, false)).toMatchObject({ reason: 'lock-held', text })
  expect(decideUnlock(found, { owner: BOT, claim: 'claim-of-run-1' }, NOON, false)).toMatchObject({ why: 'released' })
  // A claim is not a key: whose it is counts too.
  expect(decideUnlock(found, { owner: 'bo', claim: 'claim-of-run-1' }, NOON, false)).toMatchObject({ act: 'refuse' })
})

test.each<[string, LockFound, string, boolean, string]>([
  ['nothing', { kind: 'none' }, 'ada', false, 'nothing'],
  ["one's own", held(), 'ada', false, 'released'],
  ["another's", held(), 'bo', false, 'lock-held'],
  ["another's, to be stolen", held(), 'bo', true, 'stolen'],
  ["another's that is over", held(OVER), 'bo', false, 'expired'],
  ["a stranger's content", STRANGE, 'ada', false, 'lock-unreadable'],
  ["a stranger's content, to be stolen", STRANGE, 'ada', true, 'stolen'],
])('to unlock where there is %s', (_, found, login, steal, expected) => {
  const step = decideUnlock(found, { owner: login, claim: '' }, NOON, steal)
  expect(step.act === 'nothing' ? step.act : step.act === 'delete' ? step.why : step.reason).toBe(expected)
})

test.each([
  ['automation', undefined, 'ada'],
  ['the owner of one, by hand', 'ada', 'bo'],
  ['the owner of the other', 'Bo', 'ada'],
  ['a third person', 'chul', 'ada'],
])('%s is stopped by the first lock of another', (_, by, expected) => {
  const locks = [lock(), lock({ owner: 'bo' }), lock({ owner: 'eve', ...OVER })]
  expect(lockInTheWay(locks, NOON, by)?.owner).toBe(expected)
})

test('the owner alone gets past their lock, and what is over stops nobody', () => {
  expect(lockInTheWay([lock()], NOON, 'ADA')).toBeUndefined()
  expect(lockInTheWay([lock(OVER)], NOON, undefined)).toBeUndefined()
})
