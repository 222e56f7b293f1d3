import { expect, test } from 'vitest'
import { decideLock, decideUnlock, lockInTheWay } from '../../../../src/domain/lock/decide.ts'
import type { HeldLock, LockFound } from '../../../../src/domain/lock/held-lock.ts'
import { HOUR, lock, NOON } from './locks.ts'

const held = (more: Partial<HeldLock> = {}): LockFound => ({ kind: 'lock', lock: lock(more) })
const STRANGE: LockFound = { kind: 'unreadable', why: "the lock 'all' is not JSON" }
const OVER = { expiresAt: NOON }
const wish = (owner: string) =>
  lock({ owner, claim: `new-claim-of-${owner}`, reason: 'deploy', createdAt: NOON, expiresAt: NOON + HOUR })

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
  const step = decideLock(found, wish(owner), NOON, steal)
  expect(step.act === 'create' ? step.act : step.act === 'replace' ? step.why : step.reason).toBe(expected)
})

test('to extend keeps the claim and when it was made, and the reason where none is given', () => {
  const before = lock({ createdAt: NOON - HOUR, link: 'https://acme.example/1' })
  const found: LockFound = { kind: 'lock', lock: before }
  const longer = { ...wish('ada'), reason: '' }
  const { claim, createdAt, reason, link } = before
  const extended = { ...longer, claim, createdAt, reason, link }
  expect(decideLock(found, longer, NOON)).toEqual({ act: 'replace', why: 'extended', lock: extended })
  expect(decideLock(found, wish('ada'), NOON)).toMatchObject({ lock: { reason: 'deploy', claim: 'claim-of-ada' } })
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
  const step = decideUnlock(found, login, NOON, steal)
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
