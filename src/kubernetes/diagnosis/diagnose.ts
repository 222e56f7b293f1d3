import { type ContainerStatus, isSidecar, type KubeEvent, type Pod, timeOf } from '../api/pods-and-events.ts'
import { type Cause, causeOf, ranked, type Symptom } from './cause.ts'
import { type ContainerView, containerSymptoms } from './container-symptoms.ts'
import { CRASH_CODES } from './crash.ts'
import { isFreshNews } from './fresh-news.ts'
import type { PodHistory } from './pod-history.ts'
import { endedPodSymptoms, podSymptoms } from './pod-symptoms.ts'
import type { Tolerance } from './tolerance.ts'

/** A workload whose rollout is not complete, and what is known about it. */
export interface DiagnosisSubject {
  /** `Deployment/web` */
  readonly object: string
  readonly namespace: string
  /** The pods of the present template; empty before the controller has seen what was applied. */
  readonly pods: readonly Pod[]
  /** Oldest first. */
  readonly events: readonly KubeEvent[]
  /** The containers of its pod template; undefined where they are not known. Others are injected. */
  readonly ownContainers: ReadonlySet<string> | undefined
  readonly tolerance: Tolerance
  /** The server's time of the apply, milliseconds since the epoch, to the second. */
  readonly appliedAt: number
  /** What the workload itself says. */
  readonly symptoms: readonly Symptom[]
  /** That the workload's own deadline is over. */
  readonly deadline: Symptom | undefined
}

/** Why the rollout is not complete: every cause that the facts show, worst first. */
export function diagnose(subject: DiagnosisSubject, history: PodHistory): readonly Cause[] {
  const about = { object: subject.object, namespace: subject.namespace }
  const causes = [
    ...subject.pods.flatMap(pod => podCauses(about, pod, subject, history)),
    ...subject.symptoms.map(symptom => causeOf(about, symptom)),
  ]
  const { deadline } = subject
  return ranked(deadline === undefined ? causes : endedBy(causeOf(about, deadline), causes))
}

/** The deadline ends the rollout, but what held it up says more than the deadline does. */
function endedBy(deadline: Cause, causes: readonly Cause[]): readonly Cause[] {
  if (causes.length === 0) return [deadline]
  return causes.map(cause => ({ ...cause, fatality: 'fatal' }))
}

function podCauses(
  about: Pick<Cause, 'object' | 'namespace'>,
  pod: Pod,
  subject: DiagnosisSubject,
  history: PodHistory,
): readonly Cause[] {
  const { events, appliedAt } = subject
  // A pod that is being deleted says nothing about the new template.
  if (pod.metadata.deletionTimestamp !== undefined) return []
  const existed = history.existedBefore(pod)
  const ofPod = events.filter(
    // Of a pod from before the apply, only what happened after it counts.
    event => event.involvedObject.uid === pod.metadata.uid && (!existed || isFreshNews(timeOf(event), appliedAt)),
  )
  const here = { ...about, pod: pod.metadata.name }
  const { phase } = pod.status ?? {}
  if (phase === 'Failed') {
    const ended = existed ? [] : endedPodSymptoms(pod).map(symptom => causeOf(here, symptom))
    // It is replaced by another, also on another node; its containers' last states are about no other pod.
    if (ended.length > 0 || restartsAlways(pod)) return ended
  }
  return [
    ...viewsOf(pod, ofPod, { ...subject, history }).flatMap(view =>
      containerSymptoms(view)
        .map(symptom => tolerated(symptom, view, subject))
        .map(symptom => causeOf({ ...here, container: view.status.name }, symptom)),
    ),
    ...podSymptoms(pod, ofPod).map(symptom => causeOf(here, symptom)),
  ]
}

/** What crashes without being a part of the template says nothing about the template. */
function tolerated(symptom: Symptom, { status }: ContainerView, { ownContainers }: DiagnosisSubject): Symptom {
  const isOwn = ownContainers === undefined || ownContainers.has(status.name)
  if (isOwn || !CRASH_CODES.has(symptom.code)) return symptom
  return { ...symptom, code: 'injected-container-failed', fatality: 'waiting' }
}

/** Whether a container of the pod that ends has crashed, whatever its exit code. */
function restartsAlways({ spec }: Pod): boolean {
  return (spec?.restartPolicy ?? 'Always') === 'Always'
}

/** Whether its work is done, well or not: then the kubelet stops the sidecars, and they end as they like. */
function hasEnded({ spec, status }: Pod): boolean {
  const { containerStatuses = [] } = status ?? {}
  const isOver = ({ state }: ContainerStatus): boolean =>
    state?.terminated !== undefined && (spec?.restartPolicy === 'Never' || state.terminated.exitCode === 0)
  return containerStatuses.length > 0 && containerStatuses.every(isOver)
}

interface ViewContext extends Pick<DiagnosisSubject, 'appliedAt' | 'tolerance'> {
  readonly history: PodHistory
}

function viewsOf(
  pod: Pod,
  events: readonly KubeEvent[],
  { history, appliedAt, tolerance }: ViewContext,
): readonly ContainerView[] {
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {}
  const view = (status: ContainerView['status'], keepsRunning: boolean, isInit = false): ContainerView => ({
    status,
    keepsRunning,
    isInit,
    events: events.filter(event => event.involvedObject.fieldPath?.endsWith(`{${status.name}}`)),
    before: {
      crashes: history.crashesBefore(pod, status.name),
      existed: history.existedBefore(pod),
      appliedAt,
    },
    isUntried: history.isUntriedSince(pod, status.name),
    pullError: history.pullError(pod, status.name),
    hookError: history.hookError(pod, status.name),
    fatalCrash: tolerance.fatalCrash,
  })
  const sidecars = new Set((pod.spec?.initContainers ?? []).filter(isSidecar).map(({ name }) => name))
  const areStopped = !restartsAlways(pod) && hasEnded(pod)
  return [
    ...initContainerStatuses
      .filter(({ name }) => !areStopped || !sidecars.has(name))
      .map(status => view(status, sidecars.has(status.name), !sidecars.has(status.name))),
    ...containerStatuses.map(status => view(status, restartsAlways(pod))),
  ]
}
