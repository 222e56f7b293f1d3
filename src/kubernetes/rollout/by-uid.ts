/** Items by the uids that they are about: a rollout of many workloads does not look through all items for each. */
export class ByUid<T> {
  readonly #items = new Map<string, T[]>()

  constructor(items: readonly T[], uidsOf: (item: T) => readonly (string | undefined)[]) {
    for (const item of items) {
      for (const uid of uidsOf(item)) {
        if (uid === undefined) continue
        const known = this.#items.get(uid)
        if (known === undefined) this.#items.set(uid, [item])
        else known.push(item)
      }
    }
  }

  /** What is about any of these, each once. */
  of(uids: readonly (string | undefined)[]): readonly T[] {
    return [...new Set(uids.flatMap(uid => this.#items.get(uid ?? '') ?? []))]
  }
}
