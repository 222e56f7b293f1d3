import { isEnd } from '../../domain/claims/run-claims.ts'
import { readPayload } from '../../domain/deployment/payload.ts'
import type { DeploymentRecord, DeploymentStatus } from '../../domain/deployment/record.ts'
import { firstOfRequest, isSameKey } from '../../domain/deployment/same-request.ts'
import { isOurs } from '../../domain/deployment-origin.ts'
import { UserError } from '../../errors.ts'
import type { NewDeployment } from '../../github/create-deployment.ts'
import { isDoubtful } from '../../github/failure.ts'
import type { Clock } from '../../time/clock.ts'
import { MINUTE } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'

/** Through what records are made. Each call is a request. */
export interface RecordPorts {
  readonly create: (wish: NewDeployment) => Promise<DeploymentRecord>
  /** The newest deployments to an environment, newest first. */
  readonly recent: (environment: string) => Promise<readonly DeploymentRecord[]>
  readonly statuses: (id: number) => Promise<readonly DeploymentStatus[]>
  /** Sets it inactive, with a text. */
  readonly withdraw: (id: number, text: string) => Promise<void>
}

/** The record that a request leads to. */
export interface CreatedRecord {
  readonly record: DeploymentRecord
  /** `before`: the same request was carried out already. `other`: someone else's of the same commit has not ended yet. */
  readonly made: 'now' | 'before' | 'other'
}

/** What is known when a record is made. */
interface CreationFacts {
  /** Login of who the token is. */
  readonly creator: string
  readonly apps: readonly string[]
  /** By GitHub's clock. */
  readonly now: Instant
  /** For pauses alone. */
  readonly clock: Clock
}

/** What has not been picked up by then is in no one's way. */
const PICKED_UP_WITHIN = 30 * MINUTE
/** Those of the same commit are few; of more than these the older have ended. */
const MOST_LOOKED_AT = 3
/** Pauses before each look for a record whose answer was lost: GitHub may still be at it. */
const LOOKS = [1_000, 3_000, 6_000]

/**
 * Makes the record of a request, once: however often the same request arrives, and if others ask for the same commit at that
 * moment, there is one that is carried out. Looks before, and again after: of two that were made at the same time the older one
 * stays, and the younger is withdrawn. Should that fail too, its run finds the older one by itself. `creator`: who the token is.
 * Throws a `UserError`: `deployment-unclear` where GitHub does not say whether there is a record, else as `createDeployment` does.
 */
export async function createOnce(
  wish: NewDeployment,
  { creator, apps, now, clock }: CreationFacts,
  ports: RecordPorts,
): Promise<CreatedRecord> {
  const before = await ofSameKey(wish, apps, ports)
  const mine = { ...wish, id: Number.POSITIVE_INFINITY, creator }
  const known = firstOfRequest(mine, before)
  if (known !== undefined) return { record: known, made: 'before' }
  const other = await openOne(
    before.filter(one => isSameSha(one, wish)),
    now,
    ports,
  )
  if (other !== undefined) return { record: other, made: 'other' }
  const record = await created(wish, clock, ports)
  const after = (await ofSameKey(wish, apps, ports)).filter(one => !before.some(({ id }) => id === one.id))
  const first = firstOfRequest(record, after)
  const isRival = (one: DeploymentRecord) => one.id < record.id && (one.id === first?.id || isSameSha(one, wish))
  const rival = after.filter(isRival).toSorted((one, two) => one.id - two.id)[0]
  const keep = rival ?? record
  // Of one's own there are two where GitHub carried out a request after all that had been given up.
  const spare = after.filter(one => one.id !== keep.id && claimOf(one) === claimOf(wish))
  for (const { id } of rival === undefined ? spare : [record, ...spare.filter(one => one.id !== record.id)]) {
    await ports.withdraw(id, `Superseded: deployment ${keep.id}, of the same request or commit, came first`)
  }
  if (rival === undefined) return { record, made: 'now' }
  if (claimOf(rival) === claimOf(wish)) return { record: rival, made: 'now' }
  return { record: rival, made: rival.id === first?.id ? 'before' : 'other' }
}

async function ofSameKey(
  wish: NewDeployment,
  apps: readonly string[],
  { recent }: RecordPorts,
): Promise<readonly DeploymentRecord[]> {
  return (await recent(wish.environment)).filter(one => isSameKey(one, wish) && isOurs(one, apps))
}

/** One that has not ended and will. */
async function openOne(
  records: readonly DeploymentRecord[],
  now: Instant,
  { statuses }: RecordPorts,
): Promise<DeploymentRecord | undefined> {
  for (const record of records.slice(0, MOST_LOOKED_AT)) {
    const written = await statuses(record.id)
    if (written.some(isEnd)) continue
    if (written.length > 0 || now - Date.parse(record.createdAt) < PICKED_UP_WITHIN) return record
  }
  return undefined
}

/** Sends the request; once more where no record came of it that can be found. */
async function created(wish: NewDeployment, clock: Clock, ports: RecordPorts): Promise<DeploymentRecord> {
  let doubt: UserError | undefined
  for (let tries = 1; tries <= 2; tries++) {
    try {
      return await ports.create(wish)
    } catch (thrown) {
      if (!isDoubtful(thrown)) throw thrown
      doubt = thrown
    }
    for (const pause of LOOKS) {
      await clock.sleep(pause)
      const found = (await ports.recent(wish.environment)).filter(one => claimOf(one) === claimOf(wish))
      const first = found.toSorted((one, other) => one.id - other.id)[0]
      if (first !== undefined) return first
    }
  }
  const text = `GitHub did not say whether it created the deployment, and none is there: look at its page, then run the command again`
  throw new UserError('deployment-unclear', text, { cause: doubt })
}

function isSameSha(one: { readonly sha: string }, other: { readonly sha: string }): boolean {
  return one.sha.toLowerCase() === other.sha.toLowerCase()
}

function claimOf({ payload }: Pick<DeploymentRecord, 'payload'>): string | undefined {
  return readPayload(payload)?.claim
}
