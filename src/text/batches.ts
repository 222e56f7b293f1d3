/** Cuts a list into batches, each of at most `size`. */
export function batchesOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}

/** The same batches beginning with another one each run, so that a budget never leaves out the same ones. */
export function batchesFrom<T>(batches: readonly T[], runNumber: number): readonly T[] {
  if (batches.length === 0) return []
  const first = ((runNumber % batches.length) + batches.length) % batches.length
  return [...batches.slice(first), ...batches.slice(0, first)]
}
