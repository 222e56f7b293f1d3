/** Something that counts if nothing newer has its key. */
export interface CheckCandidate<T> {
  readonly key: string
  /** Grows with time. */
  readonly id: number
  readonly value: T
  /** Offers of one key that have this in common are kept together when one of them is the newest. */
  readonly together?: number
}

/** The newest of each key, in the order given. */
export function newestOf<T extends CheckCandidate<unknown>>(offers: readonly T[]): readonly T[] {
  const newest = new Map<string, T>()
  for (const offer of offers) {
    const before = newest.get(offer.key)
    if (before === undefined || offer.id > before.id) newest.set(offer.key, offer)
  }
  return offers.filter(offer => {
    const top = newest.get(offer.key)
    return offer === top || (offer.together !== undefined && offer.together === top?.together)
  })
}
