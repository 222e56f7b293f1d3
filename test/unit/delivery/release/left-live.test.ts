import { describe, expect, test } from 'vitest'
import { endingAfterRestore } from '../../../../src/deployments/endings.ts'
import { restoreLine } from '../../../../src/deployments/words.ts'
import { endingOfError } from '../../../../src/domain/deployment/ending.ts'
import { endingText } from '../../../../src/domain/deployment/status-text.ts'
import { UserError } from '../../../../src/errors.ts'
import { configMap, type Done, ReleaseScene } from './release-scene.ts'

const FAILED = '2'.padStart(40, 'c').slice(0, 7)
const LOCKED = () => Promise.reject(new UserError('environment-locked', 'locked by ada'))

/** The second one fails, and leaves what it has applied to a third one that waits, which is refused. */
async function leftToTheNext(refuse: (scene: ReleaseScene) => void): Promise<Done> {
  const scene = await ReleaseScene.failing()
  scene.newer = 3
  const { progress } = await scene.deploy()
  expect(progress.restore).toEqual({ kind: 'none', text: 'deployment 3 is newer' })
  scene.newer = undefined
  refuse(scene)
  return scene.deploy()
}

describe('a failed release that was left to the next one, which is refused', () => {
  test.each<[string, (scene: ReleaseScene) => void]>([
    [
      'in the dry run',
      ({ cluster }) => {
        cluster.refuses = { object: 'Deployment/web', dryRun: true }
      },
    ],
    [
      'by a lock that was taken meanwhile',
      scene => {
        scene.refuseLocked = LOCKED
      },
    ],
  ])('%s: it is said what is live, and the way out', async (_, refuse) => {
    const { progress, thrown } = await leftToTheNext(refuse)
    const text = `${FAILED}, which did not succeed, is still live`
    const wayOut = `deploy a commit that is good, or roll back with "stored-release: previous", which brings ${'1'.padStart(40, 'c').slice(0, 7)} back`
    expect(progress.restore).toEqual({ kind: 'left', text, wayOut })
    expect(endingText(endingAfterRestore(endingOfError(thrown), progress.restore))).toMatch(new RegExp(`; ${text}$`))
    expect(restoreLine({ restore: { kind: 'left', text, wayOut } })).toBe(`${text}: ${wayOut}.`)
  })

  test('nothing is said where the next one is good', async () => {
    const { progress, result } = await leftToTheNext(({ cluster }) => {
      cluster.behaviourOf = () => 'healthy'
    })
    expect([result?.outcome, progress.restore]).toEqual(['complete', undefined])
  })
})

test('nothing is said where the last good one came back, or nothing of the failed one was applied', async () => {
  const scene = await ReleaseScene.failing()
  expect((await scene.deploy(configMap('more'))).progress.restore?.kind).toBe('restored')
  scene.refuseLocked = LOCKED
  expect((await scene.deploy()).progress.restore).toBeUndefined()
  scene.refuseLocked = async () => undefined
  scene.cluster.refuses = { object: 'ConfigMap/first', dryRun: false }
  const manifests = [{ object: configMap('first'), file: 'first.yaml', line: 1 }]
  expect((await scene.deploySet({ warnings: [], manifests })).progress.restore).toBeUndefined()
  scene.refuseLocked = LOCKED
  expect((await scene.deploy()).progress.restore).toBeUndefined()
})

test('one without an end may be live', async () => {
  const scene = await ReleaseScene.failing()
  const [first] = scene.records
  const name = first?.metadata.name ?? ''
  const path = `/api/v1/namespaces/shop/secrets/${name}`
  scene.change(path, one => ({
    ...one,
    metadata: { ...one.metadata, labels: { ...one.metadata.labels, 'commit-train.dev/release-state': 'begun' } },
  }))
  scene.refuseLocked = LOCKED
  const { progress } = await scene.deploy()
  expect(progress.restore).toMatchObject({
    kind: 'left',
    text: expect.stringMatching(/, which has no end, may be live$/),
  })
})

test('one that an earlier version has ended, which did not say whether it was restored, may be live', async () => {
  const scene = await ReleaseScene.failing()
  expect((await scene.deploy(configMap('more'))).progress.restore?.kind).toBe('restored')
  const END = 'commit-train.dev/release-end'
  for (const { metadata } of scene.records) {
    const { [END]: text = '{}', ...others } = metadata.annotations as Record<string, string>
    const { undone: _, ...end } = JSON.parse(text) as Record<string, unknown>
    const annotations = { ...others, [END]: JSON.stringify(end) }
    scene.change(`/api/v1/namespaces/shop/secrets/${metadata.name}`, one => ({
      ...one,
      metadata: { ...one.metadata, annotations },
    }))
  }
  scene.refuseLocked = LOCKED
  expect((await scene.deploy()).progress.restore).toMatchObject({
    text: expect.stringMatching(/, which did not succeed, may be live$/),
  })
})
