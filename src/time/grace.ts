import type { Clock } from './clock.ts'

/**
 * Waits for a work that does not end with the signal, but once that is aborted for so many milliseconds at most. Rejects as the
 * work does.
 */
export async function withGrace(
  work: Promise<void>,
  ms: number,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  const over = new AbortController()
  const late = new Promise<void>(resolve => {
    const begin = (): void => void clock.sleep(ms, over.signal).then(resolve, resolve)
    if (signal.aborted) begin()
    else signal.addEventListener('abort', begin, { once: true, signal: over.signal })
  })
  try {
    await Promise.race([work, late])
  } finally {
    over.abort(new Error('it is over'))
    // It is not waited for any more.
    work.catch(() => undefined)
  }
}
