import { expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { configMap, ReleaseScene } from './release-scene.ts'

test('what left the templates goes in an order: ways to the service, the service itself, what it reads', async () => {
  const scene = new ReleaseScene()
  const named = (apiVersion: string, kind: string, more: object = {}) =>
    ({
      ...{ apiVersion, kind, ...more },
      metadata: { name: `old-${kind.toLowerCase()}`, annotations: { 'commit-train.dev/follow': 'none' } },
    }) as KubeObject
  await scene.deploy(
    configMap('old'),
    named('v1', 'Service', { spec: { type: 'ExternalName', externalName: 'x.example' } }),
    named('networking.k8s.io/v1', 'Ingress', { spec: { rules: [] } }),
  )
  const removed: string[] = []
  const { objects } = scene.cluster
  const remove = objects.remove.bind(objects)
  objects.remove = (path, options) => {
    removed.push(path.split('/').at(-1) ?? '')
    return remove(path, options)
  }
  expect((await scene.deploy()).reasons).toEqual([])
  expect(removed).toEqual(['old-ingress', 'old-service', 'old'])
})
