import { expect, test } from 'vitest'
import { endFailedStart } from '../../../../src/deployments/job/failed-start.ts'
import type { Ending } from '../../../../src/domain/deployment/ending.ts'
import { GitHubScene } from '../github-scene.ts'

const missing: Ending = { outcome: 'error', reason: 'input-missing', text: 'Input "image" is missing', findings: [] }

async function ended(ending: Ending, environment = 'staging') {
  const scene = await GitHubScene.open()
  const requested = await scene.request(await scene.commit(), { environment })
  scene.masks.add('correct horse battery')
  const left = await endFailedStart(ending, requested.named, requested.context, scene.effects)
  return { scene, left, statuses: await scene.statusLines(requested) }
}

test('a deployment of ours ends, and post finds that it has', async () => {
  const { scene, left, statuses } = await ended(missing)
  expect(left).toBeUndefined()
  expect(statuses).toEqual(['error: Error: input "image" is missing'])
  expect(scene.kept.get('ended')).toBe('true')
  expect(JSON.parse(scene.kept.get('end') ?? '')).toMatchObject({ reason: 'input-missing' })
})

test('a deployment of others is left alone', async () => {
  const { scene, left, statuses } = await ended(missing, 'github-pages')
  expect(left).toMatchObject({ kind: 'left-alone', reason: 'deployment-foreign', expected: true })
  expect(statuses).toEqual([])
  expect(scene.kept.size).toBe(0)
})

test('where GitHub failed, it is not asked again', async () => {
  const { scene, statuses } = await ended({ ...missing, reason: 'github-unreachable' })
  expect(statuses).toEqual([])
  expect(scene.github.requests.filter(({ token }) => token === 'workflow')).toEqual([])
})

test('a secret in the words is hidden', async () => {
  const { scene, statuses } = await ended({ ...missing, text: 'Input is "correct horse battery"' })
  expect(statuses).toEqual(['error: Error: input is "***"'])
  expect(scene.kept.get('end')).not.toContain('horse')
})

test('what cannot be written is thrown, and kept for post', async () => {
  const scene = await GitHubScene.open()
  const requested = await scene.request(await scene.commit())
  scene.github.fail({ how: 'status', status: 500, operationId: 'repos/create-deployment-status', times: 50 })
  const ending = endFailedStart(missing, requested.named, requested.context, scene.effects)
  await expect(ending).rejects.toMatchObject({ reason: 'github-unreachable' })
  expect(scene.kept.get('ended')).toBeUndefined()
  expect(scene.kept.get('end')).toContain('input-missing')
})
