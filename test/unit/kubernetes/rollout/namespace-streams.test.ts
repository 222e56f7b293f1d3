import { expect, test } from 'vitest'
import { Changes } from '../../../../src/kubernetes/api/changes.ts'
import type { RolloutTarget } from '../../../../src/kubernetes/kinds/followed-kind.ts'
import { statefulSetKind } from '../../../../src/kubernetes/kinds/stateful-set.ts'
import { NamespaceStreams } from '../../../../src/kubernetes/rollout/namespace-streams.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { AFTER, BEFORE, eventOf, UID } from '../kinds/judged.ts'

test('the time of the events counts, not the order in which they come', () => {
  const cluster = { log: new RecordingLogger(), redact: (text: string) => text }
  const streams = new NamespaceStreams('shop', [statefulSetKind], new Changes(), cluster)
  streams.cacheOf(statefulSetKind.resource).replaced([{ metadata: { name: 'web', uid: UID } }])
  streams.events.changed('ADDED', eventOf('SuccessfulCreate', '', AFTER))
  streams.events.changed('ADDED', eventOf('FailedCreate', 'refused', BEFORE))
  const object = { metadata: { name: 'web', uid: UID } }
  const target = { kind: statefulSetKind, namespace: 'shop', name: 'web', uid: UID, object } as unknown as RolloutTarget
  expect(streams.factsOf(target).events.map(({ reason }) => reason)).toEqual(['FailedCreate', 'SuccessfulCreate'])
})

test('of the events, those that the diagnosis reads are kept', () => {
  const cluster = { log: new RecordingLogger(), redact: (text: string) => text }
  const streams = new NamespaceStreams('shop', [statefulSetKind], new Changes(), cluster)
  const read = [
    ...['Failed', 'Unhealthy', 'Killing', 'Pulled', 'FailedPostStartHook', 'NodeNotReady', 'FailedMount'],
    ...['FailedMapVolume', 'FailedAttachVolume', 'FailedCreatePodSandBox', 'FailedCreate', 'SuccessfulCreate'],
    ...['SysctlForbidden', 'OutOfcpu', 'NodeAffinity'],
  ]
  const others = ['Scheduled', 'Created', 'Started', 'ScalingReplicaSet']
  streams.events.replaced([...read, ...others].map(reason => eventOf(reason)))
  expect([...streams.events.all()].map(({ reason }) => reason).toSorted()).toEqual(read.toSorted())
})

test.each([
  ['the one that was applied', UID, AFTER, true],
  ['the one before, whose deletion has not arrived yet', 'before', BEFORE, false],
  ['one that somebody made later', 'other', AFTER, true],
])('an object of the same name: %s', (_, uid, creationTimestamp, isSeen) => {
  const cluster = { log: new RecordingLogger(), redact: (text: string) => text }
  const streams = new NamespaceStreams('shop', [statefulSetKind], new Changes(), cluster)
  streams.cacheOf(statefulSetKind.resource).replaced([{ metadata: { name: 'web', uid, creationTimestamp } }])
  const object = { metadata: { name: 'web', uid: UID, creationTimestamp: AFTER } }
  const target = { kind: statefulSetKind, namespace: 'shop', name: 'web', uid: UID, object } as unknown as RolloutTarget
  expect(streams.factsOf(target).workload?.metadata.uid).toBe(isSeen ? uid : undefined)
})
