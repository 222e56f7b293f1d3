import { describe, expect, test } from 'vitest'
import type { DeployResult } from '../../../../src/deployments/result.ts'
import { deploymentSummary } from '../../../../src/deployments/summary.ts'
import { createStatus } from '../../../../src/github/deployments.ts'
import { mappingAt } from '../../../../src/kubernetes/api/objects.ts'
import { withFieldChanged } from '../../../../src/kubernetes/manifests/pod-templates.ts'
import { until } from '../../../platform/process/until.ts'
import { DeployScene } from './deploy-scene.ts'
import { RENDERED } from './deployed-set.ts'

const CAUSE = 'Deployment/web, container app: config-missing: configmap "greeting" not found'

/** A deployment that was good, and after it commits whose pods do not start. */
async function afterGood(): Promise<{ readonly scene: DeployScene; readonly good: string }> {
  const scene = await DeployScene.open()
  const first = await scene.requested()
  let count = 0
  scene.render = async () => {
    count += 1
    const minReadySeconds = count
    const manifests = RENDERED.manifests.map(one => ({
      ...one,
      object: withFieldChanged(one.object, ['spec'], spec =>
        one.object.kind === 'Deployment' ? { ...(spec as object), minReadySeconds } : spec,
      ),
    }))
    return { ...RENDERED, manifests }
  }
  expect(await scene.deploy(first)).toMatchObject({ view: { ending: { outcome: 'success' } } })
  scene.cluster.behaviourOf = live => (mappingAt(live, 'spec')?.minReadySeconds === 1 ? 'healthy' : 'missing-config')
  return { scene, good: first.sha.slice(0, 7) }
}

function summaryOf(result: DeployResult): string {
  if (result.kind !== 'ended') throw new Error(result.kind)
  return deploymentSummary(result.view)
}

describe('what GitHub shows of a failure that is put right', () => {
  test('the cause and the release at once, and at the end what is live', async () => {
    const { scene, good } = await afterGood()
    const requested = await scene.requested()
    scene.cluster.behaviourOf = live => (mappingAt(live, 'spec')?.minReadySeconds === 1 ? 'stuck' : 'missing-config')
    const deployment = scene.deploy(requested)
    const restoring = `Failing: ${CAUSE}; restoring ${good}`
    await until({ what: 'the restore' }, async () => scene.log.lines.includes(`group: Restoring ${good}`))
    // Far from the time for it.
    await until({ what: 'the status' }, async () => {
      await scene.clock.advance(1_000)
      return (await scene.statuses(requested)).at(-1)?.description === restoring
    })
    expect((await scene.statuses(requested)).at(-1)?.state).toBe('in_progress')
    await scene.clock.advance(600_000)
    const result = await deployment
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({
      state: 'failure',
      description: `Failed: ${CAUSE}; restoring ${good} failed too`,
    })
    expect(summaryOf(result)).toContain(`Restoring the last good release, ${good}, failed too: timeout: Deployment/web`)
    expect(summaryOf(result)).toContain('What is live now:\n\n- `Deployment/web`: **no pod serves**')
    expect(scene.kept.get('restoring')).toBe(good)
  })

  test('the last status says that it is live again, and so does the summary', async () => {
    const { scene, good } = await afterGood()
    const requested = await scene.requested()
    const result = await scene.deploy(requested)
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({
      state: 'failure',
      description: `Failed: ${CAUSE}; ${good} is live again`,
    })
    expect(summaryOf(result)).toContain(`The last good release, ${good}, is live again.`)
  })
})

test('a good deployment by GitHub without a record is not restored over', async () => {
  const { scene } = await afterGood()
  const other = await scene.requested()
  await createStatus(scene.effects.connectGitHub(), {
    deploymentId: other.id,
    state: 'success',
    description: 'By hand',
  })
  const requested = await scene.requested()
  await scene.deploy(requested)
  expect((await scene.statuses(requested)).at(-1)?.description).toMatch(
    new RegExp(`; nothing restored: no record of deployment ${other.id}$`),
  )
})

test('one that failed without a record is not what was live', async () => {
  const { scene, good } = await afterGood()
  const other = await scene.requested()
  await createStatus(scene.effects.connectGitHub(), {
    deploymentId: other.id,
    state: 'failure',
    description: 'By hand',
  })
  const requested = await scene.requested()
  await scene.deploy(requested)
  expect((await scene.statuses(requested)).at(-1)?.description).toMatch(new RegExp(`; ${good} is live again$`))
})
