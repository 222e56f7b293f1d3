import type { SecuredRegistry } from './containers/registry.ts'

/** What a running platform is reached by; it can be handed to another process. */
export interface PlatformInfo {
  /** Path of the kubeconfig of the cluster's owner, everything inside it. */
  readonly kubeconfig: string
  /** Address of the registry anybody may read and write, over plain HTTP: `127.0.0.1:5000`. */
  readonly registry: string
  /** A second registry, which wants a user name and a password. */
  readonly securedRegistry: SecuredRegistry
  /** For `DOCKER_HOST`; undefined when the platform was started without an engine. */
  readonly dockerHost?: string
  /** The API server's audit log: a JSON object a line, written before the request is answered. */
  readonly auditLog: string
  /** Folder of kubectl, crane, gomplate and node 24, which is also first on the PATH. */
  readonly bin: string
  /** Folder of the log files of every part. */
  readonly logs: string
}
