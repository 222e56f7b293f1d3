import { messageOf, UserError } from '../../errors.ts'
import type { ApiResponse } from '../api/client.ts'
import { KubernetesError } from '../api/error.ts'
import type { Cluster } from '../connection/cluster.ts'
import { connectionProblem } from '../connection/problem.ts'
import type { ReleaseKey } from '../manifests/labels.ts'
import {
  announced,
  type Claimant,
  LEASE_SECONDS,
  type Lease,
  type LeaseStep,
  leaseBody,
  leaseName,
  microTime,
  newestFor,
  readLease,
  stepFor,
} from './lease.ts'

/** A lease that a deployment has. */
export interface Hold {
  /** Aborted, with a `UserError`, when it is another's or may become so: nothing more may be written to the cluster. */
  readonly lost: AbortSignal
  /** Lets the next one have it. Never rejects: a lease that cannot be given back is over by itself. */
  release(): Promise<void>
}

/** What came of asking for a lease. */
export type HoldAnswer =
  | { readonly kind: 'held'; readonly hold: Hold }
  | Extract<LeaseStep, { readonly kind: 'wait' | 'superseded' }>
  /** There can be no lease: a permission is missing, or the namespace. */
  | { readonly kind: 'unavailable'; readonly why: string }

const RENEW_MS = 15_000
/** So long before the lease is over nothing more is written: a write may be in progress. */
const MARGIN_MS = 15_000
/** Others may write to the lease between a look and a write, but not for ever. */
const MOST_TRIES = 10

/**
 * Asks once for the lease of a service in an environment. Throws a `UserError` where the cluster cannot be used, and a
 * `KubernetesError` where it refuses for another reason.
 */
export async function askForLease(
  cluster: Cluster,
  key: ReleaseKey,
  me: Claimant,
  signal: AbortSignal,
): Promise<HoldAnswer> {
  const lease = new LeaseAtServer(cluster, key, me)
  try {
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const found = await lease.read(signal)
      if (found === undefined) {
        const created = await lease.create(signal)
        // Only now the server's time is known; this also shows that the lease can be renewed.
        const renewed = created === undefined ? undefined : await lease.hold(created, created.lease.since, signal)
        if (renewed !== undefined) return { kind: 'held', hold: held(lease, me, renewed, cluster) }
        continue
      }
      const step = stepFor(me, found.lease, found.at)
      if (step.kind === 'superseded') return step
      if (step.kind === 'wait') {
        if (!step.announce || (await lease.announce(found, signal)) !== undefined) return step
        continue
      }
      const since = step.kind === 'keep' ? found.lease.since : microTime(found.at)
      const written = await lease.hold(found, since, signal)
      if (written !== undefined) return { kind: 'held', hold: held(lease, me, written, cluster) }
    }
  } catch (thrown) {
    if (thrown instanceof KubernetesError && (thrown.code === 403 || thrown.code === 404)) {
      return { kind: 'unavailable', why: thrown.message }
    }
    throw connectionProblem(thrown, cluster.server) ?? thrown
  }
  throw new UserError('cluster-unreachable', `the lease ${lease.name} changes all the time: run again`)
}

interface ReadLease {
  readonly lease: Lease
  readonly body: unknown
  /** The server's time. */
  readonly at: number
}

/** The object behind the lease. A write resolves with undefined where another client has written meanwhile. */
class LeaseAtServer {
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

/** Keeps a lease until it is released. */
function held(lease: LeaseAtServer, me: Claimant, first: ReadLease, { clock, log }: Cluster): Hold {
  const lost = new AbortController()
  const over = new AbortController()
  let newest = first
  let renewed = clock.now()
  const lose = (why: string): void => {
    over.abort(new Error(why))
    lost.abort(new UserError('hold-lost', why))
  }
  /** By the server's clock: those who wait read it too. */
  const serverNow = (): number => newest.at + clock.now() - renewed

  async function renew(): Promise<void> {
    const asked = clock.now()
    let written = await lease.hold(newest, newest.lease.since, over.signal, serverNow())
    if (written === undefined) {
      const found = await lease.read(over.signal)
      if (found === undefined || stepFor(me, found.lease, found.at).kind !== 'keep') {
        const other = found?.lease.holder?.deploymentId ?? 0
        return lose(`the lease ${lease.name} was taken${other === 0 ? '' : ` by deployment ${other}`}`)
      }
      written = await lease.hold(found, found.lease.since, over.signal)
      // A newer deployment was announced in between; the next round will see it.
      if (written === undefined) return
    }
    newest = written
    renewed = asked
  }

  async function keep(): Promise<void> {
    while (!over.signal.aborted) {
      await clock.sleep(RENEW_MS, over.signal).catch(() => undefined)
      if (over.signal.aborted) return
      try {
        await renew()
      } catch (thrown) {
        log.debug(`The lease ${lease.name} was not renewed: ${messageOf(thrown)}`)
      }
      if (clock.now() - renewed > LEASE_SECONDS * 1000 - MARGIN_MS) lose(`the lease ${lease.name} could not be renewed`)
    }
  }
  const keeping = keep()

  return {
    lost: lost.signal,
    async release() {
      over.abort(new Error('the lease is given back'))
      await keeping
      if (lost.signal.aborted) return
      try {
        for (let tries = 1; tries <= MOST_TRIES; tries++) {
          const found = await lease.read(undefined)
          if (found === undefined || stepFor(me, found.lease, found.at).kind !== 'keep') return
          if ((await lease.giveBack(found)) !== undefined) return
        }
      } catch (thrown) {
        log.debug(`The lease ${lease.name} was not given back: ${messageOf(thrown)}`)
      }
    },
  }
}
