import { type KubeObject, mappingAt } from '../../../../src/kubernetes/api/objects.ts'
import type { Staging } from '../../../../src/policy/strategy.ts'
import { configMap, ReleaseScene } from './release-scene.ts'

export const DEPLOYMENT = '/apis/apps/v1/namespaces/shop/deployments/web'
export const HELD = 'commit-train.dev/held'
export const STAGED: Staging = {
  ...{ kind: 'staged', steps: [{ pods: 1 }], surge: true, watchMs: 0 },
  ...{ decide: 'person', expiresMs: 86_400_000, workloads: undefined },
}
const SLICE_PATH = '/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices/web-1'
/** The Service reaches a pod. */
const SLICE = {
  ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
  metadata: { name: 'web-1', labels: { 'kubernetes.io/service-name': 'web' } },
  endpoints: [{ conditions: { ready: true } }],
}
export const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { selector: { app: 'web' } },
}

/** A Deployment `web` of two pods, as a commit has it, and the Service that reaches its pods. */
export function web(version: string, change: object = {}): KubeObject {
  const readinessProbe = { httpGet: { path: '/', port: 80 } }
  const container = {
    name: 'app',
    image: 'ghcr.io/acme/hello@sha256:0',
    readinessProbe,
    env: [{ name: 'V', value: version }],
  }
  return {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
    spec: {
      ...{ replicas: 2, selector: { matchLabels: { app: 'web' } } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } },
      ...change,
    },
  }
}

export function setOf(...objects: readonly KubeObject[]) {
  const manifests = objects.map((object, index) => ({ object, file: 'web.yaml', line: index + 1 }))
  return { warnings: [], manifests }
}

export const specOf = (scene: ReleaseScene) => mappingAt(scene.cluster.objects.byPath.get(DEPLOYMENT), 'spec') ?? {}
export const versionOf = (scene: ReleaseScene) => JSON.stringify(specOf(scene)).match(/"V","value":"(.)"/)?.[1]
export const holdOf = (scene: ReleaseScene) =>
  scene.cluster.objects.byPath.get(DEPLOYMENT)?.metadata.annotations?.[HELD]

/** Nothing is deployed yet; the Service will reach a pod. */
export function emptyScene(): ReleaseScene {
  const scene = new ReleaseScene()
  scene.cluster.objects.store(SLICE_PATH, SLICE)
  return scene
}

/** The first version is live. */
export async function live(): Promise<ReleaseScene> {
  const scene = emptyScene()
  const { thrown } = await scene.deploySet(
    setOf(web('1'), SERVICE, configMap('settings', { data: { a: '1' } }), configMap('left')),
  )
  if (thrown !== undefined) throw thrown
  return scene
}

/** The second was deployed in stages. */
export async function held(staging: Partial<Staging> = {}, ...more: readonly KubeObject[]) {
  const scene = await live()
  const before = specOf(scene)
  scene.staging = { staging: { ...STAGED, ...staging }, goesOverHold: false }
  const done = await scene.deploySet(setOf(web('2'), SERVICE, configMap('settings', { data: { a: '2' } }), ...more))
  return { scene, done, before }
}
