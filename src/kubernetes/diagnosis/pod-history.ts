import type { ContainerStatus, Pod } from '../api/pods-and-events.ts'
import { saysWhy } from './pull-problem.ts'

/** What has to be recorded about pods because their status does not keep it. */
export interface PodHistory {
  /** The restarts a container had already when the rollout began. */
  restartsBefore(pod: Pod, container: string): number
  /** The last text of a failed pull that said why; the status soon says only `Back-off`. */
  pullError(pod: Pod, container: string): string | undefined
}

/** Records the pods at every update. Pods that exist before the apply bring restarts of their own. */
export class PodMemory implements PodHistory {
  readonly #restarts = new Map<string, number>()
  readonly #pulls = new Map<string, string>()

  /** Call once with the pods that exist before anything is applied. */
  begin(pods: Iterable<Pod>): void {
    for (const [key, status] of statuses(pods)) this.#restarts.set(key, status.restartCount ?? 0)
  }

  /** Call with the pods after each change. */
  update(pods: Iterable<Pod>): void {
    for (const [key, { state }] of statuses(pods)) {
      const { reason = '', message = '' } = state?.waiting ?? {}
      if (/^(ErrImagePull|ImagePullBackOff)$/.test(reason) && message !== '' && saysWhy(message))
        this.#pulls.set(key, message)
    }
  }

  restartsBefore(pod: Pod, container: string): number {
    return this.#restarts.get(keyOf(pod, container)) ?? 0
  }

  pullError(pod: Pod, container: string): string | undefined {
    return this.#pulls.get(keyOf(pod, container))
  }
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
