import type { Pod } from '../api/pods-and-events.ts'
import { apiText } from '../api/text.ts'
import type { Symptom } from '../diagnosis/cause.ts'
import type { FollowedKind, RolloutProgress, RolloutTarget } from './followed-kind.ts'
import { hasEndedBefore } from './news.ts'
import { isReady } from './owned-pods.ts'

/** A Pod without a workload: nothing replaces it. It is its own template. */
export const podKind: FollowedKind<Pod> = {
  kind: 'Pod',
  group: '',
  podTemplate: [],
  resource: { apiVersion: 'v1', plural: 'pods' },
  eventReasons: [],
  newPods: pod => ({ owners: [], pods: [pod] }),
  hasEnded: ({ status }) => status?.phase === 'Succeeded' || status?.phase === 'Failed',
  progressOf,
  symptoms: (target, { workload }) => failed(target, workload),
  deadline: (target, { workload }) => failed(target, workload)[0],
}

function progressOf(target: RolloutTarget, pod: Pod): RolloutProgress {
  const { generation = 0 } = pod.metadata
  const { phase, observedGeneration = generation } = pod.status ?? {}
  const ready = phase === 'Running' && isReady(pod)
  const ended = phase === 'Succeeded' || phase === 'Failed'
  const earlier = ended && hasEndedBefore(endOf(pod), target) ? ', before this deployment' : ''
  return {
    // Newer clusters count: a changed image restarts its container.
    observed: phase !== undefined && generation >= target.generation && observedGeneration >= generation,
    complete: ready || phase === 'Succeeded',
    final: phase === 'Succeeded',
    text: ready ? 'ready' : `${(phase ?? '').toLowerCase()}${earlier}`,
    ...(ended ? {} : { desired: 1, updated: 1, available: ready ? 1 : 0 }),
  }
}

function failed(target: RolloutTarget, { status = {} }: Partial<Pod> = {}): readonly Symptom[] {
  if (status.phase !== 'Failed') return []
  const { reason = 'it ended, and nothing starts it again', message } = status
  const since = endOf({ status })
  const earlier = hasEndedBefore(since, target) ? ', before this deployment' : ''
  const text = message === undefined ? reason : `${reason}: ${apiText(message)}`
  return [{ code: 'pod-failed', text: `${text}${earlier}`, since }]
}

/** When it was ready for the last time. */
function endOf({ status }: Pick<Pod, 'status'>): string | undefined {
  return status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime
}
