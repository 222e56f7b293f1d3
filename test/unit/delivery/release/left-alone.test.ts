import { describe, expect, test } from 'vitest'
import type { DeployContext } from '../../../../src/deployments/context.ts'
import { finishAfterJob } from '../../../../src/deployments/job/end.ts'
import type { NamedDeployment } from '../../../../src/deployments/requested-deployment.ts'
import type { Requested } from '../../deployments/github-scene.ts'
import { DeployScene } from './deploy-scene.ts'

/** Runs a deployment that has to be left alone; resolves with the result, which nothing may have come of. */
async function leave(scene: DeployScene, requested: Requested) {
  const before = await scene.statuses(requested)
  const writes = scene.statusWrites
  const applied = [...scene.cluster.applied]
  const result = await scene.deploy(requested)
  expect(result).toMatchObject({ kind: 'left-alone', deploymentId: requested.id })
  expect(await scene.statuses(requested)).toEqual(before)
  expect(scene.statusWrites).toBe(writes)
  expect(scene.cluster.applied).toEqual(applied)
  return result
}

describe('deployments of others', () => {
  test.each([
    ['another environment', { environment: 'github-pages' }],
    ['another task', { task: 'migrate' }],
    ['another service', { task: 'deploy:other' }],
    ['an App’s, with the defaults of the API', { environment: 'production', token: 'ghs_app' }],
    ['an App’s, in the spelling of the page', { environment: 'Production', token: 'ghs_app' }],
    ['that of a job with environment', { token: 'ghs_workflow', payload: '' }],
    ['an App’s with a payload of its own', { token: 'ghs_app', payload: { 'commit-train': 'no' } }],
  ] as const)('%s: left alone, as expected', async (_what, options) => {
    const scene = await DeployScene.open()
    const result = await leave(scene, await scene.requested(options))
    expect(result).toMatchObject({ reason: 'deployment-foreign', expected: true })
    expect(scene.kept.get('deployment')).toBeUndefined()
  })

  test('named by hand: not expected', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested({ environment: 'github-pages' })
    const named: NamedDeployment = { by: 'id', id: requested.id }
    expect(await leave(scene, { ...requested, named })).toMatchObject({ reason: 'deployment-foreign', expected: false })
  })
})

describe('deployments that Apps make for us', () => {
  const LISTED = 'services: [hello]\napps: [Vercel]\nenvironments: { staging: }\n'

  test.each([
    ['with the mark', { payload: { 'commit-train': 1 } }, undefined],
    ['with the mark in a text', { payload: '{"commit-train":2,"by":"ada"}' }, undefined],
    ['of an App that the policy lists', {}, LISTED],
  ])('%s', async (_what, options, policy) => {
    const scene = await DeployScene.open()
    const sha = await scene.commit(policy === undefined ? {} : { policy })
    await scene.check(sha)
    const requested = await scene.request(sha, { token: 'ghs_app', ...options })
    expect(await scene.deploy(requested)).toMatchObject({ view: { ending: { outcome: 'success' } } })
  })

  test.each([
    ['none', null],
    ['an invalid one', 'environments: 1'],
  ])('a policy that could list the App is %s: left alone, without a status', async (_what, policy) => {
    const scene = await DeployScene.open()
    const sha = await scene.commit({ policy })
    const result = await leave(scene, await scene.request(sha, { token: 'ghs_app' }))
    expect(result).toMatchObject({ reason: 'deployment-foreign', expected: true })
  })
})

describe('a deployment is run once', () => {
  /** A deployment that a run has had, with the request by which another one comes to it. */
  async function had(scene: DeployScene, how: 'refused' | 'success') {
    const sha = await scene.commit()
    await scene.check(sha, how === 'refused' ? 'failure' : 'success')
    const requested = await scene.request(sha)
    expect(await scene.deploy(requested)).toMatchObject({ kind: 'ended' })
    const again = (context: DeployContext): Requested => ({ ...requested, context })
    return { sha, requested, again }
  }

  test('a second run for the same event does nothing', async () => {
    const scene = await DeployScene.open()
    const { sha, again } = await had(scene, 'refused')
    const result = await leave(scene, again(await scene.run(sha)))
    expect(result).toMatchObject({ reason: 'deployment-duplicate', expected: true })
  })

  test('a re-run of a deployment that was refused runs it again', async () => {
    const scene = await DeployScene.open()
    const { sha, requested, again } = await had(scene, 'refused')
    await scene.check(sha)
    const result = await scene.deploy(again(await scene.run(sha, requested.context)))
    expect(result).toMatchObject({ view: { ending: { outcome: 'success' } } })
    expect((await scene.statuses(requested)).at(-1)?.log_url).toMatch(/\/attempts\/2$/)
  })

  test("another run ends it well meanwhile, and a step's status comes late: it still shows as live", async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    const { logUrl } = await scene.run(requested.sha)
    scene.at.render = () => {
      scene.github.recordDeploymentStatus(requested.id, { state: 'success', description: 'Deployed', logUrl })
      const late = { state: 'in_progress', description: '1/5', logUrl: requested.context.logUrl } as const
      scene.github.recordDeploymentStatus(requested.id, late)
    }
    expect(await scene.deploy(requested)).toMatchObject({ kind: 'left-alone' })
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({ state: 'success', log_url: logUrl })
  })

  test('a re-run of a deployment that succeeded is stale', async () => {
    const scene = await DeployScene.open()
    const { sha, requested, again } = await had(scene, 'success')
    const result = await leave(scene, again(await scene.run(sha, requested.context)))
    expect(result).toMatchObject({ reason: 'stale-rerun', expected: false })
  })

  test('a re-run is stale when a newer deployment came after it', async () => {
    const scene = await DeployScene.open()
    const { sha, requested, again } = await had(scene, 'refused')
    const newer = await scene.request(sha)
    const result = await leave(scene, again(await scene.run(sha, requested.context)))
    expect(result).toMatchObject({ reason: 'stale-rerun', why: expect.stringContaining(String(newer.id)) })
  })

  test('a re-run is not stale for what another tool, or another service’s task, made since', async () => {
    const scene = await DeployScene.open()
    const { sha, requested, again } = await had(scene, 'refused')
    await scene.request(sha, { token: 'ghs_app' })
    await scene.request(sha, { task: 'deploy:other' })
    await scene.check(sha)
    const result = await scene.deploy(again(await scene.run(sha, requested.context)))
    expect(result).toMatchObject({ view: { ending: { outcome: 'success' } } })
  })

  test('a re-run is stale when the same service was asked for by its name, in other capitals', async () => {
    const scene = await DeployScene.open()
    const { sha, requested, again } = await had(scene, 'refused')
    const newer = await scene.request(sha, { task: 'deploy:Hello' })
    const result = await leave(scene, again(await scene.run(sha, requested.context)))
    expect(result).toMatchObject({ reason: 'stale-rerun', why: expect.stringContaining(String(newer.id)) })
  })

  test('named by hand: not while the other run is at it, but after it has ended', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    const { logUrl } = requested.context
    scene.github.recordDeploymentStatus(requested.id, {
      state: 'in_progress',
      description: 'The job has begun',
      logUrl,
    })
    const byHand: Requested = {
      ...requested,
      named: { by: 'id', id: requested.id },
      context: await scene.run(requested.sha),
    }
    expect(await leave(scene, byHand)).toMatchObject({ reason: 'deployment-in-progress', expected: false })
    scene.github.recordDeploymentStatus(requested.id, { state: 'failure', description: 'Failed: it broke', logUrl })
    expect(await scene.deploy(byHand)).toMatchObject({ view: { ending: { outcome: 'success' } } })
  })

  test('a deployment that does not exist: the input is named', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    const named: NamedDeployment = { by: 'id', id: 1 }
    await expect(scene.deploy({ ...requested, named })).rejects.toThrow(/"deployment-id" is 1/)
  })
})

describe('two runs for the same event', () => {
  /** Both have written their claim at the same time: neither saw the other's. */
  async function both(scene: DeployScene) {
    const requested = await scene.requested()
    const second = { ...requested, context: await scene.run(requested.sha) }
    for (const { context } of [requested, second]) {
      const begun = { state: 'in_progress', description: 'The job has begun', logUrl: context.logUrl } as const
      scene.github.recordDeploymentStatus(requested.id, begun)
    }
    return { requested, second }
  }

  test('the first has it; the other leaves nothing for post to end', async () => {
    const scene = await DeployScene.open()
    const { requested, second } = await both(scene)
    scene.kept.set('deployment', String(requested.id))
    expect(await leave(scene, second)).toMatchObject({ reason: 'deployment-duplicate', expected: true })
    expect(scene.kept.get('deployment')).toBe('')
    scene.kept.clear()
    expect(await scene.deploy(requested)).toMatchObject({ view: { ending: { outcome: 'success' } } })
    await finishAfterJob(second.context, scene.effects)
    expect((await scene.statuses(requested)).at(-1)?.state).toBe('success')
  })

  test('one that could not write its claim before the other came stops before the cluster is changed', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    const { logUrl } = await scene.run(requested.sha)
    scene.github.fail({ how: 'status', status: 500, operationId: 'repos/create-deployment-status', times: 5 })
    scene.at.render = () =>
      scene.github.recordDeploymentStatus(requested.id, { state: 'in_progress', description: 'mine', logUrl })
    expect(await scene.deploy(requested)).toMatchObject({ kind: 'left-alone', reason: 'deployment-duplicate' })
    expect(scene.cluster.applied).toEqual([])
    expect(await scene.statusLines(requested)).toEqual(['in_progress: mine'])
    expect(scene.kept.get('deployment')).toBe('')
  })
})

describe('set inactive by a person', () => {
  const inactive = { state: 'inactive', description: 'not today', logUrl: '' } as const

  test('before it began: not deployed', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.github.recordDeploymentStatus(requested.id, inactive)
    expect(await leave(scene, requested)).toMatchObject({
      reason: 'deployment-withdrawn',
      why: expect.stringContaining('(inactive: not today)'),
    })
  })

  test('before the cluster is changed: the run stops', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.at.render = () => scene.github.recordDeploymentStatus(requested.id, inactive)
    expect(await scene.deploy(requested)).toMatchObject({ kind: 'left-alone', reason: 'deployment-withdrawn' })
    expect(scene.cluster.applied).toEqual([])
    expect((await scene.statusLines(requested)).at(-1)).toMatch(/^inactive: .*not today/)
  })

  test('while it waits for another deployment: the run stops, also where pre has written the claim', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    const begun = { state: 'in_progress', description: 'begun', logUrl: requested.context.logUrl } as const
    scene.github.recordDeploymentStatus(requested.id, begun)
    scene.at.render = async () => {
      scene.github.recordDeploymentStatus(requested.id, inactive)
      await scene.clock.advance(30_000)
    }
    expect(await scene.deploy(requested)).toMatchObject({ kind: 'left-alone', reason: 'deployment-withdrawn' })
    expect(scene.cluster.applied).toEqual([])
  })

  test('after that: what is live is said all the same', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.at.apply = () => scene.github.recordDeploymentStatus(requested.id, inactive)
    expect(await scene.deploy(requested)).toMatchObject({ view: { ending: { outcome: 'success' } } })
    expect((await scene.statuses(requested)).at(-1)?.state).toBe('success')
  })
})

test('a second record of the same request ends without a change, also where the door did not withdraw it', async () => {
  const it = await DeployScene.open()
  const sha = await it.commit()
  await it.check(sha)
  const ask = (payload: object, token: 'ghs_app' | 'ghp_person' = 'ghs_app') =>
    it.request(sha, { token, payload: { 'commit-train': 1, ...payload } })
  const first = await ask({ intent: 'comment:7', claim: 'a' })
  const second = await ask({ intent: 'comment:7', claim: 'b' })
  const byAnother = await ask({ intent: 'comment:7' }, 'ghp_person')
  const next = await ask({ intent: 'comment:8' })
  expect(await it.deploy(second)).toMatchObject({
    view: { ending: { outcome: 'superseded', text: `deployment ${first.id} is of the same request` } },
  })
  expect(it.cluster.applied).toEqual([])
  for (const one of [first, byAnother, next]) {
    expect(await it.deploy(one)).toMatchObject({ view: { ending: { outcome: 'success' } } })
  }
  expect((await it.statusLines(second)).at(-1)).toBe(
    `inactive: Superseded: deployment ${first.id} is of the same request`,
  )
})
