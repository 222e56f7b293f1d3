import { describe, expect, test } from 'vitest'
import type { ObjectSet } from '../../../../src/kubernetes/manifests/manifest.ts'
import { DeployScene } from './deploy-scene.ts'
import { RENDERED } from './deployed-set.ts'

const POLICY = `services: [hello]
strategy: { drain: 5s }
environments:
  staging:
  production: { strategy: { drain: 0s } }
`
const SERVICE = {
  object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' } } },
  ...{ file: 'web.yaml', line: 20 },
}
/** The Service reaches a pod. */
const SLICE = {
  ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
  metadata: { name: 'web-1', labels: { 'kubernetes.io/service-name': 'web' } },
  endpoints: [{ conditions: { ready: true } }],
}
const SERVED: ObjectSet = { ...RENDERED, manifests: [...RENDERED.manifests, SERVICE] }

async function scene(environment: string, set: ObjectSet) {
  const it = await DeployScene.open()
  it.render = async () => set
  it.cluster.objects.store('/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices/web-1', SLICE)
  const sha = await it.commit({ policy: POLICY })
  await it.check(sha)
  return { it, asked: await it.request(sha, { environment }) }
}

describe('drain', () => {
  test('is applied, said in the log, and part of the record of the release', async () => {
    const { it, asked } = await scene('staging', SERVED)
    const result = await it.deploy(asked)
    expect(result).toMatchObject({ view: { ending: { outcome: 'success' } } })
    const live = [...it.cluster.objects.byPath].find(([path]) => path.endsWith('/deployments/web'))?.[1]
    expect(live).toMatchObject({
      spec: {
        template: {
          spec: {
            terminationGracePeriodSeconds: 35,
            containers: [{ name: 'app', lifecycle: { preStop: { sleep: { seconds: 5 } } } }],
          },
        },
      },
    })
    expect(it.log.lines.join('\n')).toContain('Deployment/web: pods serve for 5 s more before they stop')
    // Applied again, it is what it was.
    const again = await it.deploy(await it.request(asked.sha))
    expect(again).toMatchObject({ view: { ending: { outcome: 'success' }, objects: [{}, {}, {}] } })
  })

  test('of an environment that has none changes nothing', async () => {
    const { it, asked } = await scene('production', SERVED)
    await it.deploy(asked)
    expect(JSON.stringify([...it.cluster.objects.byPath])).not.toContain('preStop')
  })

  test('that changes nothing is a notice and a warning of the summary', async () => {
    const { it, asked } = await scene('staging', RENDERED)
    expect(await it.deploy(asked)).toMatchObject({
      view: {
        ending: { outcome: 'success' },
        warnings: expect.arrayContaining([expect.objectContaining({ reason: 'drain-unused' })]),
      },
    })
  })

  test('is refused by an older cluster before anything is changed, also in a dry run', async () => {
    for (const dryRun of [false, true]) {
      const { it, asked } = await scene('staging', SERVED)
      Object.assign(it.cluster, { serverVersion: { major: 1, minor: 29, text: 'v1.29.3' } })
      expect(await it.deploy(asked, { dryRun })).toMatchObject({
        view: { ending: { outcome: 'refused', reason: 'strategy-impossible' }, touched: false },
      })
      expect(it.cluster.applied).toEqual([])
    }
  })
})
