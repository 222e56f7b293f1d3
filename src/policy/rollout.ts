/** How much a rollout may go wrong before it has failed. */
export type RolloutTolerance = 'strict' | 'tolerant'

/** How an environment's workloads are rolled out and judged. */
export interface RolloutPolicy {
  readonly tolerance: RolloutTolerance
  /** Whether pods are restarted when a ConfigMap or Secret of the templates that they read changes. */
  readonly restartOnConfig: boolean
}

/** `rollout:` as the file has it, for the whole file or one environment. */
export type RawRollout =
  | { readonly tolerance?: RolloutTolerance; readonly 'restart-on-config'?: boolean }
  | null
  | undefined

/** Each key said for an environment replaces the file's. */
export function rolloutPolicy(raw: RawRollout, file: RawRollout): RolloutPolicy {
  const keys = { ...file, ...raw }
  return { tolerance: keys.tolerance ?? 'strict', restartOnConfig: keys['restart-on-config'] ?? true }
}
