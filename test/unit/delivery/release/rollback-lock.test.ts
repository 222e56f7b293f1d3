import { describe, expect, test } from 'vitest'
import { holdAfterRollback } from '../../../../src/delivery/release/rollback/lock-after.ts'
import { LockRefs } from '../../../../src/github/locks/lock-refs.ts'
import type { LockPlace } from '../../../../src/policy/locks.ts'
import { HOUR, NOON } from '../../domain/lock/locks.ts'
import { OWN, REPOSITORY, started } from '../../github/locks/started-locks.ts'
import type { DeployScene } from './deploy-scene.ts'
import { deployedTwice, PREVIOUS, policyWith, rollBack } from './rollback-scene.ts'

const NAME = 'svc.hello.env.staging'
const SCOPE = { service: 'hello', environment: 'staging' }
const WANTED = policyWith('lock-after-rollback: 4h')

async function locksOf(scene: DeployScene) {
  const refs = new LockRefs(scene.deployEffects.connectGitHub(undefined), REPOSITORY, 'custom')
  const { refs: all } = await refs.list()
  return Promise.all(all.map(ref => refs.content(ref)))
}
const lockNotices = ({ warnings }: Awaited<ReturnType<typeof rollBack>>) =>
  warnings.filter(({ reason }) => reason.startsWith('rollback-'))

describe('a rollback', () => {
  test('leaves no lock where the token may not write, nor where the policy wants none, nor as a dry run', async () => {
    const scene = await deployedTwice()
    expect(lockNotices(await rollBack(scene, PREVIOUS, { policy: WANTED, dryRun: true }))).toEqual([])
    const view = await rollBack(scene, PREVIOUS, { policy: WANTED })
    expect(view.ending.outcome).toBe('success')
    expect(lockNotices(view)).toMatchObject([
      { reason: 'rollback-not-locked', text: expect.stringContaining("give the job 'permissions: contents: write'") },
    ])
    expect(lockNotices(await rollBack(scene, { by: 'number', number: 2 }))).toEqual([])
    expect(await locksOf(scene)).toEqual([])
  })

  test('that fails keeps the lock, which was taken after the dry run', async () => {
    const scene = await deployedTwice()
    scene.token = 'ghs_locking'
    scene.cluster.behaviour = 'missing-config'
    const locksMade = () => scene.github.requests.filter(({ path }) => path.endsWith('/git/refs')).length
    let atDryRun = Number.NaN
    scene.at.preflight = () => {
      if (Number.isNaN(atDryRun)) atDryRun = locksMade()
    }
    const view = await rollBack(scene, PREVIOUS, { policy: WANTED })
    expect([view.ending.outcome, atDryRun, locksMade()]).toEqual(['failed', 0, 1])
    const [found, ...others] = await locksOf(scene)
    expect(others).toEqual([])
    const reason = `rollback to ${view.commit.slice(0, 7)}`
    const lock = { scope: SCOPE, owner: 'grace', reason, link: expect.stringContaining('/actions/runs/') }
    expect(found).toMatchObject({ kind: 'lock', lock })
    expect(lockNotices(view)).toMatchObject([{ reason: 'rollback-locked' }])
  })
})

describe('the lock', () => {
  const wanted = { scope: SCOPE, lasts: 4 * HOUR, reason: 'rollback to 3f2a91c', link: 'https://x.example/runs/1' }
  const left = async (
    it: Awaited<ReturnType<typeof started>>,
    { login = 'grace', place = OWN, lasts = wanted.lasts }: { login?: string; place?: LockPlace; lasts?: number } = {},
  ) => {
    const requester = { login, isPerson: !login.endsWith('[bot]') } as Parameters<
      typeof holdAfterRollback
    >[1]['requester']
    return holdAfterRollback({ ...wanted, lasts }, { requester, locks: place }, { github: it.client, clock: it.clock })
  }
  const kept = async ({ refs }: Awaited<ReturnType<typeof started>>) =>
    refs.content((await refs.list()).refs.find(({ name }) => name === NAME))
  const of = (owner: string, expiresAt?: number) => ({
    ...{ scope: SCOPE, owner, reason: 'mine', link: '', claim: 'a-claim-of-one', createdAt: 0, expiresAt },
  })

  test('is of the person, by the clock of GitHub, and it is said how to release it', async () => {
    const it = await started()
    expect(await left(it)).toEqual({
      reason: 'rollback-locked',
      text: 'staging of hello is locked by grace until 2026-01-05T16:00Z: rollback to 3f2a91c; `commit-train unlock hello staging` releases it',
    })
    const lock = { ...wanted, owner: 'grace', createdAt: NOON, expiresAt: NOON + 4 * HOUR }
    const { lasts: _, ...expected } = lock
    expect(await kept(it)).toMatchObject({ kind: 'lock', lock: expected })
    // Once more: it is theirs already, and stays as it is.
    expect(await left(it, { lasts: 8 * HOUR, login: 'Grace' })).toMatchObject({
      reason: 'rollback-locked',
      text: expect.stringContaining('until 2026-01-05T16:00Z: rollback to 3f2a91c, as before;'),
    })
    expect(await left(it, { login: 'ada' })).toEqual({
      reason: 'rollback-not-locked',
      text: 'no lock was left on staging of hello (it is locked by grace until 2026-01-05T16:00Z: rollback to 3f2a91c); to take it: `commit-train lock hello staging for 4h rollback to 3f2a91c`',
    })
  })

  test('takes the place of one whose time is over', async () => {
    const it = await started()
    await it.refs.create(NAME, of('ada', NOON - HOUR))
    expect(await left(it)).toMatchObject({ reason: 'rollback-locked' })
    expect(await kept(it)).toMatchObject({ lock: { owner: 'grace' } })
  })

  test('is not taken from what cannot be read, by an App, or where the policy keeps none', async () => {
    const it = await started()
    await it.refs.create(NAME, of(''))
    expect((await left(it)).text).toMatch(
      /^no lock was left on staging of hello \(.* has no owner, which counts as locked\);/,
    )
    expect((await left(it, { login: 'deploys[bot]' })).text).toMatch(
      /\(it is for a person, and an App has started this run\)/,
    )
    const none = { repository: undefined, refs: 'none' } as const
    expect((await left(it, { place: none })).text).toMatch(/\(the policy says "locks: \{ refs: none \}"\); to take it/)
  })
})
