import { timeOf } from '../../api/pods-and-events.ts'
import { apiText } from '../../api/text.ts'
import type { Symptom } from '../../diagnosis/cause.ts'
import type { FollowedKind, LiveObject, RolloutProgress, RolloutTarget, WorkloadFacts } from '../followed-kind.ts'
import { asNews } from '../news.ts'

/** The fields of a PersistentVolumeClaim that the rules read. */
export interface Claim extends LiveObject {
  readonly status?: { readonly phase?: string }
}

/** A PersistentVolumeClaim: bound, or waiting for the first pod that uses it, where its class wants that. */
export const persistentVolumeClaimKind: FollowedKind<Claim> = {
  kind: 'PersistentVolumeClaim',
  group: '',
  resource: { apiVersion: 'v1', plural: 'persistentvolumeclaims' },
  eventReasons: ['WaitForFirstConsumer', 'WaitForPodScheduled', 'ProvisioningFailed', 'FailedBinding'],
  progressOf,
  symptoms,
}

function progressOf(_: RolloutTarget, { status = {} }: Claim, facts: WorkloadFacts<Claim>): RolloutProgress {
  const { phase } = status
  const waits = phase === 'Pending' && /^WaitFor/.test(newest(facts)?.reason ?? '')
  // Only events say whether it waits for a pod; where they may not be read, the pods that use it show it.
  const unknown = phase === 'Pending' && !facts.eventsWatched
  const text = waits ? 'waits for the first pod that uses it' : (phase ?? '').toLowerCase()
  return { observed: phase !== undefined, complete: phase === 'Bound' || waits || unknown, text }
}

function symptoms(target: RolloutTarget, facts: WorkloadFacts<Claim>): readonly Symptom[] {
  const { workload } = facts
  if (workload === undefined) return []
  if (workload.status?.phase === 'Lost') {
    return [asNews({ code: 'claim-lost', text: 'the volume that it was bound to is gone' }, workload, target)]
  }
  const event = newest(facts)
  if (event === undefined || /^WaitFor/.test(event.reason ?? '')) return []
  const { message = '' } = event
  const missing = /storageclass\S* "[^"]*" not found/.test(message)
  const code = missing ? 'storage-class-missing' : 'claim-not-bound'
  return [asNews({ code, text: apiText(message), since: timeOf(event) }, workload, target)]
}

function newest({ events, workload }: WorkloadFacts<Claim>): WorkloadFacts['events'][number] | undefined {
  return events
    .filter(({ involvedObject }) => involvedObject.uid === workload?.metadata.uid)
    .toSorted((a, b) => (timeOf(a) ?? '').localeCompare(timeOf(b) ?? ''))
    .at(-1)
}
