/** An object as the watcher received it, as far as cases read it. */
export interface SeenObject {
  readonly status?: {
    readonly initContainerStatuses?: readonly ContainerState[]
    readonly containerStatuses?: readonly ContainerState[]
  }
}

interface ContainerState {
  readonly restartCount: number
  readonly state: { readonly running?: object }
}

/** One fault. */
export interface Case {
  /** The cause that the status has to carry. */
  readonly code: string
  /** What is wrong, in the words of a reader. */
  readonly what: string
  readonly objects: readonly object[]
  /** What the watcher has to receive: an object that reads so, or for which this holds. */
  readonly evidence: RegExp | ((object: SeenObject) => boolean)
  /** Seconds for which the cause is waited for; `timeout`: it may heal, so it ends the deployment with its time only. */
  readonly tolerance?: number | 'timeout'
  /** What there is in the cluster before. */
  readonly prepare?: (namespace: string) => readonly object[]
}
