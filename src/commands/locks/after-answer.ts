import { messageOf } from '../../errors.ts'
import type { Logger } from '../../log/logger.ts'

/** Does what waited until the answer was shown. What becomes of it changes nothing about the answer: a fault is reported, a stop ends it. */
export async function afterAnswer(
  works: readonly (() => Promise<void>)[],
  { log, isStopped }: { readonly log: Pick<Logger, 'notice'>; readonly isStopped: () => boolean },
): Promise<void> {
  for (const work of works) {
    if (isStopped()) return
    try {
      await work()
    } catch (thrown) {
      if (!isStopped()) log.notice(`After the answer, locks that are over were not removed: ${messageOf(thrown)}`)
    }
  }
}
