/** What is in the cluster after a deployment that did not get there, or was stopped before it followed to the end. */
export const CLUSTER_STATE = {
  unchanged: 'nothing was changed',
  /** As a sentence, where there is room for it. */
  asBefore: 'Nothing was changed: the cluster is as it was.',
  /** A write may have reached the cluster. */
  unknown: 'The cluster may have been changed; the log says what was applied.',
  /** Nothing is known of what the run did. */
  notKnown: 'look at what is live',
  /** All that is known is that it had begun to apply. */
  maybe: 'the cluster may have been changed: look at what is live',
  left: 'the cluster is left as it is; the rollout continues',
  /** The same where nothing goes on by itself. */
  still: 'the cluster is left as it is',
} as const

/** How many objects of a release have reached the cluster. */
export interface ApplyCount {
  readonly all: number
  readonly applied: number
  /** Sent, and not answered: they may have been applied or not. Absent where only a lower limit is known. */
  readonly unsure?: number
  /** Whether the rollout had come to an end, good or not: then nothing of it continues. */
  readonly over?: boolean
}

/** What is in the cluster after an apply that came so far, in a clause. */
export function stateAfter(count: ApplyCount): string {
  if (count.applied === count.all) return count.over === true ? CLUSTER_STATE.still : CLUSTER_STATE.left
  if (count.applied === 0 && count.unsure === undefined) return CLUSTER_STATE.maybe
  if (isUntouched(count)) return `${CLUSTER_STATE.unchanged}: ${appliedOf(count)}`
  return countText(count)
}

/** Whether nothing has reached the cluster. */
export function isUntouched({ applied, unsure }: ApplyCount): boolean {
  return applied === 0 && unsure === 0
}

/** `21 of 83 objects were applied, 3 more may have been` */
export function countText(count: ApplyCount): string {
  const { unsure } = count
  const more = unsure === undefined || unsure === 0 ? '' : `, ${unsure} more may have been`
  return `${unsure === undefined ? 'at least ' : ''}${appliedOf(count)}${more}`
}

function appliedOf({ applied, all }: ApplyCount): string {
  return `${applied} of ${all} ${all === 1 ? 'object was' : 'objects were'} applied`
}

/** As it is kept for `post`: a run that is killed has said no more than how many were answered. */
export function serializeCount({ applied, all }: ApplyCount): string {
  return `${applied}/${all}`
}

/** Reads it again; undefined for an empty text. */
export function parseCount(saved: string): ApplyCount | undefined {
  const [, applied, all] = /^(\d+)\/(\d+)$/.exec(saved) ?? []
  return applied === undefined ? undefined : { applied: Number(applied), all: Number(all) }
}
