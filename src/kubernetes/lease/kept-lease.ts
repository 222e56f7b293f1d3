import { messageOf, UserError } from '../../errors.ts'
import type { Cluster } from '../connection/cluster.ts'
import { type Claimant, LEASE_SECONDS, newestFor, stepFor } from './lease.ts'
import { type LeaseAtServer, MOST_TRIES, type ReadLease } from './lease-at-server.ts'

/** A lease that a deployment has. */
export interface Hold {
  /** Aborted, with a `UserError`, when it is another's or may become so: nothing more may be written to the cluster. */
  readonly lost: AbortSignal
  /** The newest deployment that has asked for it, where that is not this one. */
  newer(signal: AbortSignal): Promise<number | undefined>
  /** Lets the next one have it. Never rejects: a lease that cannot be given back is over by itself. */
  release(): Promise<void>
}

const RENEW_MS = 15_000
/** So long before the lease is over nothing more is written: a write may be in progress. */
const MARGIN_MS = 15_000

/** Keeps a lease until it is released. */
export function keepLease(lease: LeaseAtServer, me: Claimant, first: ReadLease, { clock, log }: Cluster): Hold {
  const lost = new AbortController()
  const over = new AbortController()
  const known = Math.max(me.deploymentId, newestFor(me, first.lease))
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
    async newer(signal) {
      const found = await lease.read(signal)
      const newestId = found === undefined ? 0 : newestFor(me, found.lease)
      return newestId > known ? newestId : undefined
    },
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
