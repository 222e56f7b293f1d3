import { describe, expect, test } from 'vitest'
import { endingAfterRestore, endingOfRollout } from '../../../../src/deployments/endings.ts'
import { deploymentSummary } from '../../../../src/deployments/summary.ts'
import { endingText } from '../../../../src/domain/deployment/status-text.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { DeployScene } from './deploy-scene.ts'
import { RENDERED } from './deployed-set.ts'
import { configMap, manifestsOf, ReleaseScene, SECRETS } from './release-scene.ts'

test('the last release has a kind that the cluster does not serve any more: it cannot be applied again', async () => {
  const cron = { apiVersion: 'batch/v1beta1', kind: 'CronJob', metadata: { name: 'nightly' }, spec: {} }
  const scene = await ReleaseScene.failing(cron)
  scene.cluster.unserved.add('/apis/batch/v1beta1')
  const { progress, result } = await scene.deploy()
  expect(progress.restore).toMatchObject({ kind: 'refused', text: expect.stringContaining('batch/v1beta1') })
  if (result === undefined) throw new Error('no result')
  const ending = endingAfterRestore(endingOfRollout(result, 0), progress.restore)
  expect(endingText(ending)).toMatch(/^Failed: .*; ccccccc cannot be applied again$/)
})

describe('templates that rename everything', () => {
  const renamed = (suffix: string) => ({
    warnings: [],
    manifests: manifestsOf(
      ['a', 'b', 'c', 'd']
        .map(name => configMap(`${name}-${suffix}`))
        .concat(RENDERED.manifests.map(one => one.object)),
    ).map(one => ({
      ...one,
      object: { ...one.object, metadata: { ...one.object.metadata, name: `${one.object.metadata.name}-${suffix}` } },
    })),
  })

  test('are refused before anything is changed, where the release has more than a few objects', async () => {
    const scene = new ReleaseScene()
    await scene.deploySet(renamed('old'))
    const applied = scene.cluster.applied.length
    const { thrown } = await scene.deploySet(renamed('new'))
    expect(thrown).toMatchObject({
      reason: 'prune-limit',
      message: expect.stringMatching(/^6 of 6 objects left the templates/),
    })
    expect(scene.cluster.applied).toHaveLength(applied)
  })

  test('go where the policy allows it: the new ones are there before the old ones are gone', async () => {
    const scene = new ReleaseScene()
    scene.use({ prune: { 'max-share': 100 } })
    await scene.deploySet(renamed('old'))
    let before = 0
    scene.onApply = () => {
      before += scene.has('a-old-old') ? 1 : 0
    }
    expect((await scene.deploySet(renamed('new'))).result?.outcome).toBe('complete')
    expect(before).toBe(6)
    expect([scene.has('a-old-old'), scene.has('a-new-new')]).toEqual([false, true])
  })
})

describe('secrets that are hard to hide', () => {
  const LONG = 'first line of it\nsecond line of it\n'
  const VALUES = {
    lines: LONG,
    short: 'q7Zx',
    word: 'true',
    name: 'web',
    inside: 'abcd-1234',
    around: 'abcd-1234-efgh',
  }
  const secret = (values: object): KubeObject => ({
    ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' } },
    stringData: { ...values },
  })
  const setOf = (...objects: readonly KubeObject[]) => ({
    warnings: [],
    manifests: [...RENDERED.manifests, ...manifestsOf(objects)],
  })

  test('are in no plan, log, summary, status or notice, and the record gives them back as they were', async () => {
    const scene = await DeployScene.open()
    scene.render = async () => setOf(secret(VALUES), configMap('reads', { data: { a: `uses ${VALUES.around}` } }))
    const first = await scene.deploy(await scene.requested())
    scene.render = async () =>
      setOf(
        secret({ lines: 'another\none\n', short: 'k3Yw', word: 'false', name: 'shop', inside: 'x', around: 'x' }),
        configMap('reads', { data: { a: 'uses nothing' } }),
      )
    scene.cluster.behaviour = 'healthy'
    scene.cluster.refuses = { object: 'ConfigMap/reads', dryRun: false, times: 1 }
    const failing = await scene.requested()
    const failed = await scene.deploy(failing)
    if (first.kind !== 'ended' || failed.kind !== 'ended') throw new Error('left alone')
    expect(failed.view.restore?.kind).toBe('restored')
    const live = scene.cluster.objects.byPath.get(`${SECRETS}/login`) as { readonly data?: Record<string, string> }
    const back = Object.entries(live.data ?? {}).map(([key, text]) => [key, Buffer.from(text, 'base64').toString()])
    expect(Object.fromEntries(back)).toEqual(VALUES)
    const shown = [
      ...scene.log.lines,
      ...[first, failed].map(({ view }) => `${deploymentSummary(view)}${JSON.stringify(view)}`),
      ...(await scene.statusLines(failing)),
    ].join('\n')
    for (const value of ['first line of it', 'second line of it', 'q7Zx', 'abcd-1234', 'k3Yw']) {
      expect(shown).not.toContain(value)
      expect(shown).not.toContain(Buffer.from(value).toString('base64'))
    }
    expect(shown).toContain('data.short: changed (value hidden)')
    // Names stay readable, whatever a Secret has.
    expect(shown).toContain('Deployment/web')
  })
})
