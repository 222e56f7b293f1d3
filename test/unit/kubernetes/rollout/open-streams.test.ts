import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Changes } from '../../../../src/kubernetes/api/changes.ts'
import type { KubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { deploymentKind } from '../../../../src/kubernetes/kinds/deployment.ts'
import type { FollowedKind, WatchedResource } from '../../../../src/kubernetes/kinds/followed-kind.ts'
import { NamespaceStreams } from '../../../../src/kubernetes/rollout/namespace-streams.ts'
import { openStreams } from '../../../../src/kubernetes/rollout/open-streams.ts'
import { HeldClock } from '../../held-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { WatchedApi } from '../kinds/watched-api.ts'

const APPS = '/apis/apps/v1/namespaces/shop'
const CORE = '/api/v1/namespaces/shop'
const forbidden = new KubernetesError(403, 'Forbidden', 'forbidden')
const SELECTOR = 'commit-train.dev/service=web'

let api: WatchedApi
let log: RecordingLogger
let ended: AbortController
beforeEach(() => {
  api = new WatchedApi()
  log = new RecordingLogger()
  ended = new AbortController()
})
afterEach(() => ended.abort())

const INGRESS: FollowedKind = {
  kind: 'Ingress',
  group: 'networking.k8s.io',
  resource: { apiVersion: 'networking.k8s.io/v1', plural: 'ingresses' },
  eventReasons: [],
  progressOf: () => ({ observed: true, complete: true, text: 'there' }),
  symptoms: () => [],
}

let streams: NamespaceStreams
function open(
  failing?: { readonly path: string; readonly error: Error },
  { kinds = [deploymentKind], namespace = 'shop' }: { kinds?: readonly FollowedKind[]; namespace?: string } = {},
): ReturnType<typeof openStreams> {
  const get: KubernetesClient['get'] = (path, options) =>
    path === failing?.path ? Promise.reject(failing.error) : api.client.get(path, options)
  const client = { ...api.client, get }
  const cluster = { client, clock: new HeldClock(), log, server: 'https://c', redact: (text: string) => text }
  streams = new NamespaceStreams(namespace, kinds, new Changes(), cluster)
  const needed = ({ plural }: WatchedResource): boolean => plural !== 'ingresses'
  return openStreams(cluster as unknown as Cluster, streams, { labelSelector: SELECTOR, needed, signal: ended.signal })
}

test('every list that the kinds need is read, of our objects only; events from now on', async () => {
  await open()
  expect(api.listed.toSorted()).toEqual([
    `${CORE}/events`,
    `${CORE}/pods`,
    `${APPS}/deployments`,
    `${APPS}/replicasets`,
  ])
  const ours = { labelSelector: SELECTOR }
  expect(api.queries).toEqual({
    [`${APPS}/deployments`]: ours,
    [`${APPS}/replicasets`]: ours,
    [`${CORE}/pods`]: ours,
    [`${CORE}/events`]: { limit: '1' },
  })
})

describe('credentials that may not watch', () => {
  test.each([
    [`${APPS}/deployments`, 'deployments'],
    [`${APPS}/replicasets`, 'replicasets'],
    [`${CORE}/pods`, 'pods'],
  ])('%s end it, with the rule that is missing', async (path, plural) => {
    const message = `The credentials may not watch ${plural} in namespace shop; the Role needs get, list and watch on ${plural}`
    await expect(open({ path, error: forbidden })).rejects.toMatchObject({
      name: 'UserError',
      message,
      cause: forbidden,
    })
  })

  test('events only lose detail', async () => {
    await open({ path: `${CORE}/events`, error: forbidden })
    expect(log.lines).toEqual([
      expect.stringMatching(/^notice: The credentials may not watch events in namespace shop: /),
    ])
  })
})

describe('a kind without pods', () => {
  const path = '/apis/networking.k8s.io/v1/namespaces/shop/ingresses'

  test('needs neither pods nor events', async () => {
    await open(undefined, { kinds: [INGRESS] })
    expect(api.listed).toEqual([path])
    expect(streams).toMatchObject({ connected: true })
  })

  test('is not followed where the credentials do not allow it, and that is said', async () => {
    await open({ path, error: forbidden }, { kinds: [deploymentKind, INGRESS] })
    expect(log.lines).toEqual([
      'notice: The credentials may not watch ingresses in namespace shop: they are applied, but not followed; the Role needs get, list and watch on ingresses',
    ])
    expect([streams.watches(INGRESS), streams.watches(deploymentKind)]).toEqual([false, true])
    expect(streams).toMatchObject({ connected: true })
  })

  test('of the whole cluster is in no namespace', async () => {
    await open(undefined, { kinds: [INGRESS], namespace: '' })
    expect(api.listed).toEqual(['/apis/networking.k8s.io/v1/ingresses'])
  })

  test('that the cluster does not serve yet is watched later', async () => {
    const failing = { path, error: new Error('') }
    failing.error = new KubernetesError(404, 'NotFound', 'not found')
    const later = await open(failing, { kinds: [deploymentKind, INGRESS] })
    expect([later.length, streams.connected]).toEqual([1, false])
    await expect(later[0]?.()).rejects.toBe(failing.error)
    failing.path = ''
    await later[0]?.()
    expect(streams.connected).toBe(true)
  })
})

test.each([`${CORE}/events`, `${CORE}/pods`])('a cluster that cannot be reached is named: %s', async path => {
  const error = new KubernetesError(0, 'Transport', 'connection refused')
  await expect(open({ path, error })).rejects.toMatchObject({ reason: 'cluster-unreachable', cause: error })
})
