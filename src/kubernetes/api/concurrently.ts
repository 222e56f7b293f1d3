/** Requests in flight at once: more gains nothing, and a shared API server should not feel a deployment. */
const MAX_IN_FLIGHT = 20

/**
 * Does `work` for every item, at most 20 at once; results in the order of the items. After a failure nothing more is
 * begun; when all that was begun has ended, it rejects with the first failure, so that nothing goes on behind the
 * caller's back.
 */
export async function concurrently<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const failures: unknown[] = []
  const pending = items.entries()
  const worker = async (): Promise<void> => {
    while (failures.length === 0) {
      const next = pending.next()
      if (next.done) return
      const [index, item] = next.value
      try {
        results[index] = await work(item)
      } catch (thrown) {
        failures.push(thrown)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(MAX_IN_FLIGHT, items.length) }, worker))
  if (failures.length > 0) throw failures[0]
  return results
}
