import type { ObjectMeta } from './objects.ts'
import type { WatchReceiver } from './watch.ts'

/** The objects of one kind in one namespace, by name, as a watch last delivered them. */
export class ObjectCache<T extends { readonly metadata: ObjectMeta }> implements WatchReceiver {
  #items = new Map<string, T>()
  readonly #deleted = new Map<string, T>()
  readonly #filter: (item: T) => boolean
  readonly #transform: (item: T) => T
  readonly #onChange: () => void
  readonly #onInterruption: (why: string) => void
  #state: 'connected' | 'resuming' | 'lost' = 'lost'
  #interruptions = 0

  constructor(options: {
    readonly onChange: () => void
    readonly onInterruption: (why: string) => void
    /** Objects that do not pass are not kept: a busy namespace has more events than are ever read. */
    readonly filter?: (item: T) => boolean
    /** Applied to each object before it is kept. */
    readonly transform?: (item: T) => T
  }) {
    this.#onChange = options.onChange
    this.#onInterruption = options.onInterruption
    this.#filter = options.filter ?? (() => true)
    this.#transform = options.transform ?? (item => item)
  }

  /** Whether every change is delivered at this moment. */
  get connected(): boolean {
    return this.#state === 'connected'
  }

  /** Whether the connection broke and is not open again: the objects may have changed since. */
  get lost(): boolean {
    return this.#state === 'lost'
  }

  /** How many times the connection broke. */
  get interruptions(): number {
    return this.#interruptions
  }

  get(name: string): T | undefined {
    return this.#items.get(name)
  }

  /** The object of that name as it last was, if it existed and does not any more. */
  deleted(name: string): T | undefined {
    return this.#items.has(name) ? undefined : this.#deleted.get(name)
  }

  all(): readonly T[] {
    return [...this.#items.values()]
  }

  replaced(objects: readonly unknown[]): void {
    const before = this.#items
    this.#items = new Map(
      (objects as T[]).filter(this.#filter).map(item => [item.metadata.name, this.#transform(item)]),
    )
    for (const [name, item] of before) if (!this.#items.has(name)) this.#deleted.set(name, item)
    this.#onChange()
  }

  changed(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: unknown): void {
    const item = object as T
    const { name } = item.metadata
    if (type === 'DELETED') {
      // The event has the object's last state.
      this.#items.delete(name)
      if (this.#filter(item)) this.#deleted.set(name, this.#transform(item))
    } else if (this.#filter(item)) this.#items.set(name, this.#transform(item))
    this.#onChange()
  }

  opened(): void {
    this.#state = 'connected'
    this.#onChange()
  }

  ended(): void {
    this.#state = 'resuming'
    this.#onChange()
  }

  interrupted(why: string): void {
    this.#state = 'lost'
    this.#interruptions++
    this.#onInterruption(why)
    this.#onChange()
  }
}
