import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AppliedObject } from '../../../../src/kubernetes/apply/apply.ts'
import type { Plan } from '../../../../src/kubernetes/apply/plan.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { deploymentKind } from '../../../../src/kubernetes/kinds/deployment.ts'
import {
  type FollowResult,
  type RolloutWatch,
  watchRollouts,
} from '../../../../src/kubernetes/rollout/watch-rollouts.ts'
import { HeldClock } from '../../held-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { event, pod } from '../workload-facts.ts'
import { batchKind } from './batch-kind.ts'
import { WatchedApi } from './watched-api.ts'

/** A second kind goes through the whole of following, so that nothing of it can be about Deployments. */

const BATCHES = '/apis/example.dev/v1/namespaces/shop/batches'
const PODS = '/api/v1/namespaces/shop/pods'
const EVENTS = '/api/v1/namespaces/shop/events'

const SPEC = { size: 2, owner: 'us', worker: { image: 'web:1' } }
const managedFields = [
  {
    manager: 'commit-train',
    operation: 'Apply',
    fieldsV1: { 'f:spec': { 'f:size': {}, 'f:owner': {}, 'f:worker': { 'f:image': {} } } },
  },
]
const batch = (status: object = { seen: true }, change: object = {}, generation = 1) => ({
  metadata: { name: 'nightly', namespace: 'shop', uid: 'b-1', generation, managedFields },
  spec: { ...SPEC, ...change },
  status,
})
const object = { apiVersion: 'example.dev/v1', kind: 'Batch', ...batch() }
const manifest = { object, file: 'batch.yaml', line: 1 }
const plan: Plan = {
  objects: [{ manifest, path: `${BATCHES}/nightly`, namespace: 'shop', stage: 'workloads' }],
  warnings: [],
  left: [],
}
const applied: AppliedObject = {
  manifest,
  action: 'created',
  kind: 'Batch',
  name: 'nightly',
  namespace: 'shop',
  uid: 'b-1',
  generation: 1,
  resourceVersion: '1',
  object,
  at: 0,
  warnings: [],
}
const podOfBatch = (exitCode: number, restartCount: number) =>
  pod(
    { state: { terminated: { exitCode } }, restartCount },
    { metadata: { ownerReferences: [{ uid: 'b-1', kind: 'Batch' }] }, spec: { restartPolicy: 'OnFailure' } },
  )

let api: WatchedApi
let clock: HeldClock
let log: RecordingLogger
let watch: RolloutWatch
let result: FollowResult | undefined

beforeEach(async () => {
  api = new WatchedApi()
  clock = new HeldClock()
  log = new RecordingLogger()
  result = undefined
  const cluster = { client: api.client, clock, log, redact: (text: string) => text } as unknown as Cluster
  const kinds = [deploymentKind, batchKind]
  watch = await watchRollouts(cluster, plan, { service: 'web', environment: 'production' }, { kinds })
  void watch.follow([applied], { timeoutMs: 60_000, stableForMs: 0 }).then(followed => {
    result = followed
  })
  await clock.advance(1_000)
})
afterEach(() => watch.close())

const show = async (path: string, ...objects: object[]): Promise<void> => {
  for (const one of objects) api.show(path, one)
  await clock.advance(0)
}

test('its own lists are watched, and no other', () => {
  expect(api.listed.toSorted()).toEqual([EVENTS, PODS, BATCHES].toSorted())
})

test('it is complete when it says so, in its own words', async () => {
  await show(BATCHES, batch({ seen: false, done: 2 }))
  expect(result).toBeUndefined()
  await show(BATCHES, batch({ seen: true, done: 1 }))
  expect(result).toBeUndefined()
  await show(BATCHES, batch({ seen: true, done: 2 }))
  expect(result).toMatchObject({ outcome: 'complete', workloads: [{ object: 'Batch/nightly', text: '2 of 2 done' }] })
  expect(log.lines).toEqual(['info: Batch/nightly: 1 of 2 done', 'info: Batch/nightly: 2 of 2 done, complete'])
})

test('its pods may end with code 0, and crash with any other', async () => {
  await show(PODS, podOfBatch(0, 2))
  await show(BATCHES, batch())
  expect(result).toBeUndefined()
  await show(PODS, podOfBatch(1, 1))
  await clock.idle()
  expect(result).toMatchObject({ outcome: 'failed', cause: { code: 'crash', object: 'Batch/nightly', pod: 'web-a' } })
})

test('what ended and was deleted at once ended all the same', async () => {
  api.show(BATCHES, batch({ seen: true, done: 1 }))
  api.show(BATCHES, batch({ seen: true, done: 2 }), 'DELETED')
  await clock.advance(0)
  expect(result).toMatchObject({ outcome: 'complete', workloads: [{ text: '2 of 2 done' }] })
})

test('what did not end and was deleted is taken over', async () => {
  api.show(BATCHES, batch({ seen: true, done: 1 }), 'DELETED')
  await clock.advance(0)
  expect(result).toMatchObject({ outcome: 'taken-over' })
})

test('one of the same name that was deleted before the apply is another', async () => {
  const earlier = { ...batch({ seen: true, done: 2 }), metadata: { name: 'nightly', namespace: 'shop', uid: 'b-0' } }
  api.show(BATCHES, earlier, 'DELETED')
  await clock.advance(0)
  expect(result).toBeUndefined()
  await show(BATCHES, batch({ seen: true, done: 2 }))
  expect(result).toMatchObject({ outcome: 'complete' })
})

test('its own events are diagnosed', async () => {
  const message = 'pods "nightly-0" is forbidden: violates PodSecurity "restricted:latest": privileged'
  await show(EVENTS, event('FailedCreate', message, { kind: 'Batch', name: 'nightly', uid: 'b-1', fieldPath: '' }))
  await show(BATCHES, batch())
  expect(result).toMatchObject({ outcome: 'failed', cause: { code: 'pod-security', object: 'Batch/nightly' } })
})

test('its own deadline ends it', async () => {
  await show(BATCHES, batch({ seen: true, tooLate: 'after 60 s' }))
  expect(result).toMatchObject({ outcome: 'failed', cause: { code: 'progress-deadline', text: 'after 60 s' } })
})

test('it is taken over when a field of ours has another value, but for those that its controllers change', async () => {
  await show(BATCHES, batch({ seen: true, done: 1 }, { size: 3, owner: 'us', note: 'theirs' }, 2))
  expect(result).toBeUndefined()
  await show(BATCHES, batch({ seen: true }, { worker: { image: 'web:2' } }, 3))
  expect(result).toMatchObject({
    workloads: [{ state: 'taken-over', text: expect.stringContaining('spec.worker.image') }],
  })
})
