import { UserError } from '../../errors.ts'
import type { Clock } from '../../time/clock.ts'

/**
 * Aborted when the time for the whole deployment is up; never once `over` is. The rollout keeps its own time, because it
 * reports a diagnosis when it runs out.
 */
export function deadline(clock: Clock, ms: number, over: AbortSignal): AbortSignal {
  const late = new AbortController()
  const text = 'timed out before the rollout began (input "timeout")'
  clock.sleep(ms, over).then(
    () => late.abort(new UserError('timeout', text)),
    () => undefined,
  )
  return late.signal
}
