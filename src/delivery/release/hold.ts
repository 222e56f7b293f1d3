import { type Finding, UserError } from '../../errors.ts'
import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import { askForLease } from '../../kubernetes/lease/hold.ts'
import type { Hold } from '../../kubernetes/lease/kept-lease.ts'
import type { Claimant } from '../../kubernetes/lease/lease.ts'
import type { ReleaseKey } from '../../kubernetes/manifests/labels.ts'
import type { Logger } from '../../log/logger.ts'

/** How often a deployment that waits looks whether its turn has come. */
const LOOK_EVERY_MS = 3_000

/** What holding a service in an environment needs. */
export interface HoldRequest {
  readonly key: ReleaseKey
  readonly me: Claimant
  /** What the policy says where another deployment has it. */
  readonly whenHeld: 'wait' | 'refuse'
  readonly log: Logger
  /** Shows that the deployment waits, and for whom. */
  readonly onWait: (text: string) => void
  /** Reports that nothing is held. */
  readonly onUnavailable: (finding: Finding) => void
  /** Aborted when the run is stopped, or when its time is up. */
  readonly limit: AbortSignal
}

/**
 * Holds the service in the environment while it is changed, waiting for its turn where the policy says so. Without a permission
 * for leases there is one notice, and nothing is held. Throws a `UserError`: `superseded` where a newer deployment has had it or
 * waits too, `environment-held` where the policy does not let it wait, or the time is up.
 */
export async function holdEnvironment(cluster: Cluster, it: HoldRequest): Promise<Hold | undefined> {
  const { key, me, limit, log } = it
  const what = `${key.service} in ${key.environment}`
  let waited = ''
  for (;;) {
    const answer = await askForLease(cluster, key, me, limit)
    if (answer.kind === 'held') return answer.hold
    if (answer.kind === 'unavailable') {
      const text = `No Lease is held (${answer.why}): only the concurrency of the workflow keeps deployments of ${what} apart`
      it.onUnavailable({ reason: 'lease-unavailable', text })
      return undefined
    }
    if (answer.kind === 'superseded') {
      throw new UserError('superseded', `deployment ${answer.by} of ${what} is newer and came first`)
    }
    const text = `${whoHas(answer.holder)} has held ${what} since ${clockTime(answer.since)}`
    if (it.whenHeld === 'refuse') throw new UserError('environment-held', text)
    if (waited !== text) {
      waited = text
      it.onWait(`Waiting: ${text}`)
      log.info(`${text}${answer.holder.logUrl === '' ? '' : `: ${answer.holder.logUrl}`}`)
    }
    await untilNextLook(cluster, limit, text)
  }
}

async function untilNextLook({ clock }: Cluster, limit: AbortSignal, text: string): Promise<void> {
  try {
    await clock.sleep(LOOK_EVERY_MS, limit)
  } catch (thrown) {
    if (!(thrown instanceof UserError) || thrown.reason !== 'timeout') throw thrown
    throw new UserError('environment-held', `${text}; the time is up (input "timeout")`, { cause: thrown })
  }
}

function whoHas({ deploymentId }: Claimant): string {
  return deploymentId === 0 ? 'another client' : `deployment ${deploymentId}`
}

/** `10:02 UTC` of an ISO time. */
function clockTime(since: string): string {
  const [, time] = /T(\d\d:\d\d)/.exec(since) ?? []
  return time === undefined ? 'a time that is not known' : `${time} UTC`
}
