import { type Condition, type KubeEvent, type Pod, timeOf } from '../api/pods-and-events.ts'
import { apiText } from '../api/text.ts'
import type { Symptom } from './cause.ts'
import { lostSince } from './lost-node.ts'
import { mountProblem, sandboxProblem } from './start-problem.ts'

/** What is said about a pod as a whole, the most specific first. `events`: about this pod, oldest first. */
export function podSymptoms(pod: Pod, events: readonly KubeEvent[]): readonly Symptom[] {
  const found = [
    ...[...scheduling(pod), ...refusedByNode(events), ...volumes(pod, events)],
    ...[...sandbox(pod, events), ...readinessGates(pod), ...lostNode(pod, events)],
  ]
  return found.length === 0 ? silentNode(pod) : found
}

/** The kubelet's event comes at once, the status of the pod up to ten seconds later. */
function refusedByNode(events: readonly KubeEvent[]): readonly Symptom[] {
  const event = events.findLast(({ reason = '' }) => isNodeRefusal(reason))
  return event === undefined ? [] : nodeRefusal(event.reason ?? '', apiText(event.message ?? ''))
}

/** Whether it is a reason with which a kubelet does not admit a pod. */
export function isNodeRefusal(reason: string): boolean {
  return reason === 'SysctlForbidden' || NODE_REFUSALS.test(reason)
}

function nodeRefusal(reason: string, text: string): readonly Symptom[] {
  if (reason === 'SysctlForbidden') return [{ code: 'sysctl-forbidden', text }]
  return [{ code: 'node-refused', text, ...(NODE_CANNOT.test(reason) ? { fatality: 'fatal' } : {}) }]
}

/** A pod that ended as a whole; its workload makes another one, which the same may happen to. */
export function endedPodSymptoms({ status = {} }: Pod): readonly Symptom[] {
  const { reason = '', message = '' } = status
  const text = message === '' ? reason : apiText(message)
  if (reason === 'Evicted') return [{ code: 'pod-evicted', text }]
  return isNodeRefusal(reason) ? nodeRefusal(reason, text) : []
}

const NODE_REFUSALS =
  /^(AppArmor|InitContainerRestartPolicyForbidden|NodeAffinity|OutOf.+|Pod(OS|Level|Feature).+|TopologyAffinityError|UnexpectedAdmissionError|VolumeAttachmentLimitExceeded)$/

/** Those that say that no such node ever could. */
const NODE_CANNOT = /^(AppArmor|InitContainerRestartPolicyForbidden|Pod(OS|Level|Feature).+)$/

function scheduling(pod: Pod): readonly Symptom[] {
  const scheduled = conditionOf(pod, 'PodScheduled')
  if (scheduled?.status !== 'False') return []
  const { message = '', lastTransitionTime: since } = scheduled
  const text = apiText(message)
  if (/persistentvolumeclaim "[^"]*" not found/.test(message)) return [{ code: 'claim-missing', text, since }]
  if (/unbound immediate PersistentVolumeClaims/.test(message)) return [{ code: 'claim-unbound', text, since }]
  if (scheduled.reason === 'SchedulingGated') return [{ code: 'scheduling-gated', text, since }]
  return [{ code: 'unschedulable', text, since }]
}

/** The worst about each volume: a time limit that is over, reported later, must not hide what is wrong. */
function volumes(pod: Pod, events: readonly KubeEvent[]): readonly Symptom[] {
  if (hasStarted(pod)) return []
  const attach = events.findLast(({ reason }) => reason === 'FailedAttachVolume')
  const mounts = events.filter(({ reason }) => reason === 'FailedMount' || reason === 'FailedMapVolume')
  return [
    ...mounts
      .map(event => mountProblem(event.message ?? '', timeOf(event)))
      .filter(({ code }) => code === 'config-missing'),
    ...(attach === undefined
      ? []
      : [{ code: 'attach-failed', text: apiText(attach.message ?? ''), since: timeOf(attach) } as const]),
    ...mounts
      .toReversed()
      .map(event => mountProblem(event.message ?? '', timeOf(event)))
      .toSorted((a, b) => Number(isTimeLimit(a)) - Number(isTimeLimit(b)))
      .slice(0, 1),
  ]
}

function isTimeLimit({ text }: Symptom): boolean {
  return /timed out waiting for the condition|context deadline exceeded/.test(text)
}

function sandbox(pod: Pod, events: readonly KubeEvent[]): readonly Symptom[] {
  const failed = events.findLast(({ reason }) => reason === 'FailedCreatePodSandBox')
  if (failed === undefined || hasStarted(pod)) return []
  return [sandboxProblem(failed.message ?? '', timeOf(failed))]
}

/** Everything runs and is ready, but somebody outside has to say so, too. */
function readinessGates(pod: Pod): readonly Symptom[] {
  const ready = conditionOf(pod, 'Ready')
  if (ready?.status !== 'False' || ready.reason !== 'ReadinessGatesNotReady') return []
  return [{ code: 'readiness-gate', text: apiText(ready.message ?? ''), since: ready.lastTransitionTime }]
}

/** The controller of the nodes says so; the status of the containers stays as the node last reported it. */
function lostNode(pod: Pod, events: readonly KubeEvent[]): readonly Symptom[] {
  const lost = events.findLast(({ reason }) => reason === 'NodeNotReady')
  const since = lost === undefined ? lostSince(pod) : timeOf(lost)
  if (since === undefined || conditionOf(pod, 'Ready')?.status === 'True') return []
  const text = `node ${pod.spec?.nodeName ?? ''} is not ready: nothing is known of the pod since then`
  return [{ code: 'node-not-ready', text, since }]
}

/** It is on a node, and the node has not said a word about it. */
function silentNode({ spec = {}, status = {} }: Pod): readonly Symptom[] {
  const { containerStatuses = [], initContainerStatuses = [], phase } = status
  if (spec.nodeName === undefined || phase !== 'Pending') return []
  if (containerStatuses.length > 0 || initContainerStatuses.length > 0) return []
  return [{ code: 'node-silent', text: `node ${spec.nodeName} has not begun to start the pod` }]
}

function hasStarted({ status = {} }: Pod): boolean {
  return [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].some(
    ({ state = {} }) => state.running !== undefined || state.terminated !== undefined,
  )
}

function conditionOf({ status }: Pod, type: string): Condition | undefined {
  return status?.conditions?.find(condition => condition.type === type)
}
