import { mkdirSync } from 'node:fs'
import path from 'node:path'

/**
 * Addresses of the platform. They are fixed: every run has a network of its own, so they cannot be taken.
 * The node's address is that of the pods' bridge, since the kernel may have no dummy device and the kubelet should not be
 * given a loopback address.
 */
export const ADDRESS = {
  node: '10.88.0.1',
  pods: '10.88.0.0/16',
  services: '10.96.0.0/18',
  /** The API server's own service. */
  apiService: '10.96.0.1',
  /** No server answers there: pods have no DNS. */
  dns: '10.96.0.10',
  api: 'https://10.88.0.1:6443',
  etcd: 'http://127.0.0.1:2379',
  etcdPeer: 'http://127.0.0.1:2380',
  registry: '127.0.0.1:5000',
  securedRegistry: '127.0.0.1:5001',
  /** The engine's own bridge. */
  engine: '172.29.0.1/24',
} as const

export const NODE_NAME = 'node-1'

/** Where the platform of one run keeps its files. */
export interface Layout {
  readonly folder: string
  readonly logs: string
  readonly certificates: string
  readonly configuration: string
  /** One folder for each part's own state. */
  state(part: string): string
}

/** Makes the folders below `folder`, whose path must be short: sockets are in it. */
export function layoutOf(folder: string): Layout {
  const layout: Layout = {
    folder,
    logs: path.join(folder, 'logs'),
    certificates: path.join(folder, 'certificates'),
    configuration: path.join(folder, 'configuration'),
    state: part => {
      const own = path.join(folder, 'state', part)
      mkdirSync(own, { recursive: true })
      return own
    },
  }
  mkdirSync(layout.logs, { recursive: true })
  mkdirSync(layout.configuration, { recursive: true })
  mkdirSync(layout.certificates, { recursive: true, mode: 0o700 })
  return layout
}
