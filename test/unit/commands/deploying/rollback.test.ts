import { expect, it } from 'vitest'
import type { DeployAnswer } from '../../../../src/commands/answer/deploy.ts'
import type { RollbackCommand } from '../../../../src/commands/command.ts'
import { UserError } from '../../../../src/errors.ts'
import { type DeployingWorld, startDeploying } from './deploying-world.ts'

const ROLLBACK: RollbackCommand = {
  ...{ verb: 'rollback', service: 'hello', environment: 'production' },
  ...{ sha: undefined, reason: '5xx' },
}
const LOCKING = 'doors: [acme-door]\nenvironments: { production: { lock-after-rollback: 4h } }\n'

type Options = Parameters<DeployingWorld['run']>[1]

async function rollback(world: DeployingWorld, more: Partial<RollbackCommand> = {}, options: Options = {}) {
  return (await world.run({ ...ROLLBACK, ...more }, options)) as DeployAnswer
}

async function refusal(world: DeployingWorld, more: Partial<RollbackCommand> = {}) {
  const intent = 'comment:99'
  const before = world.records().length
  const thrown: unknown = await rollback(world, more, { intent }).catch((reason: unknown) => reason)
  if (!(thrown instanceof UserError)) throw thrown
  expect(world.records()).toHaveLength(before)
  return `${thrown.reason}: ${thrown.message}`
}

/** `a` was live, then `b` failed, then `c` twice; `d` waits. */
async function deployed(policy?: string) {
  const world = await startDeploying(policy)
  await world.start()
  const [a, b, c, d] = [await world.merge('a'), await world.merge('b'), await world.merge('c'), await world.merge('d')]
  world.deploy(a, 'production')
  world.deploy(b, 'production', { states: ['failure'] })
  world.deploy(c, 'production')
  world.deploy(c, 'production')
  return { world, a, b, c, d }
}

async function locks(world: DeployingWorld) {
  const { locks: store } = world.ports()
  const found = await Promise.all((await store.list()).refs.map(ref => store.content(ref)))
  return found.flatMap(one => (one.kind === 'lock' ? [one.lock] : []))
}

it('takes the last good commit that is another one, and says what is taken out', async () => {
  const { world, a, b, c, d } = await deployed()
  expect(await rollback(world)).toMatchObject({
    code: 'deployed',
    plan: {
      ...{ kind: 'back', to: { sha: a }, from: { sha: c }, reason: '5xx' },
      train: { count: 2, commits: [{ sha: c }, { sha: b }] },
      newer: { count: 3, commits: [{ sha: d }, { sha: c }, { sha: b }] },
    },
    hold: null,
  })
  expect(world.records()[0]?.payload).toMatchObject({
    deployment: { sha: a, payload: { verb: 'rollback', reason: '5xx', train: { from: c, commits: 2, back: true } } },
  })
  expect(await locks(world)).toEqual([])
})

it('takes the commit that is named, if that is older than what is live', async () => {
  const { world, b, c, d } = await deployed()
  expect(await rollback(world, { sha: b.slice(0, 8) })).toMatchObject({ plan: { to: { sha: b } } })
  expect(await rollback(world, { sha: b }, { intent: 'comment:8' })).toMatchObject({ code: 'already-live' })
  expect(await refusal(world, { sha: d })).toContain('is no rollback: it is newer than')
  expect(await refusal(world, { sha: c })).toContain('is no rollback')
})

it('asked for twice does not bring back what was taken out', async () => {
  const { world, a, c } = await deployed()
  await rollback(world)
  expect(await refusal(world)).toContain(`has no good deployment of an older commit than ${a.slice(0, 7)}`)
  world.deploy(c, 'production')
  expect(await rollback(world, {}, { intent: 'comment:8' })).toMatchObject({ plan: { to: { sha: a } } })
})

it('takes what is live where a newer one failed after it, and the one before where a rollback failed or one was refused', async () => {
  const { world, a, c, d } = await deployed()
  const refused = [{ state: 'failure', description: 'Refused: image not found' }]
  expect(await rollback(world, {}, { ends: refused, intent: 'comment:1' })).toMatchObject({ plan: { to: { sha: a } } })
  const failed = [{ state: 'failure', description: 'Failed: crash' }]
  expect(await rollback(world, {}, { ends: failed, intent: 'comment:2' })).toMatchObject({ plan: { to: { sha: a } } })
  expect(await rollback(world, {}, { ends: failed, intent: 'comment:3' })).toMatchObject({ plan: { to: { sha: a } } })
  world.deploy(d, 'production', { states: ['failure'] })
  expect(await rollback(world, {}, { intent: 'comment:4' })).toMatchObject({
    code: 'deployed',
    plan: { kind: 'again', to: { sha: c }, from: { sha: c } },
  })
  // Live and settled: now it goes back.
  expect(await rollback(world, {}, { intent: 'comment:5' })).toMatchObject({ plan: { kind: 'back', to: { sha: a } } })
})

it('has nothing to go back to', async () => {
  const world = await startDeploying()
  await world.start()
  const a = await world.merge('a')
  expect(await refusal(world)).toBe(
    'nothing-to-deploy: nothing is live in production of hello: there is nothing to go back from',
  )
  world.deploy(a, 'production')
  expect(await refusal(world)).toContain('has no good deployment of an older commit than')
})

it('leaves a lock of who asked, where the policy says so: before the run reads it', async () => {
  const { world, a, c } = await deployed(LOCKING)
  const reason = `rollback from ${c.slice(0, 7)} to ${a.slice(0, 7)}: 5xx`
  const answer = await rollback(world, {}, { isFollowed: false })
  expect(answer).toMatchObject({ hold: { taken: true, holds: 'production of hello', reason } })
  expect(await locks(world)).toMatchObject([
    { owner: 'ada', reason, scope: { service: 'hello', environment: 'production' } },
  ])
})

it('gives the lock back where the deployment was refused', async () => {
  const { world } = await deployed(LOCKING)
  const ends = [{ state: 'failure', description: 'Refused: image not found' }]
  const answer = await rollback(world, {}, { ends })
  expect(answer).toMatchObject({ code: 'deploy-refused', hold: { taken: false } })
  expect(await locks(world)).toEqual([])
})

it.each([
  ['Refused: image not found', 'failure'],
  ['Deployed in 14 s', 'success'],
  ['Failed: crash', 'failure'],
])('leaves a lock that the person has already as it is: %s', async (description, state) => {
  const { world } = await deployed(LOCKING)
  await world.lock({ environment: 'production', service: 'hello' }, 'ada', 'migration')
  const before = await locks(world)
  expect(await rollback(world, {}, { ends: [{ state, description }] })).toMatchObject({
    hold: { taken: false, why: 'production of hello is already locked by ada: migration; that lock stays' },
  })
  expect(await locks(world)).toEqual(before)
})

it('does not give back what its owner has changed since', async () => {
  const { world } = await deployed(LOCKING)
  const command = { verb: 'lock', scope: { service: 'hello', environment: 'production' }, lasts: undefined } as const
  const more = { reason: 'still looking', link: '', steal: false, claim: undefined }
  world.onPause = async () => {
    world.onPause = undefined
    await world.run({ ...command, ...more })
  }
  const ends = [{ state: 'failure', description: 'Refused: image not found' }]
  expect(await rollback(world, {}, { ends })).toMatchObject({
    hold: { taken: false, why: expect.stringContaining('still looking; that lock stays') },
  })
  expect(await locks(world)).toMatchObject([{ owner: 'ada', reason: 'still looking' }])
})

it('that follows what was made before takes no lock, and says so', async () => {
  const { world } = await deployed(LOCKING)
  await rollback(world)
  expect(await rollback(world)).toMatchObject({
    deployment: { made: 'before' },
    hold: { taken: false, why: expect.stringContaining('up to the request that made the deployment') },
  })
  const other = await deployed(LOCKING)
  other.world.deploy(other.a, 'production', { states: ['in_progress'], creator: 'bo' })
  expect(await rollback(other.world, { sha: other.a })).toMatchObject({
    deployment: { made: 'other' },
    hold: { taken: false, why: expect.stringContaining('another made the deployment') },
  })
  expect(await locks(other.world)).toEqual([])
}, 60_000)

it('keeps the lock where it failed half-way', async () => {
  const { world } = await deployed(LOCKING)
  const before = world.github.requests.length
  const answer = await rollback(world, {}, { ends: [{ state: 'failure', description: 'Failed: crash' }] })
  expect(answer).toMatchObject({ code: 'deploy-failed', hold: { taken: true } })
  // Once for the verdict, and once to take it.
  const lists = world.github.requests.slice(before).filter(({ path }) => path.includes('/git/matching-refs/'))
  expect(lists).toHaveLength(2)
  expect(await locks(world)).toHaveLength(1)
})

it('locks after the end where the deployment cannot know who asked: their own lock would stop it', async () => {
  const { world, a, b } = await deployed(LOCKING.replace('doors: [acme-door]\n', ''))
  const ends = [{ state: 'failure', description: 'Failed: crash' }]
  expect(await rollback(world, {}, { ends, intent: 'comment:6' })).toMatchObject({ hold: { taken: false } })
  expect(await locks(world)).toEqual([])
  expect(await rollback(world)).toMatchObject({ code: 'deployed', hold: { taken: true } })
  expect(await locks(world)).toHaveLength(1)
  // The lock is there for whoever comes next.
  world.deploy(b, 'production')
  expect(await refusal(world, { sha: a })).toContain('environment-locked')
})

it('goes on where the lock cannot be taken, and says why', async () => {
  const { world } = await deployed(LOCKING)
  world.github.fail({ how: 'status', status: 502, operationId: 'git/create-tree', times: 50 })
  const answer = await rollback(world)
  world.github.recover()
  expect(answer).toMatchObject({
    code: 'deployed',
    hold: { taken: false, why: expect.stringContaining('GitHub failed to') },
  })
})
