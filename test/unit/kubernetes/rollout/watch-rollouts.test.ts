import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import type { AppliedObject } from '../../../../src/kubernetes/apply/apply.ts'
import type { Plan } from '../../../../src/kubernetes/apply/plan.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import {
  type FollowResult,
  type RolloutWatch,
  watchRollouts,
} from '../../../../src/kubernetes/rollout/watch-rollouts.ts'
import { HeldClock } from '../../held-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { WatchedApi } from '../kinds/watched-api.ts'

/** What a set makes the rollout watch, follow and say. */

interface Entry {
  readonly object: KubeObject
  readonly path: string
  /** Empty for what belongs to the whole cluster. */
  readonly namespace: string
}
const entry = (apiVersion: string, kind: string, plural: string, metadata: object = {}, rest: object = {}): Entry => {
  const api = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
  const object = {
    apiVersion,
    kind,
    ...rest,
    metadata: { name: 'web', uid: `uid-${plural}`, generation: 1, ...metadata },
  }
  return { object, path: `${api}/namespaces/shop/${plural}/${object.metadata.name}`, namespace: 'shop' }
}
const UNFOLLOWED = { annotations: { 'commit-train.dev/follow': 'none' } }
const LIST = (path: string): string => path.replace(/\/[^/]+$/, '')

let api: WatchedApi
let clock: HeldClock
let log: RecordingLogger
let watch: RolloutWatch
beforeEach(() => {
  api = new WatchedApi()
  clock = new HeldClock()
  log = new RecordingLogger()
})
afterEach(() => watch.close())

async function watching(...entries: readonly Entry[]): Promise<(stableForMs?: number) => Promise<FollowResult>> {
  const manifests = entries.map(({ object }, index) => ({ object, file: 'f.yaml', line: index + 1 }))
  const objects = entries.map(({ path, namespace }, index) => ({
    manifest: manifests[index] as (typeof manifests)[number],
    ...{ path, namespace, stage: 'workloads' as const },
  }))
  const cluster = { client: api.client, clock, log, redact: (text: string) => text } as unknown as Cluster
  const plan: Plan = { objects, warnings: [], left: [] }
  watch = await watchRollouts(cluster, plan, { service: 'web', environment: 'production' })
  const applied = objects.map(({ manifest, namespace }): AppliedObject => {
    const { kind, metadata } = manifest.object
    const { name, uid = '', generation = 0 } = metadata
    return {
      ...{ manifest, action: 'created', kind, name, namespace, uid, generation },
      ...{ resourceVersion: '1', object: manifest.object, at: 0, warnings: [] },
    }
  })
  return (stableForMs = 0) => watch.follow(applied, { timeoutMs: 60_000, stableForMs })
}

test('what is complete when it is applied is said in one line, and not watched', async () => {
  await watching(
    entry('v1', 'ConfigMap', 'configmaps'),
    entry('v1', 'ConfigMap', 'configmaps', { name: 'other' }),
    entry('batch/v1', 'CronJob', 'cronjobs'),
    entry('v1', 'Service', 'services'),
    entry('monitoring.coreos.com/v1', 'ServiceMonitor', 'servicemonitors'),
    entry('example.dev/v1', 'Thing', 'things', UNFOLLOWED),
  )
  expect(api.listed).toEqual([])
  expect(log.lines).toEqual([
    'info: Not followed, complete when applied: ConfigMap (2), CronJob/web, Service/web, ServiceMonitor/web, Thing/web',
  ])
})

test('a custom resource is watched where its path is, and judged by its own conditions', async () => {
  const thing = entry('example.dev/v1', 'Thing', 'things')
  const follow = await watching(thing)
  expect(api.listed).toEqual([LIST(thing.path)])
  const result = follow()
  const status = { conditions: [{ type: 'Ready', status: 'True' }] }
  await clock.advance(0)
  api.show(LIST(thing.path), { ...thing.object, status })
  expect(await result).toMatchObject({
    outcome: 'complete',
    workloads: [{ object: 'Thing/web', text: 'Ready' }],
    remarks: [],
  })
})

test('several without conditions are one remark', async () => {
  const things = ['a', 'b'].map(name => entry('example.dev/v1', 'Thing', 'things', { name, uid: name }))
  const other = entry('example.dev/v1', 'Other', 'others')
  const follow = await watching(...things, other)
  const result = follow(10_000)
  for (const { path, object } of [...things, other]) api.show(LIST(path), object)
  await clock.advance(1_000)
  await clock.advance(10_000)
  expect(await result).toMatchObject({
    outcome: 'complete',
    remarks: [
      {
        reason: 'custom-resource-not-followed',
        text: expect.stringMatching(/^Thing\/a, Thing\/b, Other\/web: applied, but not followed: /),
      },
    ],
  })
})

test('conditions that come within the window are waited for', async () => {
  const thing = entry('example.dev/v1', 'Thing', 'things')
  const result = (await watching(thing))(10_000)
  api.show(LIST(thing.path), thing.object)
  await clock.advance(5_000)
  const status = { conditions: [{ type: 'Stalled', status: 'True', message: 'no quota' }] }
  api.show(LIST(thing.path), { ...thing.object, status })
  expect(await result).toMatchObject({ outcome: 'failed', cause: { code: 'resource-failed', object: 'Thing/web' } })
})

test('what has ended need not stay so for the stability window', async () => {
  const job = entry('batch/v1', 'Job', 'jobs', {}, { spec: {} })
  const result = (await watching(job))(30_000)
  const conditions = [{ type: 'Complete', status: 'True' }]
  api.show(LIST(job.path), { ...job.object, status: { startTime: '2026-01-01T00:00:00Z', conditions } })
  await clock.advance(1_000)
  expect(await Promise.race([result, clock.idle()])).toMatchObject({ outcome: 'complete' })
})
