import type { Finding } from '../../../errors.ts'
import { KubernetesError } from '../../../kubernetes/api/error.ts'
import type { Cluster } from '../../../kubernetes/connection/cluster.ts'
import { connectionProblem } from '../../../kubernetes/connection/problem.ts'
import type { ReleaseStore } from '../../../kubernetes/release/store.ts'

/** Where releases are kept, until the API server refuses it. */
export class StoreAccess {
  readonly #cluster: Cluster
  readonly #notice: (finding: Finding) => void
  readonly #signal: AbortSignal
  #store: ReleaseStore | undefined

  /** `store`: undefined where the policy wants none. */
  constructor(
    store: ReleaseStore | undefined,
    cluster: Cluster,
    { notice, signal }: { readonly notice: (finding: Finding) => void; readonly signal: AbortSignal },
  ) {
    this.#store = store
    this.#cluster = cluster
    this.#notice = notice
    this.#signal = signal
  }

  get keeps(): boolean {
    return this.#store !== undefined
  }

  get store(): ReleaseStore | undefined {
    return this.#store
  }

  /** One notice where the API server refuses it; from then on nothing is kept. */
  async tried(work: (store: ReleaseStore) => Promise<void>): Promise<void> {
    if (this.#store === undefined) return
    try {
      await work(this.#store)
    } catch (thrown) {
      this.#signal.throwIfAborted()
      const broken = connectionProblem(thrown, this.#cluster.server)
      if (broken !== undefined) throw broken
      if (!(thrown instanceof KubernetesError)) throw thrown
      this.#store = undefined
      const text = `This release is not kept in the cluster (${thrown.message}): nothing that left the templates is removed, and nothing can be restored`
      this.#notice({ reason: 'release-store-unavailable', text })
    }
  }
}
