import { canonicalName } from '../../text/canonical-name.ts'
import type { Requester } from './requester.ts'

/** Whether a deployment is carried out for the person who asked for it, whose own locks then let it through. */
export interface ByHand {
  /** The person; undefined: automation, or another than who asked, which every lock stops. */
  readonly by: string | undefined
  /** Why a lock of one's own stops it all the same; empty where it is by hand. */
  readonly note: string
}

/** How the run came about. */
interface RunStart {
  /** Login of the record's creator. */
  readonly creator: string
  /** Login of who started the run; empty when the runner does not say. */
  readonly startedBy: string
}

/**
 * A person must have asked and started the run as well, or asked through a door whose App made the record and started the run:
 * a run that another starts again, or a schedule, deploys what a person asked for who may have locked it since.
 */
export function byHand(
  { login, isPerson }: Pick<Requester, 'login' | 'isPerson'>,
  { creator, startedBy }: RunStart,
): ByHand {
  const name = login === '' ? 'an unknown user' : login
  if (!isPerson || login === '') return { by: undefined, note: `${name} asked for this: every lock stops automation` }
  const starter = canonicalName(startedBy)
  if (starter !== '' && [login, creator].some(one => canonicalName(one) === starter)) return { by: login, note: '' }
  const who = startedBy === '' ? 'an unknown user' : startedBy
  return { by: undefined, note: `${who} started this run, not ${name}, who asked for it` }
}
