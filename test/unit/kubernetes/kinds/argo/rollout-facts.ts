import { PodHistoryRecorder } from '../../../../../src/kubernetes/diagnosis/pod-history.ts'
import { TOLERANCES } from '../../../../../src/kubernetes/diagnosis/tolerance.ts'
import { argoRolloutKind, type RolloutReplicaSet } from '../../../../../src/kubernetes/kinds/argo/argo-rollout.ts'
import type { ArgoRollout } from '../../../../../src/kubernetes/kinds/argo/rollout-object.ts'
import type { RolloutTarget, WorkloadFacts } from '../../../../../src/kubernetes/kinds/followed-kind.ts'
import { FollowedWorkload } from '../../../../../src/kubernetes/rollout/followed-workload.ts'
import { STRICT } from '../../diagnosis/diagnosed.ts'
import { AFTER, AT, BEFORE, podOf, UID } from '../judged.ts'

/** The pod templates of two releases. */
export const templateOf = (image: string) => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image, resources: { requests: { cpu: 0.5 } } }] },
})
export const OLD = templateOf('web:1')
export const NEW = templateOf('web:2')

/** A ReplicaSet as the controller makes it of a template: in its own form, with the API server's defaults. */
export function setOf(hash: string, template: ReturnType<typeof templateOf>, available = 0): RolloutReplicaSet {
  const labels = { ...template.metadata.labels, 'rollouts-pod-template-hash': hash }
  const containers = template.spec.containers.map(container => ({
    ...container,
    ...{ resources: { requests: { cpu: '500m' } }, imagePullPolicy: 'IfNotPresent' },
  }))
  return {
    metadata: { name: `web-${hash}`, uid: `rs-${hash}`, labels, ownerReferences: [{ uid: UID, kind: 'Rollout' }] },
    spec: { template: { metadata: { labels }, spec: { containers, restartPolicy: 'Always' } } },
    status: { availableReplicas: available },
  }
}

/** What a cluster shows about one Rollout of 4 pods, generation 2, with a canary of five steps. */
export interface ShownRollout {
  readonly metadata?: object
  readonly spec?: object
  readonly status?: object
  readonly sets?: readonly RolloutReplicaSet[]
  readonly pods?: WorkloadFacts['pods']
  readonly target?: Partial<RolloutTarget>
  readonly later?: number
}

const STEPS = [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: '30s' } }, { setWeight: 100 }]

/** The status of a rollout to `new` that goes on. */
export const GOING = {
  ...{ phase: 'Progressing', observedGeneration: '2', currentPodHash: 'new', stableRS: 'old', currentStepIndex: 0 },
}

/** Judges the Rollout `web` as the deployment would at one moment. */
export function judgedRollout(shown: ShownRollout) {
  const at = Date.parse(AT)
  const spec = { replicas: 4, template: NEW, strategy: { canary: { steps: STEPS } }, ...shown.spec }
  const rollout = {
    metadata: { name: 'web', namespace: 'shop', uid: UID, generation: 2, creationTimestamp: BEFORE, ...shown.metadata },
    spec,
    ...(shown.status === undefined ? {} : { status: shown.status }),
  } as ArgoRollout
  const applied = { metadata: rollout.metadata, spec, status: { currentPodHash: 'old' } }
  const target = {
    ...{ kind: argoRolloutKind, namespace: 'shop', name: 'web', uid: UID, generation: 2, unchanged: false, at },
    ...{ object: applied, before: { ...applied, spec: { ...spec, template: OLD } } },
    ...shown.target,
  } as RolloutTarget
  const sets = shown.sets ?? [setOf('old', OLD, 4), setOf('new', NEW, 1)]
  const followed = new FollowedWorkload(target, at, { ...STRICT, tolerance: TOLERANCES.strict })
  const found = argoRolloutKind.newPods?.(rollout, sets, shown.pods ?? []) ?? { owners: [], pods: [] }
  const facts = { workload: rollout, deleted: false, ...found, events: [], eventsWatched: true }
  const memory = new PodHistoryRecorder()
  memory.begin([])
  memory.update(shown.pods ?? [])
  followed.update(facts, memory, at)
  if (shown.later !== undefined) followed.update(facts, memory, at + shown.later)
  const { state, text } = followed.report(at)
  return {
    ...{ state, text, observed: followed.observed },
    causes: followed.causes.map(({ code, fatality }) => `${code} ${fatality}`).join(),
    why: followed.causes.map(({ text }) => text).join(),
  }
}

/** A pod of the ReplicaSet with that hash. */
export const podOfSet = (hash: string, status: object) =>
  podOf({ metadata: { ownerReferences: [{ uid: `rs-${hash}`, kind: 'ReplicaSet' }] }, ready: false, status })

/** A condition of the Rollout. */
export const conditionOf = (type: string, reason: string, message: string, lastUpdateTime = AFTER) => ({
  ...{ type, status: type === 'Progressing' ? 'False' : 'True', reason, message, lastUpdateTime },
})
