import { type KubernetesVersion, parseVersion } from '../../domain/kubernetes-version.ts'
import { UserError } from '../../errors.ts'
import type { Logger } from '../../log/logger.ts'
import type { Clock } from '../../time/clock.ts'
import { type KubernetesClient, kubernetesClient } from '../api/client.ts'
import { mappingAt } from '../api/objects.ts'
import type { Kubeconfig } from './kubeconfig.ts'
import { connectionProblem } from './problem.ts'
import { startProxy } from './proxy.ts'

interface ConnectOptions {
  /** Path of kubectl. */
  readonly kubectl: string
  readonly kubeconfig: Kubeconfig
  /** The namespace of objects that name none. */
  readonly namespace: string
  /** A private folder (0700); the socket goes there, or to /tmp if its path would be too long. */
  readonly folder: string
  /** The whole environment of kubectl: PATH, HOME, what credential plugins need. Never the values of `secret-env`. */
  readonly env: Readonly<Record<string, string>>
  readonly log: Logger
  readonly clock: Clock
  readonly signal?: AbortSignal
  /** Hides every secret of this run in a text. Applied to the texts of the cluster and kubectl before they are cut. */
  readonly redact: (text: string) => string
}

/** A connection to a cluster that has answered. */
export interface Cluster {
  readonly client: KubernetesClient
  /** The API server's address, to be named in errors. */
  readonly server: string
  readonly namespace: string
  readonly serverVersion: KubernetesVersion
  readonly log: Logger
  readonly clock: Clock
  /** Hides secrets in the cluster's texts; to be called before a text is cut or folded. */
  readonly redact: (text: string) => string
  /** Ends the proxy. */
  close(): Promise<void>
}

/**
 * Connects to the cluster and asks for its version, with credentials, so that a cluster that cannot be used is reported
 * before anything else is tried. Throws `UserError` (`cluster-unreachable`, `cluster-unauthorized`, …).
 */
export async function connectCluster(options: ConnectOptions): Promise<Cluster> {
  const { log, clock, namespace, kubeconfig, redact } = options
  const proxy = await startProxy(options)
  const client = kubernetesClient(proxy.socketPath, clock, { redact })
  const close = async (): Promise<void> => {
    client.close()
    await proxy.close()
  }
  try {
    const { body } = await client.get('/version', { signal: options.signal })
    const text = mappingAt(body)?.gitVersion
    const serverVersion = typeof text === 'string' ? parseVersion(text) : undefined
    if (serverVersion === undefined) {
      throw new UserError('cluster-unreachable', `${kubeconfig.server} answers, but is not a Kubernetes API server`)
    }
    return { client, server: kubeconfig.server, namespace, serverVersion, log, clock, redact, close }
  } catch (thrown) {
    await close()
    throw connectionProblem(thrown, kubeconfig.server) ?? thrown
  }
}
