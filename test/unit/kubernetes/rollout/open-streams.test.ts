import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Changes } from '../../../../src/kubernetes/api/changes.ts'
import type { KubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { FOLLOWED_KINDS } from '../../../../src/kubernetes/kinds/followed-kinds.ts'
import { NamespaceStreams } from '../../../../src/kubernetes/rollout/namespace-streams.ts'
import { openStreams } from '../../../../src/kubernetes/rollout/open-streams.ts'
import { HeldClock } from '../../held-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { WatchedApi } from '../kinds/watched-api.ts'

const APPS = '/apis/apps/v1/namespaces/shop'
const CORE = '/api/v1/namespaces/shop'
const forbidden = new KubernetesError(403, 'Forbidden', 'forbidden')
const selector = 'commit-train.dev/service=web'

let api: WatchedApi
let log: RecordingLogger
let ended: AbortController
beforeEach(() => {
  api = new WatchedApi()
  log = new RecordingLogger()
  ended = new AbortController()
})
afterEach(() => ended.abort())

function open(failing?: { readonly path: string; readonly error: Error }): Promise<void> {
  const get: KubernetesClient['get'] = (path, options) =>
    path === failing?.path ? Promise.reject(failing.error) : api.client.get(path, options)
  const client = { ...api.client, get }
  const cluster = { client, clock: new HeldClock(), log, server: 'https://c', redact: (text: string) => text }
  const streams = new NamespaceStreams('shop', FOLLOWED_KINDS, new Changes(), cluster)
  return openStreams(cluster as unknown as Cluster, streams, selector, ended.signal)
}

test('every list that the kinds need is read, of our objects only; events from now on', async () => {
  await open()
  expect(api.listed.toSorted()).toEqual([
    `${CORE}/events`,
    `${CORE}/pods`,
    `${APPS}/deployments`,
    `${APPS}/replicasets`,
  ])
  const ours = { labelSelector: selector }
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

test.each([`${CORE}/events`, `${CORE}/pods`])('a cluster that cannot be reached is named: %s', async path => {
  const error = new KubernetesError(0, 'Transport', 'connection refused')
  await expect(open({ path, error })).rejects.toMatchObject({ reason: 'cluster-unreachable', cause: error })
})
