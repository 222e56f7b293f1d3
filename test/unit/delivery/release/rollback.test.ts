import { describe, expect, test } from 'vitest'
import { runRollback } from '../../../../src/delivery/release/rollback/run.ts'
import { claimDeployment } from '../../../../src/deployments/request.ts'
import type { DeployResult } from '../../../../src/deployments/result.ts'
import { deploymentSummary } from '../../../../src/deployments/summary.ts'
import { getDeployment } from '../../../../src/github/deployments.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { DeployScene } from './deploy-scene.ts'
import { SETTINGS } from './deployed-set.ts'

import {
  CONFIG_MAPS,
  deployedTwice,
  labelsOf,
  liveAt,
  made,
  OLD,
  object,
  PREVIOUS,
  policyWith,
  records,
  rollBack,
  SECRETS,
  setOf,
  viewOf,
} from './rollback-scene.ts'

const ASKED = { release: PREVIOUS, withoutGitHub: false, actor: 'grace' } as const

function never(): never {
  throw new Error('it was not started')
}

describe('to the release before', () => {
  test('it is live as it was stored, what only the newer one had is gone, and GitHub and the cluster say so', async () => {
    const scene = await deployedTwice()
    const applied = scene.cluster.applied.length
    const view = await rollBack(scene, PREVIOUS)
    expect(view.ending).toMatchObject({ outcome: 'success', text: 'Deployed in 0.0 s: release 1 as it was stored' })
    expect(liveAt(scene, `${CONFIG_MAPS}/settings`)?.data).toEqual({ a: '1' })
    expect(liveAt(scene, `${SECRETS}/login`)?.data).toEqual({ password: Buffer.from(OLD).toString('base64') })
    expect(liveAt(scene, `${CONFIG_MAPS}/newer`)).toBeUndefined()
    // What holds data is not applied again, and stays.
    expect(scene.cluster.applied.slice(applied)).not.toContain('PersistentVolumeClaim/data')
    expect([labelsOf(scene, 'release-state'), labelsOf(scene, 'stored-from')]).toEqual([
      ['good', 'good', 'good'],
      [undefined, undefined, '1'],
    ])
    const lines = await scene.statusLines(view)
    expect(lines.at(-1)).toBe('success: Deployed in 0.0 s: release 1 as it was stored')
    expect(await scene.statusLines({ id: scene.second })).toContainEqual(`inactive: Replaced by deployment ${view.id}`)
    expect(view).toMatchObject({ requester: 'grace', storedRelease: 1, environment: 'staging', service: 'hello' })
    expect(deploymentSummary(view)).toContain('| stored release | 1 |')
    expect(scene.cluster.leases.byPath.size).toBe(1)
    // Masked before anything of it is shown.
    expect(scene.masked).toContain(OLD)
    expect(JSON.stringify([view, scene.log.lines])).not.toContain(OLD)
  })

  test('a second one goes back once more, or says that there is none, and never forward again', async () => {
    const scene = await deployedTwice()
    await rollBack(scene, PREVIOUS)
    const view = await rollBack(scene, PREVIOUS)
    expect(view.ending).toMatchObject({ outcome: 'refused', reason: 'stored-release-missing' })
    expect(view.ending.text).toMatch(
      /^there is no good release before the newest of hello in staging; there are release 3/,
    )
    expect((await rollBack(scene, { by: 'number', number: 2 })).ending.outcome).toBe('success')
    expect(liveAt(scene, `${CONFIG_MAPS}/settings`)?.data).toEqual({ a: '2' })
  })

  test('an old run that is run again changes nothing; its dry run may look', async () => {
    const scene = await deployedTwice()
    const old = await scene.run(await scene.commit())
    const asked = { release: PREVIOUS, withoutGitHub: false, actor: 'grace' }
    await runRollback(asked, { ...SETTINGS, environment: 'staging' }, old, scene.deployEffects)
    await scene.deploy(await scene.requested())
    const before = [scene.cluster.applied.length, records(scene).length, made(scene)]
    const view = await rollBack(scene, PREVIOUS, { rerunOf: old })
    expect(view).toMatchObject({ touched: false, ending: { outcome: 'refused', reason: 'stored-release-rerun' } })
    expect((await rollBack(scene, PREVIOUS, { rerunOf: old, dryRun: true })).ending.outcome).toBe('dry-run')
    expect([scene.cluster.applied.length, records(scene).length, made(scene)]).toEqual(before)
  })

  test('the next deployment replaces it like any other', async () => {
    const scene = await deployedTwice()
    await rollBack(scene, PREVIOUS)
    const view = viewOf(await scene.deploy(await scene.requested()))
    expect([view.ending.outcome, view.warnings.filter(({ reason }) => reason !== 'image-not-by-digest')]).toEqual([
      'success',
      [],
    ])
    expect(liveAt(scene, `${CONFIG_MAPS}/newer`)).toBeDefined()
  })

  test('a workflow that its deployment starts leaves it alone', async () => {
    const scene = await deployedTwice()
    const { id } = await rollBack(scene, PREVIOUS)
    const deployment = await getDeployment(scene.deployEffects.connectGitHub(), id)
    const statuses = Promise.resolve([])
    const texts = { branch: Promise.resolve('main'), policyText: Promise.resolve(''), statuses }
    const requested = { deployment, byEvent: true, ...texts } as unknown as Parameters<typeof claimDeployment>[1]
    const context = await scene.run(await scene.commit())
    const claimed = await claimDeployment(scene.deployEffects.connectGitHub(), requested, context)
    expect(claimed).toMatchObject({
      kind: 'left-alone',
      expected: true,
      why: expect.stringMatching(/stored release 1, and belongs to run \d+$/),
    })
    // Whoever names it once its run is gone ends it, if it is open.
    const named = { ...requested, byEvent: false }
    const gone = { ...deployment, payload: { 'commit-train': 1, 'stored-release': 1, 'run-id': 999, 'run-attempt': 1 } }
    const claim = (more: object) =>
      claimDeployment(scene.deployEffects.connectGitHub(), { ...named, ...more } as typeof requested, context)
    await expect(claim({ deployment: gone })).rejects.toMatchObject({
      reason: 'run-lost',
      message: 'run 999, which made it for the rollback to the stored release 1, has ended without ending it',
    })
    const ended = Promise.resolve([{ id: 1, state: 'success', description: '', logUrl: '', createdAt: '' }])
    expect(await claim({ deployment: gone, statuses: ended })).toMatchObject({ kind: 'left-alone' })
  })

  test('a dry run shows what it would change, and writes nothing anywhere', async () => {
    const scene = await deployedTwice()
    const before = [scene.cluster.applied.length, records(scene).length, made(scene)]
    const view = await rollBack(scene, PREVIOUS, { dryRun: true })
    expect(view.ending).toMatchObject({
      outcome: 'dry-run',
      text: expect.stringMatching(/^3 to change, 1 to remove, 1 unchanged;/),
    })
    expect([scene.cluster.applied.length, records(scene).length, made(scene)]).toEqual(before)
    expect(JSON.stringify(view.plan)).not.toContain(OLD)
  })

  test('more than may be removed stays, and goes with the next deployment: a rollback is not refused for it', async () => {
    const scene = await DeployScene.open()
    scene.render = async () => setOf(OLD)
    const first = await scene.requested()
    await scene.deploy(first)
    const many = Array.from({ length: 11 }, (_, at) => object('ConfigMap', `newer-${at}`))
    scene.render = async () => setOf(OLD, ...many)
    await scene.deploy(await scene.request(first.sha))
    const view = await rollBack(scene, PREVIOUS)
    expect(view.ending.outcome).toBe('success')
    expect(view.warnings).toContainEqual({
      reason: 'object-kept',
      text: expect.stringMatching(/and 6 more: left the templates and stay, because prune\.max-count is 10$/),
    })
    expect(liveAt(scene, `${CONFIG_MAPS}/newer-10`)).toBeDefined()
    scene.render = async () => setOf(OLD)
    expect(viewOf(await scene.deploy(await scene.request(first.sha))).ending.outcome).toBe('success')
    expect(liveAt(scene, `${CONFIG_MAPS}/newer-10`)).toBeUndefined()
  })

  test('one that fails restores what was live', async () => {
    const scene = await deployedTwice()
    let applies = 0
    scene.cluster.behaviourOf = () => (++applies === 1 ? 'missing-config' : 'healthy')
    const view = await rollBack(scene, PREVIOUS)
    expect(view.ending).toMatchObject({ outcome: 'failed', after: expect.stringMatching(/ is live again$/) })
    expect(liveAt(scene, `${CONFIG_MAPS}/settings`)?.data).toEqual({ a: '2' })
    expect(labelsOf(scene, 'release-state')).toEqual(['good', 'good', 'failed'])
  })
})

describe('what is refused', () => {
  test('who may not deploy; the order is none of it', async () => {
    const scene = await deployedTwice()
    const order = 'order: { after: production }'
    const policy = policyWith(`${order}, deployers: { logins: [ada] }`)
    expect((await rollBack(scene, PREVIOUS, { policy })).ending).toMatchObject({
      reason: 'deployer-not-permitted',
      text: 'grace may not deploy here, only ada',
    })
    expect((await rollBack(scene, PREVIOUS, { policy: policyWith(order) })).ending.outcome).toBe('success')
  })

  test('a lock of the environment', async () => {
    const scene = await deployedTwice()
    scene.lock = async () => ({ owner: 'ada', reason: 'the database moves', expiresAt: undefined })
    const view = await rollBack(scene, PREVIOUS)
    expect(view).toMatchObject({ id: 0, touched: false, ending: { reason: 'environment-locked', outcome: 'refused' } })
  })

  test('a record that was edited, in words and without its content', async () => {
    const scene = await deployedTwice()
    const [record] = records(scene)
    const path = `${SECRETS}/${record?.metadata.name}`
    scene.cluster.objects.store(path, { ...record, data: { 'release.json.gz': 'AAAA' } } as unknown as KubeObject)
    const { ending } = await rollBack(scene, PREVIOUS)
    expect(ending).toMatchObject({ outcome: 'refused', reason: 'stored-release-unusable' })
    expect(ending.text).toMatch(/^release 1 \([0-9a-f]{7} of .* UTC\) was changed since it was written/)
  })

  test('the second of two at once, once what it asks for is another; neither goes back twice', async () => {
    const scene = await deployedTwice()
    await scene.deploy(await scene.requested())
    const [first, second] = [await scene.run(await scene.commit()), await scene.run(await scene.commit())]
    const rolledBack = (context: typeof first) =>
      runRollback(ASKED, { ...SETTINGS, environment: 'staging' }, context, scene.deployEffects)
    let other: Promise<DeployResult> | undefined
    const isWaiting = () => scene.log.lines.some(line => line.includes('has held hello in staging since'))
    scene.at.preflight = async () => {
      other ??= rolledBack(second)
      while (!isWaiting()) await new Promise(resolve => setImmediate(resolve))
    }
    expect(viewOf(await rolledBack(first)).ending.outcome).toBe('success')
    let isOver = false
    const ended = other?.finally(() => {
      isOver = true
    })
    while (!isOver) {
      await new Promise(resolve => setImmediate(resolve))
      await scene.clock.advance(1_000)
    }
    const view = viewOf((await ended) ?? never())
    expect(view).toMatchObject({ touched: false, ending: { outcome: 'refused', reason: 'stored-release-unusable' } })
    expect(view.ending.text).toMatch(
      /^another release was recorded meanwhile, and release 1 .* is what is asked for now, not release 2 /,
    )
    expect((await scene.statusLines(view)).at(-1)).toMatch(/^failure: Refused: another release was recorded meanwhile/)
    expect(labelsOf(scene, 'stored-from')).toEqual([undefined, undefined, undefined, '2'])
  })

  test('releases that cannot be listed any more while the Lease is held', async () => {
    const scene = await deployedTwice()
    let lists = 0
    scene.cluster.objects.forbids = ({ verb, path }) => verb === 'list' && path === SECRETS && ++lists > 1
    const { ending } = await rollBack(scene, PREVIOUS)
    expect([ending.reason, ending.text, lists]).toEqual([
      'stored-release-unusable',
      'the releases cannot be read from the cluster any more',
      2,
    ])
  })

  test('no releases at all, and a service that the policy does not name', async () => {
    const scene = await DeployScene.open()
    await scene.commit()
    expect((await rollBack(scene, PREVIOUS)).ending.text).toBe('the cluster keeps no release of hello in staging')
    expect((await rollBack(scene, PREVIOUS, { service: 'cart' })).ending.reason).toBe('input-invalid')
  })
})
