import type { KubeEvent, Pod } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { PodHistoryRecorder } from '../../../../src/kubernetes/diagnosis/pod-history.ts'
import { TOLERANCES } from '../../../../src/kubernetes/diagnosis/tolerance.ts'
import type {
  FollowedKind,
  LiveObject,
  RolloutTarget,
  WorkloadFacts,
} from '../../../../src/kubernetes/kinds/followed-kind.ts'
import { FollowedWorkload } from '../../../../src/kubernetes/rollout/followed-workload.ts'
import type { RolloutTolerance } from '../../../../src/policy/rollout.ts'
import { STRICT } from '../diagnosis/diagnosed.ts'

/** When the objects of these tests were applied. */
export const AT = '2026-01-01T10:00:00Z'
export const AFTER = '2026-01-01T10:00:05Z'
export const BEFORE = '2026-01-01T09:59:00Z'

/** What a cluster shows about one applied object. */
export interface Shown {
  readonly metadata?: object
  readonly spec?: object
  readonly status?: object
  readonly pods?: readonly Pod[]
  readonly events?: readonly KubeEvent[]
  readonly eventsWatched?: boolean
  readonly target?: Partial<RolloutTarget>
  /** The pods as they were before the apply. */
  readonly podsBefore?: readonly Pod[]
  readonly tolerance?: RolloutTolerance
  /** Milliseconds since the apply. */
  readonly later?: number
  /** What is shown next, in place of this. */
  readonly next?: readonly Pick<Shown, 'status' | 'pods'>[]
}

export const UID = 'u-1'
const TEMPLATE = { spec: { containers: [{ name: 'app', image: 'web:2' }] } }

/** The fields that we applied: scale, what a queue may change, and the container of the template. */
const OURS = {
  manager: 'commit-train',
  operation: 'Apply',
  time: AT,
  fieldsV1: {
    'f:spec': {
      ...{ 'f:replicas': {}, 'f:suspend': {}, 'f:parallelism': {}, 'f:completions': {} },
      'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"app"}': { '.': {}, 'f:name': {}, 'f:image': {} } } } },
    },
  },
}

/** Judges one object of a kind, `web` in generation 2, as the rollout would at one moment. */
export function judged(kind: FollowedKind, shown: Shown) {
  const at = Date.parse(AT)
  const target: RolloutTarget = {
    ...{ kind, namespace: 'shop', name: 'web', uid: UID, generation: 2, at },
    // A Pod has its containers in the spec itself.
    object: {
      metadata: { name: 'web', managedFields: [OURS] },
      spec: { ...TEMPLATE.spec, template: TEMPLATE },
    } as LiveObject,
    unchanged: false,
    ...shown.target,
  }
  const followed = new FollowedWorkload(target, at, { ...STRICT, tolerance: TOLERANCES[shown.tolerance ?? 'strict'] })
  const memory = new PodHistoryRecorder()
  memory.begin(shown.podsBefore ?? [])
  const show = (what: Shown, now: number): void => {
    memory.update(what.pods ?? [])
    followed.update(factsOf(kind, what), memory, now)
  }
  show(shown, at)
  if (shown.later !== undefined) show(shown, at + shown.later)
  for (const next of shown.next ?? []) show({ ...shown, pods: [], ...next }, at)
  const { state, text } = followed.report(at)
  return {
    state,
    text,
    causes: followed.causes.map(({ code, fatality }) => `${code} ${fatality}`),
    why: followed.causes.map(({ text }) => text),
    remark: followed.remark?.text,
    ended: followed.hasEnded,
    numbers: followed.report(at),
  }
}

function factsOf(kind: FollowedKind, shown: Shown): WorkloadFacts {
  const { metadata, spec = {}, status = {}, pods = [], events = [], eventsWatched = true } = shown
  const workload = {
    metadata: { name: 'web', namespace: 'shop', uid: UID, generation: 2, creationTimestamp: BEFORE, ...metadata },
    spec: { template: TEMPLATE, ...spec },
    status,
  } as LiveObject
  const found = kind.newPods?.(workload, [], pods) ?? { owners: [], pods: [] }
  return { workload, deleted: false, ...found, events, eventsWatched }
}

/** A pod of the workload. */
export function podOf(change: { metadata?: object; spec?: object; status?: object; ready?: boolean } = {}): Pod {
  const { ready = true } = change
  const conditions = [{ type: 'Ready', status: ready ? 'True' : 'False' }]
  return {
    metadata: { name: 'web-0', uid: 'p-0', ownerReferences: [{ uid: UID, kind: 'x' }], ...change.metadata },
    spec: { containers: [{ name: 'app', image: 'web:2' }], ...change.spec },
    status: {
      phase: 'Running',
      conditions,
      containerStatuses: [{ name: 'app', ready, restartCount: 0, state: { running: {} } }],
      ...change.status,
    },
  }
}

/** An event about the workload itself. */
export function eventOf(reason: string, message = '', lastTimestamp = AFTER): KubeEvent {
  return {
    metadata: { name: `${reason}-${lastTimestamp}` },
    involvedObject: { name: 'web', uid: UID },
    ...{ reason, message, lastTimestamp },
  }
}

/** A condition of a status. */
export const condition = (type: string, status: string, reason = '', message = '', lastTransitionTime = AFTER) => ({
  ...{ type, status, reason, message, lastTransitionTime },
})
