/** Requests in flight at once: more gains nothing, and a shared API server should not feel a deployment. */
const AT_ONCE = 20

/** Does `work` for every item, at most 20 at once; results in the order of the items. Rejects with the first failure. */
export async function concurrently<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const pending = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of pending) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker))
  return results
}
