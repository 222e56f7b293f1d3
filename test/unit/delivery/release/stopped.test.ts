import { describe, expect, test } from 'vitest'
import { deploymentSummary } from '../../../../src/deployments/summary.ts'
import { until } from '../../../platform/process/until.ts'
import { DeployScene, type Moment } from './deploy-scene.ts'
import { endedView, following } from './scene-views.ts'

const stopped = new Error('this run was stopped')

describe('a run that is stopped', () => {
  test.each<[Moment, boolean, number]>([
    ['gate', false, 1],
    ['render', false, 2],
    ['preflight', false, 3],
    ['apply', true, 4],
  ])('in the step %s: cancelled, and nothing more is done or begun', async (moment, touched, last) => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.at[moment] = () => scene.stop.abort(stopped)
    const result = await scene.deploy(requested)
    expect(result).toMatchObject({ view: { touched, ending: { outcome: 'cancelled', reason: 'cancelled' } } })
    expect(scene.cluster.applied.includes('Deployment/web')).toBe(false)
    const begun = scene.log.lines.filter(line => /^group: \d\/5 /.test(line))
    expect(begun.map(line => Number(line['group: '.length]))).toEqual(Array.from({ length: last }, (_, at) => at + 1))
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({
      state: 'error',
      description: expect.stringMatching(
        touched ? /^Cancelled: .*; 1 of 2 objects were applied$/ : /^Cancelled: .*nothing was changed$/,
      ),
    })
    expect(scene.kept.get('ended')).toBe('true')
  })

  test('at the start of the apply, before anything was sent: 0 of 2 objects, and the cluster is as it was', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.onSaved = key => key === 'touched' && scene.stop.abort(stopped)
    const result = await scene.deploy(requested)
    expect(scene.cluster.applied).toEqual([])
    expect((await scene.statuses(requested)).at(-1)?.description).toBe(
      'Cancelled: this run was stopped; nothing was changed: 0 of 2 objects were applied',
    )
    expect(deploymentSummary(endedView(result))).toContain('Nothing was changed: the cluster is as it was.')
  })

  test('with a request on its way: it may have been applied', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.at.apply = () => {
      scene.stop.abort(stopped)
      throw stopped
    }
    const result = await scene.deploy(requested)
    expect((await scene.statuses(requested)).at(-1)?.description).toBe(
      'Cancelled: this run was stopped; 0 of 2 objects were applied, 1 more may have been',
    )
    expect(deploymentSummary(endedView(result))).toContain('0 of 2 objects were applied, 1 more may have been.')
    expect(scene.kept.get('applied')).toBe('0/2')
  })

  test('while the rollout is followed: cancelled, the cluster is left as it is', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.cluster.behaviour = 'stuck'
    const deployment = scene.deploy(requested)
    await following(scene)
    scene.stop.abort(stopped)
    expect(await deployment).toMatchObject({ view: { touched: true, ending: { outcome: 'cancelled' } } })
    expect((await scene.statuses(requested)).at(-1)?.description).toMatch(
      /^Cancelled: .* left as it is; the rollout continues$/,
    )
    expect(scene.kept.get('applied')).toBe('2/2')
    expect(scene.cluster.closed).toBe(true)
  })

  test('before it is known whose the deployment is: nothing is written', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.github.fail({ how: 'no-answer', operationId: 'repos/get-content' })
    const deployment = scene.deploy(requested)
    deployment.catch(() => undefined)
    await until({ what: 'the policy to be asked for' }, async () =>
      scene.github.requests.some(({ fault }) => fault === 'no-answer'),
    )
    scene.stop.abort(stopped)
    await expect(deployment).rejects.toBe(stopped)
    expect(await scene.statuses(requested)).toEqual([])
  })
})
