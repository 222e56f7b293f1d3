import type { ContainerStatus, Pod } from '../api/pods-and-events.ts'
import { crashesOf } from './crash.ts'
import { isPulling, saysWhy } from './pull-problem.ts'

/** What has to be recorded about pods because their status does not keep it. */
export interface PodHistory {
  /** Whether the pod existed before anything was applied. */
  existedBefore(pod: Pod): boolean
  /** The crashes a container had already when the rollout began. */
  crashesBefore(pod: Pod, container: string): number
  /** Whether the container's status still is what it was before anything was applied: nothing has been tried since. */
  isUntriedSince(pod: Pod, container: string): boolean
  /** The last text of a failed pull that said why; the status soon says only `Back-off`. */
  pullError(pod: Pod, container: string): string | undefined
  /** What the last failed `postStart` hook said; the event says only that it failed. */
  hookError(pod: Pod, container: string): string | undefined
}

/** A container's status as it was before the apply. */
interface StatusBefore {
  readonly crashes: number
  readonly attempt: string
}

/** Records the pods at every update. Pods that exist before the apply bring restarts and failures of their own. */
export class PodHistoryRecorder implements PodHistory {
  readonly #pods = new Set<string | undefined>()
  readonly #before = new Map<string, StatusBefore>()
  readonly #tried = new Set<string>()
  readonly #reasons = new Map<string, string>()
  readonly #pulls = new Map<string, string>()
  readonly #hooks = new Map<string, string>()

  /** Call once with the pods that exist before anything is applied. */
  begin(pods: Iterable<Pod>): void {
    const all = [...pods]
    for (const { metadata } of all) this.#pods.add(metadata.uid)
    for (const [key, status] of statuses(all)) {
      this.#before.set(key, { crashes: crashesOf(status), attempt: attemptOf(status) })
    }
    this.update(all)
  }

  /** Call with the pods after each change. */
  update(pods: Iterable<Pod>): void {
    for (const [key, status] of statuses(pods)) {
      const { reason = '', message = '' } = status.state?.waiting ?? {}
      if (isPulling(reason) && message !== '' && saysWhy(message)) this.#pulls.set(key, message)
      if (reason === 'PostStartHookError' && message !== '') this.#hooks.set(key, message)
      // Between two pulls the status goes back and forth; only a pull that failed again is a new attempt.
      const pulledAgain = reason === 'ErrImagePull' && this.#reasons.get(key) === 'ImagePullBackOff'
      if (pulledAgain || this.#before.get(key)?.attempt !== attemptOf(status)) this.#tried.add(key)
      this.#reasons.set(key, reason)
    }
  }

  existedBefore(pod: Pod): boolean {
    return this.#pods.has(pod.metadata.uid)
  }

  crashesBefore(pod: Pod, container: string): number {
    return this.#before.get(keyOf(pod, container))?.crashes ?? 0
  }

  isUntriedSince(pod: Pod, container: string): boolean {
    const key = keyOf(pod, container)
    return this.#before.has(key) && !this.#tried.has(key)
  }

  pullError(pod: Pod, container: string): string | undefined {
    return this.#pulls.get(keyOf(pod, container))
  }

  hookError(pod: Pod, container: string): string | undefined {
    return this.#hooks.get(keyOf(pod, container))
  }
}

/** What distinguishes one attempt to run a container from the next. */
function attemptOf({ state = {}, lastState = {}, restartCount = 0 }: ContainerStatus): string {
  const { reason = '', message = '' } = state.waiting ?? {}
  const waits = isPulling(reason) ? 'pull' : `${reason} ${message}`
  return JSON.stringify([
    ...[waits, restartCount, state.running?.startedAt],
    ...[state.terminated?.finishedAt, lastState.terminated?.finishedAt],
  ])
}

function* statuses(pods: Iterable<Pod>): Generator<[string, ContainerStatus]> {
  for (const pod of pods) {
    const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {}
    for (const status of [...initContainerStatuses, ...containerStatuses]) yield [keyOf(pod, status.name), status]
  }
}

function keyOf(pod: Pod, container: string): string {
  return `${pod.metadata.uid} ${container}`
}
