import type { Instant } from '../../time/instant.ts'
import { askedNow } from '../claims/asked.ts'
import { readHeldStatus } from '../claims/held-status.ts'
import { heldIn } from '../claims/run-claims.ts'
import type { DeploymentStatusFacts } from '../history/deployment-facts.ts'
import type { Rejection } from './workflow-run.ts'

/** Whether what is held stays so, or is to be aborted, and why. */
export type JudgedHold =
  | { readonly kind: 'stays'; readonly why: string }
  | { readonly kind: 'over'; readonly reason: 'hold-expired' | 'review-rejected'; readonly why: string }

/**
 * Judges a deployment that is held, by GitHub's records alone: what its pods do is not seen. `rejection`: of the run that held it.
 * Undefined for one that is not held. `now`: by GitHub's clock.
 */
export function judgeHeld(
  statuses: readonly DeploymentStatusFacts[],
  { now, rejection }: { readonly now: Instant; readonly rejection: Rejection | undefined },
): JudgedHold | undefined {
  const status = heldIn(statuses)
  const held = status === undefined ? undefined : readHeldStatus(status, status.createdAt)
  if (held === undefined) return undefined
  const asked = askedNow(statuses, now)
  if (asked !== undefined) return { kind: 'stays', why: `${asked.said}: its run has not begun` }
  if (rejection !== undefined) {
    const comment = rejection.comment === '' ? '' : `: ${rejection.comment}`
    return { kind: 'over', reason: 'review-rejected', why: `${rejection.by} rejected it in review${comment}` }
  }
  if (held.until !== undefined && now >= held.until)
    return { kind: 'over', reason: 'hold-expired', why: 'its time is up' }
  return { kind: 'stays', why: `held ${held.stage}/${held.stages}: ${held.what}; its pods are not looked at` }
}
