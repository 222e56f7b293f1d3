import type { CauseCode } from '../../reasons/causes.ts'
import { apiText } from '../api/text.ts'
import { type Condition, type KubeEvent, type Pod, timeOf } from '../api/workload-shapes.ts'
import { isPaused, type RolloutState } from '../kinds/deployment.ts'
import type { RolloutTarget, WorkloadFacts } from '../kinds/target.ts'
import { type Cause, causeOf, ranked, type Symptom } from './cause.ts'
import { type ContainerView, containerSymptoms } from './container-symptoms.ts'
import type { PodHistory } from './pod-history.ts'
import { mountProblem } from './start-problem.ts'

/**
 * Why the rollout is not complete: everything the facts tell, worst first. Call it only while it is not; before the
 * cluster has seen what was applied, nothing is said, for it would be about something else.
 */
export function diagnose(
  target: RolloutTarget,
  state: RolloutState,
  facts: WorkloadFacts,
  history: PodHistory,
): readonly Cause[] {
  const about = { object: `Deployment/${target.name}`, namespace: target.namespace }
  const own = (symptom: Symptom): Cause => causeOf(about, symptom)
  const conditions = facts.deployment?.status?.conditions ?? []
  const refused = conditions
    .filter(condition => isRefusal(condition) && isNew(condition, target))
    .map(refusal)
    .map(own)
  if (!state.observed) return ranked(refused)
  const causes = [
    ...facts.pods.flatMap(pod => podCauses(about, pod, facts.events, history)),
    ...(facts.replicaSet?.status?.conditions ?? []).filter(isRefusal).map(refusal).map(own),
    ...refused,
    ...(isPaused(facts.deployment) ? [own(PAUSED)] : []),
  ]
  const over = conditions.find(condition => isOverDeadline(condition) && isNew(condition, target))
  return ranked(over === undefined ? causes : endedBy(own(overDeadline(over)), causes))
}

/** The deadline ends the rollout, but what held it up says more than the deadline does. */
function endedBy(deadline: Cause, causes: readonly Cause[]): readonly Cause[] {
  if (causes.length === 0) return [deadline]
  return causes.map(cause => (cause.fatality === 'fatal' ? cause : { ...cause, fatality: 'fatal' }))
}

function podCauses(
  about: Pick<Cause, 'object' | 'namespace'>,
  pod: Pod,
  events: readonly KubeEvent[],
  history: PodHistory,
): readonly Cause[] {
  // A pod on its way out says nothing about the new template; an evicted one is replaced elsewhere.
  if (pod.metadata.deletionTimestamp !== undefined || pod.status?.phase === 'Failed') return []
  const ofPod = events.filter(event => event.involvedObject.uid === pod.metadata.uid)
  const here = { ...about, pod: pod.metadata.name }
  const views = viewsOf(pod, ofPod, history)
  return [
    ...views.flatMap(view =>
      containerSymptoms(view).map(symptom => causeOf({ ...here, container: view.status.name }, symptom)),
    ),
    ...podSymptoms(pod, ofPod).map(symptom => causeOf(here, symptom)),
  ]
}

function viewsOf(pod: Pod, events: readonly KubeEvent[], history: PodHistory): readonly ContainerView[] {
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {}
  const view =
    (init: boolean) =>
    (status: ContainerView['status']): ContainerView => ({
      status,
      init,
      events: events.filter(event => event.involvedObject.fieldPath?.endsWith(`{${status.name}}`)),
      restartsBefore: history.restartsBefore(pod, status.name),
      pullError: history.pullError(pod, status.name),
    })
  return [...initContainerStatuses.map(view(true)), ...containerStatuses.map(view(false))]
}

function podSymptoms(pod: Pod, events: readonly KubeEvent[]): readonly Symptom[] {
  const found: Symptom[] = []
  const scheduled = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled')
  if (scheduled?.status === 'False') {
    const text = apiText(scheduled.message ?? '')
    found.push({ code: 'unschedulable', text, since: scheduled.lastTransitionTime })
  }
  const mount = events.findLast(({ reason }) => reason === 'FailedMount')
  const started = pod.status?.containerStatuses?.some(({ state }) => state?.waiting?.reason !== 'ContainerCreating')
  if (mount !== undefined && !started) found.push(mountProblem(mount.message ?? '', timeOf(mount)))
  return found
}

const PAUSED: Symptom = { code: 'rollout-paused', text: 'the Deployment is paused, so nothing is rolled out' }

function isRefusal({ type, status, reason }: Condition): boolean {
  return type === 'ReplicaFailure' && status === 'True' && reason === 'FailedCreate'
}

/** What the ReplicaSet's controller says when it may not create pods. First match wins. */
const REFUSALS: readonly { readonly pattern: RegExp; readonly code: CauseCode }[] = [
  { pattern: /exceeded quota/i, code: 'quota-exceeded' },
  { pattern: /error looking up service account/i, code: 'service-account-missing' },
  { pattern: /violates PodSecurity/i, code: 'pod-security' },
  { pattern: /is forbidden|is invalid/i, code: 'pod-refused' },
]

/** Why pods are not created: the ReplicaSet's controller was refused. */
function refusal({ message = '', lastTransitionTime }: Condition): Symptom {
  const code = REFUSALS.find(({ pattern }) => pattern.test(message))?.code ?? 'pod-not-created'
  return { code, text: apiText(message), since: lastTransitionTime }
}

function isOverDeadline({ type, status, reason }: Condition): boolean {
  return type === 'Progressing' && status === 'False' && reason === 'ProgressDeadlineExceeded'
}

function overDeadline({ message = '', lastUpdateTime }: Condition): Symptom {
  return { code: 'progress-deadline', text: apiText(message), since: lastUpdateTime }
}

/** Conditions outlive the rollout they are about, so only those written since the apply count. */
function isNew({ lastUpdateTime, lastTransitionTime }: Condition, target: RolloutTarget): boolean {
  const written = Date.parse(lastUpdateTime ?? lastTransitionTime ?? '')
  return target.unchanged || written >= target.at
}
