import { describe, expect, test } from 'vitest'
import { whyNotOfRelease } from '../../../../src/delivery/release/restore/restore-choice.ts'
import { UserError } from '../../../../src/errors.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import type { FollowResult } from '../../../../src/kubernetes/rollout/watch-rollouts.ts'
import type { ReasonCode } from '../../../../src/reasons/registry.ts'
import { ReleaseScene, SECRETS } from './release-scene.ts'

const commitOf = (id: number): string => String(id).padStart(40, 'c')

/** Two good deployments, of which the record of the second has no end, and a third that fails. */
async function afterOpen(first: 'good' | 'open' = 'good'): Promise<ReleaseScene> {
  const scene = new ReleaseScene()
  await scene.deploy()
  await scene.deploy()
  const open = first === 'open' ? [0, 1] : [1]
  for (const at of open) {
    const name = scene.records[at]?.metadata.name
    scene.change(`${SECRETS}/${name}`, ({ metadata, ...one }) => ({
      ...one,
      metadata: { ...metadata, labels: { ...metadata.labels, 'commit-train.dev/release-state': 'begun' } },
    }))
  }
  scene.cluster.behaviourOf = ({ spec }) =>
    (spec as { minReadySeconds?: number }).minReadySeconds === 2 ? 'missing-config' : 'healthy'
  return scene
}

const silent = async (): Promise<never> => {
  throw new UserError('github-unreachable', 'GitHub does not answer')
}

describe('what was live before, by the records and by GitHub', () => {
  test('one whose end could not be written, but which GitHub knows as good, is the one that comes back', async () => {
    const scene = await afterOpen()
    scene.lastGoodAfter = async after => (after === 1 ? 2 : undefined)
    expect((await scene.deploy()).progress.restore).toMatchObject({ kind: 'restored', commit: commitOf(2) })
  })

  test('one that broke off is not it: the last good one comes back', async () => {
    const scene = await afterOpen()
    expect((await scene.deploy()).progress.restore).toMatchObject({ kind: 'restored', commit: commitOf(1) })
  })

  test('while one has no end, and GitHub does not answer, nothing is restored', async () => {
    const scene = await afterOpen()
    scene.lastGoodAfter = silent
    expect((await scene.deploy()).progress.restore).toEqual({ kind: 'none', text: 'GitHub does not say what was live' })
    expect(scene.restoring).toEqual([])
  })

  test('the records say it alone where GitHub does not answer and each of them has its end', async () => {
    const scene = await ReleaseScene.failing()
    scene.lastGoodAfter = silent
    expect((await scene.deploy()).progress.restore).toMatchObject({ kind: 'restored', commit: commitOf(1) })
  })

  test('a good deployment without a record: nothing is restored over it', async () => {
    const scene = await ReleaseScene.failing()
    scene.lastGoodAfter = async () => 7
    expect((await scene.deploy()).progress.restore).toEqual({ kind: 'none', text: 'no record of deployment 7' })
    expect(scene.log.lines).toContain('notice: Nothing is restored: no record of deployment 7: it was live before')
  })

  test('a failed one that somebody called good on GitHub is not restored', async () => {
    const scene = await ReleaseScene.failing()
    await scene.deploy()
    scene.lastGoodAfter = async () => 2
    expect((await scene.deploy()).progress.restore).toEqual({ kind: 'none', text: 'no record of deployment 2' })
  })

  test('no record is good, but GitHub knows one of them as good', async () => {
    const scene = await afterOpen('open')
    scene.lastGoodAfter = async after => (after === 0 ? 1 : undefined)
    expect((await scene.deploy()).progress.restore).toMatchObject({ kind: 'restored', commit: commitOf(1) })
  })

  test('no record is good, and GitHub knows none as good either', async () => {
    const scene = await afterOpen('open')
    expect((await scene.deploy()).progress.restore).toEqual({ kind: 'none', text: 'no earlier good release' })
  })

  test('it cannot be seen whether a newer one has begun: nothing is restored', async () => {
    const scene = await ReleaseScene.failing()
    let lists = 0
    scene.cluster.objects.before = ({ verb, path }) => {
      if (verb === 'list' && path === SECRETS && ++lists > 1) throw new KubernetesError(500, '', 'etcd is down')
    }
    expect((await scene.deploy()).progress.restore).toEqual({
      kind: 'none',
      text: 'whether a newer one has begun is not known',
    })
  })
})

describe('whether a failure is that of the release', () => {
  const applyFailed = (reason: ReasonCode): UserError =>
    new UserError('apply-failed', 'x', { findings: [{ reason, text: 'x' }] })
  const followed = (outcome: FollowResult['outcome'], code?: string): FollowResult =>
    ({
      outcome,
      workloads: [],
      causes: [],
      ...(code === undefined ? {} : { cause: { code } }),
    }) as unknown as FollowResult
  test.each<[string, FollowResult | Error, string | undefined]>([
    ['a refused object', applyFailed('object-rejected'), undefined],
    ['an apply without an answer', applyFailed('cluster-unreachable'), 'the connection to the cluster broke'],
    ['fields of another manager', applyFailed('field-conflict'), 'others have changed the objects'],
    ['a CRD that is not served', new UserError('crd-not-established', 'x'), undefined],
    ['the time is up', new UserError('timeout', 'x'), undefined],
    ['the Lease', new UserError('hold-lost', 'x'), 'the Lease is lost'],
    ['no connection at all', new UserError('cluster-unreachable', 'x'), ''],
    ['a bug', new Error('x'), ''],
    ['a cause', followed('failed', 'crash'), undefined],
    ['no cause in time', followed('timeout', 'not-complete'), undefined],
    ['lost watches', followed('timeout', 'cluster-watch-lost'), 'the connection to the cluster broke'],
    ['a takeover', followed('taken-over'), 'others have changed the objects'],
    ['another deployment', followed('superseded'), ''],
  ])('%s', (_, failure, expected) => {
    expect(whyNotOfRelease(failure)).toBe(expected)
  })
})
