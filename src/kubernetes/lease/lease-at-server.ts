import type { ApiResponse } from '../api/client.ts'
import { KubernetesError } from '../api/error.ts'
import type { Cluster } from '../connection/cluster.ts'
import type { ReleaseKey } from '../manifests/labels.ts'
import { announced, type Claimant, type Lease, leaseBody, leaseName, microTime, newestFor, readLease } from './lease.ts'

/** Others may write to the lease between a look and a write, but not for ever. */
export const MOST_TRIES = 10

/** A lease as it was read. */
export interface ReadLease {
  readonly lease: Lease
  readonly body: unknown
  /** The server's time. */
  readonly at: number
}

/** The object behind the lease. A write resolves with undefined where another client has written meanwhile. */
export class LeaseAtServer {
  readonly name: string
  readonly #me: Claimant
  readonly #cluster: Cluster
  readonly #list: string

  constructor(cluster: Cluster, key: ReleaseKey, me: Claimant) {
    this.#cluster = cluster
    this.#me = me
    this.name = leaseName(key)
    this.#list = `/apis/coordination.k8s.io/v1/namespaces/${cluster.namespace}/leases`
  }

  async read(signal: AbortSignal | undefined): Promise<ReadLease | undefined> {
    try {
      return readIn(await this.#cluster.client.get(this.#path, { signal }))
    } catch (thrown) {
      if (thrown instanceof KubernetesError && thrown.code === 404) return undefined
      throw thrown
    }
  }

  async create(signal: AbortSignal): Promise<ReadLease | undefined> {
    const now = microTime(this.#cluster.clock.now())
    const body = this.#body(undefined, { since: now, at: now })
    return unlessChanged(() => this.#cluster.client.create(this.#list, body, { signal }))
  }

  /** Says that the claimant has it, by the server's time. */
  hold(
    before: ReadLease,
    since: string,
    signal: AbortSignal | undefined,
    at = before.at,
  ): Promise<ReadLease | undefined> {
    return this.#replace(this.#body(before.lease, { since, at: microTime(at) }), signal)
  }

  giveBack(before: ReadLease): Promise<ReadLease | undefined> {
    return this.#replace(this.#body(before.lease, undefined), undefined)
  }

  /** Says that the claimant waits for it. */
  announce(before: ReadLease, signal: AbortSignal): Promise<ReadLease | undefined> {
    return this.#replace(announced(before.body, this.#me), signal)
  }

  #replace(body: object, signal: AbortSignal | undefined): Promise<ReadLease | undefined> {
    return unlessChanged(() => this.#cluster.client.replace(this.#path, body, { signal }))
  }

  #body(before: Lease | undefined, held: { readonly since: string; readonly at: string } | undefined): object {
    const { name } = this
    const isNew = held !== undefined && held.since !== before?.since
    return leaseBody({
      ...{ name, namespace: this.#cluster.namespace, claimant: this.#me, held },
      resourceVersion: before?.resourceVersion,
      transitions: (before?.transitions ?? 0) + (isNew ? 1 : 0),
      newest: Math.max(this.#me.deploymentId, before === undefined ? 0 : newestFor(this.#me, before)),
    })
  }

  get #path(): string {
    return `${this.#list}/${this.name}`
  }
}

function readIn({ body, at }: ApiResponse): ReadLease {
  return { lease: readLease(body), body, at }
}

async function unlessChanged(write: () => Promise<ApiResponse>): Promise<ReadLease | undefined> {
  try {
    return readIn(await write())
  } catch (thrown) {
    if (thrown instanceof KubernetesError && thrown.code === 409) return undefined
    throw thrown
  }
}
