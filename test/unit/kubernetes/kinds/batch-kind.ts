import { podRefusal } from '../../../../src/kubernetes/diagnosis/pod-refusal.ts'
import type { FollowedKind, LiveObject } from '../../../../src/kubernetes/kinds/followed-kind.ts'

interface Batch extends LiveObject {
  readonly spec: { readonly size: number; readonly owner: string; readonly worker: object }
  readonly status?: { readonly seen?: boolean; readonly done?: number; readonly tooLate?: string }
}

/**
 * A kind that no cluster has, and as little like a Deployment as can be: it owns its pods itself, its pods end, it has no
 * conditions, its template stands elsewhere, and a controller may change its size.
 */
export const batchKind: FollowedKind<Batch> = {
  kind: 'Batch',
  group: 'example.dev',
  podTemplate: ['spec', 'worker'],
  resource: { apiVersion: 'example.dev/v1', plural: 'batches' },
  eventReasons: ['FailedCreate'],
  leftToControllers: ['spec.size'],
  hasEnded: ({ spec, status }) => status?.done === spec.size,
  newPods: ({ metadata }, _, pods) => ({
    owners: [],
    pods: pods.filter(pod => pod.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid)),
  }),
  progressOf: (_, { spec, status = {} }) => {
    const { seen = false, done = 0 } = status
    const numbers = { desired: spec.size, updated: spec.size, available: done }
    return { observed: seen, complete: done === spec.size, text: `${done} of ${spec.size} done`, ...numbers }
  },
  symptoms: (_, { events, workload }) =>
    events
      .filter(({ involvedObject }) => involvedObject.uid === workload?.metadata.uid)
      .map(({ message = '' }) => podRefusal(message)),
  deadline: (_, { workload }) => {
    const text = workload?.status?.tooLate
    return text === undefined ? undefined : { code: 'progress-deadline', text }
  },
}
