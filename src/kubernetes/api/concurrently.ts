/** More requests at once gain nothing, and would load a shared API server. */
const MAX_IN_FLIGHT = 20

/**
 * Does `work` for every item, at most 20 at once; results in the order of the items. After a failure no
 * further item is started; it rejects with the first failure once all started work has ended.
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
