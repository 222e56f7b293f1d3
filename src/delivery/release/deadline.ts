import { UserError } from '../../errors.ts'
import type { Clock } from '../../time/clock.ts'

/**
 * Aborted when the time for the whole deployment is up; never once `over` is. The rollout keeps its own time, for it has
 * a diagnosis to give when it runs out.
 */
export function deadline(clock: Clock, ms: number, over: AbortSignal): AbortSignal {
  const late = new AbortController()
  const text = 'The time given by the input "timeout" was used up before the rollout could begin'
  clock.sleep(ms, over).then(
    () => late.abort(new UserError('timeout', text)),
    () => undefined,
  )
  return late.signal
}
