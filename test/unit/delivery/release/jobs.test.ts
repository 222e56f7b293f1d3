import { expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { DeployScene } from './deploy-scene.ts'
import { IMAGE } from './deployed-set.ts'

/** The scene with a Job before its workloads and one after. */
async function sceneWithJobs() {
  const scene = await DeployScene.open()
  const render = scene.render
  scene.render = async () => {
    const set = await render()
    const job = (name: string, run: string): KubeObject => ({
      ...{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name, annotations: { 'commit-train.dev/run': run } } },
      spec: { template: { spec: { containers: [{ name: 'app', image: 'x' }] } } },
    })
    const jobs = [job('migrate', 'before'), job('smoke', 'after')].map(object => ({ object, file: 'j.yaml', line: 1 }))
    return { ...set, manifests: [...set.manifests, ...jobs] }
  }
  return { scene, requested: await scene.requested() }
}

test('Jobs run before and after the workloads, and the report has all of them', async () => {
  const { scene, requested } = await sceneWithJobs()
  const result = await scene.deploy(requested)
  expect(scene.cluster.applied).toEqual(['ConfigMap/web', 'Job/migrate', 'Deployment/web', 'Job/smoke'])
  const complete = (object: string) => expect.objectContaining({ object, state: 'complete' })
  expect(result).toMatchObject({
    view: {
      ending: { outcome: 'success' },
      workloads: [complete('Deployment/web'), complete('Job/migrate'), complete('Job/smoke')],
    },
  })
})

test("a Job's own failure is the deployment's: what comes later is not applied, and that is said", async () => {
  const { scene, requested } = await sceneWithJobs()
  scene.cluster.jobs = 'Failed'
  const result = await scene.deploy(requested)
  expect(scene.cluster.applied).toEqual(['ConfigMap/web', 'Job/migrate'])
  expect(result).toMatchObject({
    view: {
      touched: true,
      ending: { outcome: 'failed', reason: 'job-failed' },
      cause: { object: 'Job/migrate', text: expect.stringMatching(/^BackoffLimitExceeded: too often/) },
      warnings: expect.arrayContaining([
        { reason: 'objects-not-applied', text: 'not applied, because of Job/migrate: Deployment/web, Job/smoke' },
      ]),
    },
  })
  expect((await scene.statuses(requested)).at(-1)).toMatchObject({
    state: 'failure',
    description: expect.stringMatching(/^Failed: Job\/migrate: job-failed: BackoffLimitExceeded: too often/),
  })
})

test('what nothing serves yet is not asked for the pods behind it', async () => {
  const scene = await DeployScene.open()
  const spec = { selector: { app: 'web' }, ports: [{ port: 80 }] }
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec }
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: IMAGE }] } }
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'fill' }, spec: { template } }
  const manifests = [job, service].map(object => ({ object, file: 'web.yaml', line: 1 }))
  scene.render = async () => ({ warnings: [], manifests })
  expect(await scene.deploy(await scene.requested())).toMatchObject({
    view: { ending: { outcome: 'success' }, warnings: [] },
  })
})
