import type { Instant } from '../../time/instant.ts'
import type { DeploymentFacts } from '../history/deployment-facts.ts'
import { badEnd, goodSince, isGood } from '../history/deployments.ts'
import type { Outcome } from './ending.ts'
import { heldEnd, lastEnd } from './last-end.ts'
import { readPayload } from './payload.ts'

/** What became of one deployment, as it looks afterwards. */
export interface PastDeployment {
  readonly deployment: DeploymentFacts
  /** `open`: it has no end yet; `held`: neither, and it waits for a decision. */
  readonly outcome: Outcome | 'open'
  /** In the words of its last status, without the word for the outcome. */
  readonly text: string
  /** What was live before it; undefined where nothing was, or where that was not read. */
  readonly from: string | undefined
  /** Whether `from` is known: older deployments, which may have brought it, were read. */
  readonly fromKnown: boolean
  /** When its run began; its own time where no run did. */
  readonly began: Instant
  readonly ended: Instant | undefined
  /** When it went live; undefined where it never did. */
  readonly liveFrom: Instant | undefined
  /** When the next one took its place; undefined where none has. */
  readonly liveUntil: Instant | undefined
  /** A rollback: by its payload, or since it was live before what is live was for the first time. */
  readonly back: boolean
  /** Why, where the payload gives a reason for a rollback; empty without one. */
  readonly reason: string
  /** Why refusals were ignored, by the payload; undefined where none were. */
  readonly force: string | undefined
  /** Whether a process at a terminal carried it out, by the payload. */
  readonly local: boolean
  /** The release that was applied again after a failure, as the status names it. */
  readonly restored: string | undefined
}

/**
 * What became of the deployments of one service to one environment; they come and go newest first, by their ids. `complete`:
 * there are no older ones than these.
 */
export function pastDeployments(deployments: readonly DeploymentFacts[], complete: boolean): readonly PastDeployment[] {
  const sorted = deployments.toSorted((one, other) => other.id - one.id)
  return sorted.map((deployment, index) => {
    const older = sorted.slice(index + 1).filter(({ statuses }) => isGood(statuses))
    const newer = sorted.slice(0, index).findLast(({ statuses }) => isGood(statuses))
    return pastOf(deployment, { older, newer, complete })
  })
}

interface Neighbours {
  /** Good ones, newest first. */
  readonly older: readonly DeploymentFacts[]
  /** The good one that followed. */
  readonly newer: DeploymentFacts | undefined
  readonly complete: boolean
}

function pastOf(deployment: DeploymentFacts, { older, newer, complete }: Neighbours): PastDeployment {
  const { statuses, sha, createdAt } = deployment
  const payload = readPayload(deployment.payload)
  const [before] = older
  const liveFrom = goodSince(deployment)
  const end = lastEnd(statuses) ?? heldEnd(statuses)
  const last = statuses.at(-1)?.description ?? ''
  return {
    ...{ deployment, outcome: end?.ending.outcome ?? 'open', text: end?.ending.text ?? last },
    from: before?.sha ?? (complete ? undefined : payload?.train?.from),
    fromKnown: before !== undefined || complete,
    began: statuses.find(({ state }) => state === 'in_progress')?.createdAt ?? createdAt,
    ended: liveFrom ?? badEnd(deployment)?.createdAt,
    liveFrom,
    liveUntil: liveFrom === undefined || newer === undefined ? undefined : goodSince(newer),
    back: payload?.verb === 'rollback' || payload?.train?.back === true || isBack(sha, older),
    ...{
      reason: payload?.reason ?? '',
      force: payload?.force?.reason,
      local: payload?.local === true,
      restored: restoredIn(end?.ending.text ?? ''),
    },
  }
}

/** What came back after a rollback was live for the first time after what it replaces: it goes forward again. */
function isBack(sha: string, older: readonly DeploymentFacts[]): boolean {
  const firstOf = (wanted: string | undefined) => older.findLastIndex(one => one.sha === wanted)
  return firstOf(sha) > firstOf(older[0]?.sha)
}

/** As `restored` is written behind the cause: `abc1234 is live again`. */
export function restoredIn(text: string): string | undefined {
  return /; (\S+) is live again$/.exec(text)?.[1]
}
