import { describe, expect, test } from 'vitest'
import { UserError } from '../../../../src/errors.ts'
import { until } from '../../../platform/process/until.ts'
import type { Requested } from '../../deployments/github-scene.ts'
import { DeployScene } from './deploy-scene.ts'
import { DIGEST, SECRET } from './deployed-set.ts'

const missing = new UserError('image-missing', 'There is no image ghcr.io/acme/hello:1a')
const unreachable = new UserError('registry-unreachable', 'ghcr.io does not answer')

const CI = { path: '.github/workflows/ci.yml', name: 'ci' }

/** What the scene is made of before the deployment begins; resolves with the request. */
type Given = (scene: DeployScene) => Promise<Requested>

const checked =
  (conclusion: 'failure' | 'cancelled' | null): Given =>
  async scene => {
    const sha = await scene.commit()
    await scene.check(sha, conclusion)
    return scene.request(sha)
  }

const but =
  (change: (scene: DeployScene) => void): Given =>
  async scene => {
    change(scene)
    return scene.requested()
  }

const objections: readonly [string, string, Given][] = [
  [
    'a commit that is not on the default branch',
    'not-on-trunk',
    async scene => {
      await scene.commit()
      const sha = await scene.commit({ branch: 'feature' })
      await scene.check(sha)
      return scene.request(sha)
    },
  ],
  ['a failed check', 'checks-not-passed', checked('failure')],
  ['a cancelled check', 'checks-not-passed', checked('cancelled')],
  ['a check that runs', 'checks-running', checked(null)],
  [
    'a failed check, behind a run for a tag of the same commit that skipped the job',
    'checks-not-passed',
    async scene => {
      const sha = await scene.commit()
      await scene.check(sha, 'failure')
      const run = { workflow: CI, event: 'push', headSha: sha, headBranch: 'v1.2.3' }
      await scene.github.recordWorkflowRun({ ...run, jobs: [{ name: 'test', conclusion: 'skipped' }] })
      return scene.request(sha)
    },
  ],
  [
    'a red report that a workflow made, in the suite of a scheduled run',
    'checks-not-passed',
    async scene => {
      const sha = await scene.commit()
      const run = { workflow: { path: 'nightly.yml', name: 'nightly' }, event: 'schedule', headSha: sha }
      await scene.github.recordWorkflowRun({ ...run, jobs: [{ name: 'night', conclusion: 'success' }] })
      await scene.check(sha)
      await scene.report(sha, 'failure')
      return scene.request(sha)
    },
  ],
  ['no check at all', 'no-checks', async scene => scene.request(await scene.commit())],
  [
    'a missing image, although the merge queue ran the build of pull requests, which pushes none',
    'image-missing',
    async scene => {
      const sha = await scene.commit()
      const run = {
        workflow: { path: '.github/workflows/pull-request.yml', name: 'pull request' },
        event: 'merge_group',
      }
      const headBranch = 'gh-readonly-queue/main/pr-1-abc'
      await scene.github.recordWorkflowRun({
        ...{ ...run, headSha: sha, headBranch, jobs: [{ name: 'build', conclusion: 'success' }] },
      })
      scene.image = () => Promise.reject(missing)
      return scene.request(sha)
    },
  ],
  ['a missing image', 'image-missing', but(scene => (scene.image = () => Promise.reject(missing)))],
  [
    'an image that GitHub has attested of another commit',
    'image-built-elsewhere',
    async scene => {
      const requested = await scene.requested()
      scene.github.recordAttestation({ digest: DIGEST, commit: 'd'.repeat(40) })
      return requested
    },
  ],
  [
    'an image that nobody attested, where the policy asks for it',
    'image-not-attested',
    async scene => {
      const policy = 'services: [hello]\nimage-attestation: required\nenvironments: { staging: }\n'
      const sha = await scene.commit({ policy })
      await scene.check(sha)
      return scene.request(sha)
    },
  ],
  [
    'a work tree with changes',
    'work-tree-changed',
    but(scene => (scene.tree = async () => [{ reason: 'work-tree-changed', text: 'values.yaml was changed' }])),
  ],
]

const unreadable: readonly [string, string, Given][] = [
  [
    'checks that cannot be read',
    'github-unreachable',
    but(scene => scene.github.fail({ how: 'status', status: 500, operationId: 'checks/list-for-ref', times: 50 })),
  ],
  [
    'a branch that cannot be read',
    'github-unreachable',
    but(scene => scene.github.fail({ how: 'status', status: 500, operationId: 'repos/list-commits', times: 50 })),
  ],
  [
    'a registry that does not answer',
    'registry-unreachable',
    but(scene => (scene.image = () => Promise.reject(unreachable))),
  ],
  ['a work tree that cannot be read', 'bug', but(scene => (scene.tree = () => Promise.reject(new Error('EIO'))))],
]

/** Nothing of the later steps has begun. */
function expectNothingBegun(scene: DeployScene): void {
  expect(scene.calls.filter(call => call.startsWith('render'))).toEqual([])
  expect(scene.cluster.tried).toEqual([])
  expect(scene.cluster.applied).toEqual([])
  expect(scene.kept.get('touched')).toBeUndefined()
  expect(scene.cluster.closed).toBe(true)
}

describe('the gate', () => {
  test.each(objections)('%s refuses', async (_what, reason, given) => {
    const scene = await DeployScene.open()
    const requested = await given(scene)
    const result = await scene.deploy(requested)
    expect(result).toMatchObject({ view: { touched: false, ending: { outcome: 'refused', reason } } })
    expectNothingBegun(scene)
    const last = (await scene.statuses(requested)).at(-1)
    expect(last).toMatchObject({ state: 'failure', description: expect.stringMatching(/^Refused: /) })
  })

  test.each(unreadable)('%s blocks, as an error', async (_what, reason, given) => {
    const scene = await DeployScene.open()
    const requested = await given(scene)
    const result = await scene.deploy(requested)
    expect(result).toMatchObject({ view: { touched: false, ending: { outcome: 'error', reason } } })
    expectNothingBegun(scene)
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({ state: 'error' })
  })

  test('the attestations are asked for while the labels are still read', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    const found = scene.image
    const isAsked = () => scene.github.requests.some(({ operationId }) => operationId === 'repos/list-attestations')
    scene.image = async sha => {
      const image = await found(sha)
      return { ...image, origins: until({ what: 'the question' }, async () => isAsked()).then(() => image.origins) }
    }
    expect(await scene.deploy(requested)).toMatchObject({ view: { ending: { outcome: 'success' } } })
  })

  test('an image whose label and whose attestation are of others has both named', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    const found = scene.image
    scene.image = async () => found('e'.repeat(40))
    scene.github.recordAttestation({ digest: DIGEST, commit: 'd'.repeat(40) })
    const findings = [{ reason: 'image-of-other-commit' }, { reason: 'image-built-elsewhere' }]
    expect(await scene.deploy(requested)).toMatchObject({ view: { ending: { outcome: 'refused', findings } } })
  })

  test('every objection is named at once', async () => {
    const scene = await DeployScene.open()
    const requested = await checked('failure')(scene)
    scene.image = () => Promise.reject(missing)
    scene.tree = async () => [{ reason: 'work-tree-changed', text: `values.yaml holds ${SECRET}` }]
    const result = await scene.deploy(requested)
    const findings = [{ reason: 'check-failed' }, { reason: 'work-tree-changed' }, { reason: 'image-missing' }]
    expect(result).toMatchObject({ view: { ending: { findings } } })
    expect(JSON.stringify(result)).not.toContain(SECRET)
  })
})

describe('the policy', () => {
  const withPolicy =
    (policy: string | null): Given =>
    async scene => {
      const sha = await scene.commit({ policy })
      await scene.check(sha)
      return scene.request(sha)
    }

  test.each([
    ['is missing', 'policy-missing', null],
    ['has an unknown key', 'policy-invalid', 'services: [hello]\nenviroments:\n  staging:\n'],
  ])('%s', async (_what, reason, policy) => {
    const scene = await DeployScene.open()
    const requested = await withPolicy(policy)(scene)
    expect(await scene.deploy(requested)).toMatchObject({ view: { ending: { outcome: 'refused', reason } } })
    expect((await scene.statuses(requested)).map(({ state }) => state)).toEqual(['failure'])
    expect(scene.cluster.applied).toEqual([])
  })

  test('cannot be read: whose deployment it is remains open, and nothing is written', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.github.fail({ how: 'status', status: 500, operationId: 'repos/get-content', times: 50 })
    await expect(scene.deploy(requested)).rejects.toMatchObject({ reason: 'github-unreachable' })
    expect(await scene.statuses(requested)).toEqual([])
  })

  test('cannot be read, but pre has claimed the deployment: it ends', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.kept.set('deployment', String(requested.id))
    scene.github.fail({ how: 'status', status: 500, operationId: 'repos/get-content', times: 50 })
    expect(await scene.deploy(requested)).toMatchObject({ view: { ending: { reason: 'github-unreachable' } } })
    expect((await scene.statuses(requested)).map(({ state }) => state)).toEqual(['error'])
  })
})

describe('the environment of the job', () => {
  test('is another one: refused before anything is asked', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    const result = await scene.deploy(requested, { environment: 'production' })
    expect(result).toMatchObject({ view: { ending: { outcome: 'refused', reason: 'environment-mismatch' } } })
    expect(scene.calls).toEqual([])
    expect(scene.cluster.tried).toEqual([])
    expect((await scene.statuses(requested)).map(({ state }) => state)).toEqual(['failure'])
  })

  test('is the same in other capitals', async () => {
    const scene = await DeployScene.open()
    const result = await scene.deploy(await scene.requested(), { environment: 'Staging' })
    expect(result).toMatchObject({ view: { ending: { outcome: 'success' } } })
  })
})

describe('after the gate', () => {
  test('templates that cannot be rendered: refused, the cluster is not asked', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.render = () => Promise.reject(new UserError('render-failed', 'web.yaml:3: no key'))
    const result = await scene.deploy(requested)
    expect(result).toMatchObject({ view: { touched: false, ending: { outcome: 'refused', reason: 'render-failed' } } })
    expect([...scene.cluster.tried, ...scene.cluster.applied]).toEqual([])
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({ state: 'failure' })
  })

  test('a cluster that cannot be reached: an error, once it is needed', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.connect = () => Promise.reject(new UserError('cluster-unreachable', 'no answer'))
    const result = await scene.deploy(requested)
    expect(result).toMatchObject({
      view: { touched: false, ending: { outcome: 'error', reason: 'cluster-unreachable' } },
    })
    expect(scene.calls.some(call => call.startsWith('render'))).toBe(true)
  })

  test('the dry run finds something: refused, nothing is applied', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.cluster.refuses = { object: 'Deployment/web', dryRun: true }
    const result = await scene.deploy(requested)
    expect(result).toMatchObject({ view: { touched: false, objects: [], ending: { outcome: 'refused' } } })
    expect(scene.cluster.applied).toEqual([])
    expect(scene.kept.get('touched')).toBeUndefined()
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({ state: 'failure' })
  })
})
