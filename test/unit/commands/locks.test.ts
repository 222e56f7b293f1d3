import { expect, test } from 'vitest'
import { factsOfFound } from '../../../src/commands/answer/lock.ts'
import type { Ask } from '../../../src/commands/ask.ts'
import type { LockCommand, UnlockCommand } from '../../../src/commands/command.ts'
import { readKeptLocks } from '../../../src/commands/facts/kept-locks.ts'
import { lock as lockIt } from '../../../src/commands/verbs/lock.ts'
import { unlock } from '../../../src/commands/verbs/unlock.ts'
import type { LockScope } from '../../../src/domain/lock/lock-name.ts'
import { HOUR, lock, NOON } from '../domain/lock/locks.ts'
import { MemoryLocks, portsOf } from './memory-locks.ts'

const scope = (environment?: string, service?: string): LockScope => ({ service, environment })
const PRODUCTION = scope('production')

function asked<Command extends LockCommand | UnlockCommand>(login: string, command: Command): Ask<Command> {
  return { command, actor: { login, proof: 'token' }, door: 'terminal', intent: '1', link: '' }
}
const toLock = (login: string, more: Partial<LockCommand> = {}) =>
  asked<LockCommand>(login, {
    ...{ verb: 'lock', scope: PRODUCTION, lasts: undefined, reason: '', link: '', steal: false, claim: undefined },
    ...more,
  })
const toUnlock = (login: string, more: Partial<UnlockCommand> = {}) =>
  asked<UnlockCommand>(login, { verb: 'unlock', scope: PRODUCTION, steal: false, claim: undefined, ...more })

test.each<[string, LockScope, LockScope, string | undefined]>([
  ['its service', PRODUCTION, scope('production', 'hello'), 'production of hello is locked by bo: migration'],
  [
    'every environment of a service',
    PRODUCTION,
    scope(undefined, 'hello'),
    'every environment of hello is locked by bo: migration',
  ],
  ['everything', PRODUCTION, scope(), 'everything is locked by bo: migration'],
  [
    'the environment, of a service',
    scope('production', 'hello'),
    PRODUCTION,
    'production of every service is locked by bo: migration',
  ],
  ['an environment, of everything', scope(), PRODUCTION, 'production of every service is locked by bo: migration'],
  ['another environment', PRODUCTION, scope('staging'), undefined],
  ['another environment of the service', scope('production', 'hello'), scope('staging', 'hello'), undefined],
  ['another service', scope('production', 'hello'), scope('production', 'web'), undefined],
  ['another service in the environment', scope(undefined, 'hello'), scope('production', 'web'), undefined],
])('unlock, where nothing is locked by that name but %s', async (_, wanted, held, text) => {
  const locks = new MemoryLocks()
  locks.hold(lock({ scope: held, owner: 'bo' }), lock({ scope: scope('old'), expiresAt: NOON }))
  const released = unlock(toUnlock('ada', { scope: wanted }), portsOf(locks).ports)
  if (text === undefined) return expect(await released).toMatchObject({ code: 'not-locked', still: [] })
  await expect(released).rejects.toMatchObject({
    ...{ reason: 'still-locked', message: expect.stringContaining(text) },
    findings: [{ reason: 'still-locked', text }],
  })
})

test('unlock says what else still holds it, and what is over does not', async () => {
  const locks = new MemoryLocks()
  locks.hold(lock(), lock({ scope: scope() }), lock({ scope: scope('production', 'hello'), expiresAt: NOON }))
  const answer = await unlock(toUnlock('ada'), portsOf(locks).ports)
  expect(answer).toMatchObject({ code: 'unlocked', still: [{ name: 'all', owner: 'ada' }], notify: null })
})

test('who loses a lock by it is to be notified, and no one else', async () => {
  const stolen = new MemoryLocks()
  stolen.hold(lock())
  expect(await lockIt(toLock('bo', { steal: true }), portsOf(stolen).ports)).toMatchObject({
    ...{ code: 'stolen', notify: 'ada', before: { owner: 'ada', reason: 'migration' } },
  })
  expect(await lockIt(toLock('BO'), portsOf(stolen).ports)).toMatchObject({ code: 'extended', notify: null })
  expect(await unlock(toUnlock('ada', { steal: true }), portsOf(stolen).ports)).toMatchObject({ notify: 'BO' })
  const over = new MemoryLocks()
  over.hold(lock({ expiresAt: NOON }))
  expect(await lockIt(toLock('bo'), portsOf(over).ports)).toMatchObject({
    ...{ code: 'taken-over', notify: null, before: { owner: 'ada', state: 'over' } },
  })
})

test('what is over is swept once the answer is there: some of many, and what is not over stays', async () => {
  const locks = new MemoryLocks()
  const many = Array.from({ length: 30 }, (_, index) => scope(`e${index}`))
  locks.hold(...many.map((one, index) => lock({ scope: one, expiresAt: index % 2 === 0 ? NOON : NOON + HOUR })))
  const door = portsOf(locks)
  await lockIt(toLock('ada'), door.ports)
  expect([locks.reads, locks.names().length]).toEqual([0, 31])
  await door.afterwards()
  expect([locks.reads, locks.names().length]).toEqual([10, 26])
  // Commands at other times look at others.
  for (let second = 1; second <= 40; second++) {
    locks.now = NOON + second * 1000
    await lockIt(toLock('ada'), door.ports)
    await door.afterwards()
  }
  expect(locks.names()).toHaveLength(16)
})

test('a sweep that GitHub does not let happen changes nothing about the answer', async () => {
  const locks = new MemoryLocks()
  locks.hold(lock({ scope: scope('old'), expiresAt: NOON }))
  locks.broken.add('env.old')
  const door = portsOf(locks)
  expect(await lockIt(toLock('ada'), door.ports)).toMatchObject({ code: 'locked' })
  await door.afterwards()
  expect(locks.names()).toEqual(['env.old', 'env.production'])
})

test('ten are read at a time; what cannot be read is no end of the others, and what can hold nothing says so', async () => {
  const locks = new MemoryLocks()
  locks.hold(...Array.from({ length: 25 }, (_, index) => lock({ scope: scope(`e${index}`) })))
  locks.put('prod\u202euction', '{}')
  locks.put('svc.hello.', '{}')
  locks.broken.add('env.e7')
  const kept = await readKeptLocks(portsOf(locks).ports)
  if (kept.kind !== 'read') throw new Error(kept.why)
  expect(locks.mostAtOnce).toBe(10)
  expect(kept.locks).toHaveLength(24)
  expect(kept.unreadable.map(({ name }) => name)).toEqual(['env.e7', 'prod\u202euction', 'svc.hello.'])
  expect(kept.unreadable[0]?.why).toBe('GitHub failed to show a file (502)')
  expect(kept.unreadable[1]?.why).toBe("the lock 'prod\\u202euction' does not say 'schema: 1'")
  const facts = kept.unreadable.map(({ name, why }) =>
    factsOfFound({ kind: 'unreadable', why }, name, undefined, kept.at),
  )
  expect(facts.map(one => one?.state)).toEqual(['unreadable', 'stray', 'stray'])
})

test('where others come first it tries again, with pauses, and not for ever', async () => {
  const locks = new MemoryLocks()
  locks.contended = 4
  const door = portsOf(locks)
  expect(await lockIt(toLock('ada'), door.ports)).toMatchObject({ code: 'locked' })
  expect(door.slept).toEqual([200, 400, 800, 1600])
  locks.contended = 5
  await expect(unlock(toUnlock('ada'), door.ports)).rejects.toMatchObject({ reason: 'lock-contended' })
})

test('a name that could not be read again is not written', async () => {
  const locks = new MemoryLocks()
  const refused = lockIt(toLock('a da'), portsOf(locks).ports)
  await expect(refused).rejects.toMatchObject({ reason: 'command-invalid' })
  expect(locks.names()).toEqual([])
})
