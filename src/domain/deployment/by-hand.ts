import { canonicalName } from '../../text/canonical-name.ts'
import type { DeploymentRecord } from './record.ts'

/** Whether a deployment is carried out for the person who asked for it, whose own locks then let it through. */
export interface ByHand {
  /** The person; undefined: automation, or another than who asked, which every lock stops. */
  readonly by: string | undefined
  /** Why a lock of one's own stops it all the same; empty where it is by hand. */
  readonly note: string
}

/**
 * A person must have made the record and started the run as well: a run that another starts again, or a schedule, deploys what
 * somebody asked for at a time when they may have locked it since. `startedBy`: login; empty when the runner does not say.
 */
export function byHand(
  { creator, byPerson }: Pick<DeploymentRecord, 'creator' | 'byPerson'>,
  startedBy: string,
): ByHand {
  const name = creator === '' ? 'an unknown user' : creator
  if (!byPerson || creator === '') return { by: undefined, note: `${name} asked for this: every lock stops automation` }
  if (canonicalName(creator) === canonicalName(startedBy)) return { by: creator, note: '' }
  const who = startedBy === '' ? 'an unknown user' : startedBy
  return { by: undefined, note: `${who} started this run, not ${name}, who asked for it` }
}
