import type { ObjectMeta } from '../api/objects.ts'
import type { Pod } from '../api/pods-and-events.ts'
import type { LiveObject } from './followed-kind.ts'

/** Whether the object is owned by the one with that uid. */
export function isOwnedBy(object: { readonly metadata: ObjectMeta }, uid: string | undefined): boolean {
  return uid !== undefined && object.metadata.ownerReferences?.some(owner => owner.uid === uid) === true
}

/** The pods that the workload owns itself, without those that are being deleted. */
export function ownPods({ metadata }: LiveObject, pods: readonly Pod[]): readonly Pod[] {
  return pods.filter(pod => isOwnedBy(pod, metadata.uid) && pod.metadata.deletionTimestamp === undefined)
}

/** Whether the pod serves. */
export function isReady({ status }: Pod): boolean {
  return status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true
}
