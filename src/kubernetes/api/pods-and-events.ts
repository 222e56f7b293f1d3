import type { ObjectMeta } from './objects.ts'

/** The fields of the API's objects that the rollout rules read. */

export interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string
  readonly message?: string
  readonly lastUpdateTime?: string
  readonly lastTransitionTime?: string
}

export interface Terminated {
  readonly exitCode: number
  readonly signal?: number
  readonly reason?: string
  readonly message?: string
  readonly startedAt?: string
  readonly finishedAt?: string
}

export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string }
  readonly running?: { readonly startedAt?: string }
  readonly terminated?: Terminated
}

export interface ContainerStatus {
  readonly name: string
  readonly image?: string
  readonly ready?: boolean
  readonly restartCount?: number
  readonly state?: ContainerState
  readonly lastState?: ContainerState
}

/** What a pod is to run. */
export interface PodSpec {
  readonly nodeName?: string
  readonly restartPolicy?: string
  readonly initContainers?: readonly ContainerSpec[]
  readonly containers?: readonly ContainerSpec[]
}

export interface ContainerSpec {
  readonly name: string
  readonly image?: string
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly env?: readonly object[]
  /** `Always` on an init container makes it a sidecar. */
  readonly restartPolicy?: string
}

/** An init container that keeps running beside the others. */
export function isSidecar({ restartPolicy }: ContainerSpec): boolean {
  return restartPolicy === 'Always'
}

export interface Pod {
  readonly metadata: ObjectMeta
  readonly spec?: PodSpec
  readonly status?: {
    readonly observedGeneration?: number
    readonly phase?: string
    readonly reason?: string
    readonly message?: string
    readonly conditions?: readonly Condition[]
    readonly initContainerStatuses?: readonly ContainerStatus[]
    readonly containerStatuses?: readonly ContainerStatus[]
  }
}

/** An event of the core API; kubelet and controllers write them. */
export interface KubeEvent {
  readonly metadata: ObjectMeta
  readonly involvedObject: {
    readonly kind?: string
    readonly name?: string
    readonly uid?: string
    readonly fieldPath?: string
  }
  readonly reason?: string
  readonly message?: string
  readonly lastTimestamp?: string | null
  readonly eventTime?: string | null
}

/** When the event last happened, as the API says. */
export function timeOf(event: KubeEvent): string | undefined {
  return event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp
}
