import { afterAll, inject } from 'vitest'
import { ClusterClient } from '../cluster/cluster-client.ts'
import { TestNamespaces } from '../namespaces.ts'
import type { PlatformInfo } from '../platform-info.ts'
import type {} from './start-platform.ts'

/** The platform of this test run, as a test file sees it. */
export interface TestPlatform extends PlatformInfo {
  /** Speaks as the cluster's owner. */
  readonly client: ClusterClient
  /** Makes a namespace whose name begins with `prefix` and resolves with its name when pods can be run in it. */
  createNamespace(prefix: string): Promise<string>
}

/** To be called at the top of an e2e test file. */
export function usePlatform(): TestPlatform {
  const info = inject('platform')
  const namespaces = new TestNamespaces(info.kubeconfig)
  const client = new ClusterClient(info.kubeconfig)
  afterAll(() => {
    namespaces.close()
    client.close()
  })
  return { ...info, client, createNamespace: prefix => namespaces.create(prefix) }
}
