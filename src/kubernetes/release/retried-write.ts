import type { Clock } from '../../time/clock.ts'
import { KubernetesError } from '../api/error.ts'

/** Tries for some seconds what the cluster does not take: it may come back, and the next deployment has to know the end. */
export async function retriedWrite(
  work: () => Promise<void>,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  for (const pause of [1_000, 3_000]) {
    try {
      return await work()
    } catch (thrown) {
      const isTransient = thrown instanceof KubernetesError && (thrown.code === 0 || thrown.code >= 500)
      if (!isTransient || signal.aborted) throw thrown
      await clock.sleep(pause)
    }
  }
  await work()
}
