import type { Finding } from '../runner/user-error.ts'

/** A version of kubectl or of an API server. */
export interface ServerVersion {
  readonly major: number
  readonly minor: number
  /** As the program says it: `v1.34.4`. */
  readonly text: string
}

/** Reads `v1.34.4`, also with a vendor's suffix: `v1.34.4-gke.100`, `v1.34.4+k3s1`. */
export function parseVersion(text: string): ServerVersion | undefined {
  const match = /^v?(\d+)\.(\d+)/.exec(text)
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]), text }
}

/** Kubernetes supports a kubectl within one minor version of the server, older or newer. */
export function skewProblem(client: ServerVersion, server: ServerVersion): Finding | undefined {
  if (client.major === server.major && Math.abs(client.minor - server.minor) <= 1) return undefined
  const wanted = `${server.major}.${server.minor}`
  const text = `kubectl ${client.text} is more than one minor version from the server's ${server.text}; install kubectl ${wanted}`
  return { reason: 'kubectl-skew', text }
}
