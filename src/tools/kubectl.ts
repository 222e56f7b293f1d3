import { type KubernetesVersion, parseVersion } from '../domain/kubernetes-version.ts'
import { UserError } from '../errors.ts'
import type { Exec } from '../process/exec.ts'
import { programOnPath } from '../process/program-path.ts'

/** The kubectl that is used. */
export interface Kubectl {
  readonly path: string
  readonly version: KubernetesVersion
}

/** Finds kubectl on the PATH and asks for its version; no cluster is asked. */
export async function findKubectl(options: {
  readonly exec: Exec
  readonly env: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}): Promise<Kubectl> {
  const path = programOnPath('kubectl', options.env.PATH)
  if (path === undefined) {
    throw new UserError(
      'kubectl-missing',
      'kubectl is not on the PATH; install it in a step before this one, in a version within one minor of the cluster (azure/setup-kubectl does)',
    )
  }
  const { exitCode, stdout, stderr } = await options.exec(path, ['version', '--client', '-o', 'json'], {
    env: options.env,
    signal: options.signal,
    timeoutMs: 15_000,
  })
  const version = exitCode === 0 ? clientVersion(stdout) : undefined
  if (version !== undefined) return { path, version }
  const said = (stderr.trim() || stdout.trim()).split('\n')[0] ?? ''
  throw new UserError(
    'kubectl-broken',
    `${path} does not say its version (exit code ${exitCode}${said === '' ? '' : `: ${said}`}); install kubectl again`,
  )
}

/** Throws `kubectl-skew` unless kubectl is within one minor version of the server (Kubernetes' version skew policy). */
export function checkSkew(client: KubernetesVersion, server: KubernetesVersion): void {
  if (client.major === server.major && Math.abs(client.minor - server.minor) <= 1) return
  throw new UserError(
    'kubectl-skew',
    `kubectl ${client.text} is more than one minor version from the server's ${server.text}; install kubectl ${server.major}.${server.minor}`,
  )
}

function clientVersion(json: string): KubernetesVersion | undefined {
  let said: unknown
  try {
    said = JSON.parse(json)
  } catch {
    return undefined
  }
  const text = (said as { clientVersion?: { gitVersion?: unknown } } | null)?.clientVersion?.gitVersion
  return typeof text === 'string' ? parseVersion(text) : undefined
}
