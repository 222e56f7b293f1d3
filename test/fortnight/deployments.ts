import type { Random } from './random.ts'
import type { Environment, State, Time } from './rows.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What becomes of a deployment. */
export interface Course {
  readonly statuses: readonly (readonly [Time, State])[]
  /** From when until when its run waits for a reviewer without a status that says so. */
  readonly waits: readonly [Time, Time] | undefined
  /** Until when no other one of the key is asked for. */
  readonly until: Time
}

/** A course from the moment it is asked for. `usual`: nothing out of the ordinary happens. */
export function courseOf(random: Random, asked: Time, environment: Environment, usual: boolean): Course {
  const begun = asked + random.between(5, 90) * 1000
  const ended = begun + random.between(1, 14) * MINUTE
  const first: readonly (readonly [Time, State])[] = random.chance(0.3)
    ? [
        [asked, 'queued'],
        [begun, 'in_progress'],
      ]
    : [[begun, 'in_progress']]
  const end = (state: State) => ({ statuses: [...first, [ended, state] as const], waits: undefined, until: ended })
  const dice = usual ? 99 : random.below(100)
  if (dice < 8) return end('failure')
  if (dice < 11) return end('error')
  // Refused, or overtaken by a newer one, before anything was changed.
  if (dice < 15) return { statuses: [[begun, random.pick(['failure', 'inactive'])]], waits: undefined, until: begun }
  // Its run was lost, or never began: people ask again some hours later.
  if (dice < 19) return { statuses: first, waits: undefined, until: asked + random.between(1, 8) * HOUR }
  if (dice < 23) {
    const statuses: readonly (readonly [Time, State])[] = random.chance(0.5) ? [] : [[asked, 'pending']]
    return { statuses, waits: undefined, until: asked + random.between(1, 5) * HOUR }
  }
  if (dice < (environment === 'production' ? 45 : 26)) return reviewed(random, asked)
  return end('success')
}

function reviewed(random: Random, asked: Time): Course {
  // GitHub starts a run at once; which deployment it belongs to, only the time shows.
  const waiting = asked + random.between(1, 2) * 1000
  const answered = waiting + random.between(10, 30 * 60) * MINUTE
  const ended = answered + random.between(1, 14) * MINUTE
  const after: readonly (readonly [Time, State])[] = random.chance(0.8)
    ? [
        [answered, 'in_progress'],
        [ended, 'success'],
      ]
    : [[answered, 'failure']]
  const until = after.at(-1)?.[0] ?? answered
  if (random.chance(0.5)) return { statuses: [[waiting, 'waiting'], ...after], waits: undefined, until }
  return { statuses: after, waits: [waiting, answered], until }
}
