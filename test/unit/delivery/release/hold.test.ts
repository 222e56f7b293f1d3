import { describe, expect, test } from 'vitest'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { askForLease } from '../../../../src/kubernetes/lease/hold.ts'
import type { Claimant } from '../../../../src/kubernetes/lease/lease.ts'
import { until } from '../../../platform/process/until.ts'
import { DeployScene } from './deploy-scene.ts'

const KEY = { service: 'hello', environment: 'staging' }

const RUN_PATH = '/acme/hello/actions/runs/1/attempts/1'

/** Another deployment of the same repository has the environment; it may not say where its log is. */
async function heldBy(scene: DeployScene, deploymentId: number, path = RUN_PATH) {
  const logUrl = path === '' ? '' : `${scene.github.serverUrl}${path}`
  const me: Claimant = { deploymentId, runId: 1, attempt: 1, logUrl }
  const answer = await askForLease(scene.cluster, KEY, me, new AbortController().signal)
  if (answer.kind !== 'held') throw new Error(answer.kind)
  return answer.hold
}

test('a deployment holds its environment while it applies and follows, and gives it back', async () => {
  const scene = await DeployScene.open()
  const requested = await scene.requested()
  let holder: unknown
  scene.at.apply = () => {
    holder = scene.cluster.leases.only?.holder
  }
  await scene.deploy(requested)
  expect(holder).toContain(`deployment ${requested.id}, run ${requested.context.runId}, attempt 1`)
  expect(scene.cluster.leases.only?.holder).toBeUndefined()
})

test('where the apply breaks it is given back all the same', async () => {
  const scene = await DeployScene.open()
  scene.cluster.refuses = { object: 'Deployment/web', dryRun: false }
  await scene.deploy(await scene.requested())
  expect(scene.cluster.leases.only).toMatchObject({ holder: undefined })
})

describe('another deployment has the environment', () => {
  test('it waits, says for whom, and deploys when its turn has come', async () => {
    const scene = await DeployScene.open()
    const hold = await heldBy(scene, 1)
    const requested = await scene.requested()
    const deployed = scene.deploy(requested)
    await until({ what: 'the deployment to wait' }, async () =>
      scene.log.lines.includes(
        `info: deployment 1 has held hello in staging since 00:00 UTC: ${scene.github.serverUrl}${RUN_PATH}`,
      ),
    )
    await scene.clock.advance(3000)
    expect(scene.cluster.tried).toEqual([])
    await until({ what: 'the status' }, async () =>
      (await scene.statusLines(requested)).includes(
        'in_progress: Waiting: deployment 1 has held hello in staging since 00:00 UTC',
      ),
    )
    await hold.release()
    await scene.clock.advance(3000)
    expect(await deployed).toMatchObject({ view: { ending: { outcome: 'success' } } })
    expect(scene.log.lines.filter(line => line.includes('has held'))).toHaveLength(1)
  })

  test('the time is up before its turn: refused, and nothing was changed', async () => {
    const scene = await DeployScene.open()
    await heldBy(scene, 1, '')
    const requested = await scene.requested()
    const deployed = scene.deploy(requested, { timeoutMs: 60_000 })
    await until({ what: 'the deployment to wait' }, async () =>
      scene.log.lines.includes('info: deployment 1 has held hello in staging since 00:00 UTC'),
    )
    await scene.clock.advance(15_000)
    await scene.clock.advance(45_000)
    expect(await deployed).toMatchObject({
      view: { touched: false, ending: { outcome: 'refused', reason: 'environment-held' } },
    })
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({
      state: 'failure',
      description: 'Refused: deployment 1 has held hello in staging since 00:00 UTC; the time is up (input "timeout")',
    })
  })

  test('it is newer: superseded, which is no failure', async () => {
    const scene = await DeployScene.open()
    await heldBy(scene, 900_000_000_000)
    const requested = await scene.requested()
    expect(await scene.deploy(requested)).toMatchObject({ view: { ending: { outcome: 'superseded' } } })
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({
      state: 'inactive',
      description: 'Superseded: deployment 900000000000 of hello in staging is newer and came first',
    })
    expect(scene.cluster.applied).toEqual([])
  })

  test('the policy does not let it wait: refused at once', async () => {
    const scene = await DeployScene.open()
    await heldBy(scene, 1)
    const policy = 'services: [hello]\nenvironments:\n  staging: { when-held: refuse }\n'
    const sha = await scene.commit({ policy })
    await scene.check(sha)
    const requested = await scene.request(sha)
    expect(await scene.deploy(requested)).toMatchObject({
      view: { ending: { outcome: 'refused', reason: 'environment-held' } },
    })
    expect((await scene.statusLines(requested)).at(-1)).toBe(
      'failure: Refused: deployment 1 has held hello in staging since 00:00 UTC',
    )
  })
})

test('without a permission for leases: one notice, and it is deployed', async () => {
  const scene = await DeployScene.open()
  scene.cluster.leases.broken = new KubernetesError(403, 'Forbidden', 'leases is forbidden')
  expect(await scene.deploy(await scene.requested())).toMatchObject({ view: { ending: { outcome: 'success' } } })
  expect(scene.log.lines.filter(line => line.startsWith('notice: '))).toEqual([
    expect.stringMatching(/^notice: No Lease is held \(leases is forbidden\): only the concurrency of the workflow/),
  ])
})

test('the lease is taken while objects are applied: nothing more is applied', async () => {
  const scene = await DeployScene.open()
  const requested = await scene.requested()
  scene.at.apply = async () => {
    const [path = '', lease] = [...scene.cluster.leases.byPath][0] ?? []
    scene.cluster.leases.replace(path, { ...lease, metadata: { ...lease?.metadata, annotations: {} } })
    await scene.clock.advance(15_000)
  }
  expect(await scene.deploy(requested)).toMatchObject({
    view: { touched: true, ending: { outcome: 'failed', reason: 'hold-lost' } },
  })
})
