/** A version of Kubernetes, as kubectl or an API server says it. */
export interface KubernetesVersion {
  readonly major: number
  readonly minor: number
  /** As the program says it: `v1.34.4`. */
  readonly text: string
}

/** Reads `v1.34.4`, also with a vendor's suffix: `v1.34.4-gke.100`, `v1.34.4+k3s1`. */
export function parseVersion(text: string): KubernetesVersion | undefined {
  const match = /^v?(\d+)\.(\d+)/.exec(text)
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]), text }
}
