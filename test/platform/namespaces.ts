import { randomBytes } from 'node:crypto'
import { ClusterClient } from './cluster/cluster-client.ts'
import { until } from './process/until.ts'

/** Makes namespaces for tests: one each, so that they need not know of each other. */
export class TestNamespaces {
  readonly #client: ClusterClient

  constructor(kubeconfig: string) {
    this.#client = new ClusterClient(kubeconfig)
  }

  /** Makes one named `<prefix>-<random>` and waits until it has the service account that pods run as. */
  async create(prefix: string): Promise<string> {
    const name = `${prefix}-${randomBytes(4).toString('hex')}`
    await this.#client.create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
    await until({ what: `the service account of namespace ${name}`, seconds: 30 }, () =>
      this.#client.get(`/api/v1/namespaces/${name}/serviceaccounts/default`),
    )
    return name
  }

  close(): void {
    this.#client.close()
  }
}
