import type { ContainerStatus, KubeEvent, Pod } from '../../../src/kubernetes/api/pods-and-events.ts'
import { type Deployment, deploymentKind, type ReplicaSet } from '../../../src/kubernetes/kinds/deployment.ts'
import type { RolloutTarget, WorkloadFacts } from '../../../src/kubernetes/kinds/followed-kind.ts'

/** Objects in the shapes that a real cluster gives, each with one thing changed. */

/** The fields of a Deployment that are ours: scale, and name and image of its container. */
export const OUR_FIELDS = {
  manager: 'commit-train',
  operation: 'Apply',
  time: '2026-01-01T10:00:00Z',
  fieldsV1: {
    'f:spec': {
      'f:replicas': {},
      'f:template': {
        'f:spec': { 'f:containers': { 'k:{"name":"app"}': { '.': {}, 'f:name': {}, 'f:image': {} } } },
      },
    },
  },
}

const TEMPLATE = { spec: { initContainers: [{ name: 'init' }], containers: [{ name: 'app', image: 'web:1' }] } }

export const target: RolloutTarget = {
  kind: deploymentKind,
  namespace: 'shop',
  name: 'web',
  uid: 'd-1',
  generation: 3,
  object: deployment({ metadata: { managedFields: [OUR_FIELDS] } }),
  unchanged: false,
  at: Date.parse('2026-01-01T10:00:00Z'),
}

export const AFTER = '2026-01-01T10:00:05Z'
export const BEFORE = '2026-01-01T09:59:00Z'

export function deployment(change: { metadata?: object; spec?: object; status?: object } = {}): Deployment {
  const spec = { replicas: 2, template: TEMPLATE, ...change.spec }
  return {
    metadata: {
      name: 'web',
      namespace: 'shop',
      uid: 'd-1',
      generation: 3,
      annotations: { 'deployment.kubernetes.io/revision': '2' },
      ...change.metadata,
    },
    spec,
    status: { observedGeneration: 3, replicas: 2, updatedReplicas: 2, availableReplicas: 2, ...change.status },
  }
}

export function replicaSet(uid = 'rs-2', revision = '2', conditions: ReplicaSet['status'] = {}): ReplicaSet {
  return {
    metadata: {
      name: `web-${uid}`,
      uid,
      annotations: { 'deployment.kubernetes.io/revision': revision },
      ownerReferences: [{ uid: 'd-1', kind: 'Deployment' }],
    },
    status: conditions,
  }
}

export function pod(
  container: Partial<ContainerStatus> = {},
  change: { metadata?: object; spec?: Pod['spec']; status?: object } = {},
): Pod {
  return {
    metadata: { name: 'web-a', uid: 'p-1', ownerReferences: [{ uid: 'rs-2', kind: 'ReplicaSet' }], ...change.metadata },
    ...(change.spec === undefined ? {} : { spec: change.spec }),
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'app', ready: false, restartCount: 0, ...container }],
      ...change.status,
    },
  }
}

export function event(reason: string, message: string, change: Partial<KubeEvent['involvedObject']> = {}): KubeEvent {
  return {
    metadata: { name: `${reason}-${message.length}` },
    involvedObject: { kind: 'Pod', name: 'web-a', uid: 'p-1', fieldPath: 'spec.containers{app}', ...change },
    reason,
    message,
    lastTimestamp: AFTER,
  }
}

/** What is known about a Deployment. */
export type DeploymentFacts = WorkloadFacts<Deployment, ReplicaSet>

export function facts(change: Partial<DeploymentFacts> = {}): DeploymentFacts {
  return {
    workload: deployment(),
    deleted: false,
    owners: [replicaSet()],
    pods: [],
    events: [],
    eventsWatched: true,
    ...change,
  }
}
