import type { GroupEnd, ProcessGroup } from './group.ts'

/** What is stopped by INT has this long to end by itself: the runner kills the step 10 s after its own INT. */
const STOP_GRACE_MS = 4000

/** Waits for a process group; stops it, children included, when the signal is aborted, and rejects with its reason. */
export async function endOfGroup(group: ProcessGroup, signal: AbortSignal): Promise<GroupEnd> {
  let stopping: Promise<void> | undefined
  const stop = (): void => {
    stopping = group.stop(STOP_GRACE_MS)
  }
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  try {
    const end = await group.ended
    await stopping
    signal.throwIfAborted()
    return end
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Waits for work that goes on by itself, no longer than the signal allows: rejects with its reason then. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const abort = (): void => aborted.reject(signal.reason)
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([aborted.promise, work])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
