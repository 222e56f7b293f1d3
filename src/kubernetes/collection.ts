import type { ObjectMeta } from './objects.ts'
import type { WatchReceiver } from './watch.ts'

/** The objects of one kind in one namespace as a watch last told them, by name. */
export class Collection<T extends { readonly metadata: ObjectMeta }> implements WatchReceiver {
  #items = new Map<string, T>()
  readonly #gone = new Set<string>()
  readonly #wanted: (item: T) => boolean
  readonly #onChange: () => void
  readonly #onInterruption: (why: string) => void

  constructor(options: {
    readonly onChange: () => void
    readonly onInterruption: (why: string) => void
    /** What is not wanted is forgotten: a busy namespace has more events than anybody asks for. */
    readonly wanted?: (item: T) => boolean
  }) {
    this.#onChange = options.onChange
    this.#onInterruption = options.onInterruption
    this.#wanted = options.wanted ?? (() => true)
  }

  get(name: string): T | undefined {
    return this.#items.get(name)
  }

  /** Whether an object of that name was there once and is not any more. */
  wasThere(name: string): boolean {
    return this.#gone.has(name) && !this.#items.has(name)
  }

  all(): readonly T[] {
    return [...this.#items.values()]
  }

  replaced(objects: readonly unknown[]): void {
    const before = this.#items
    this.#items = new Map((objects as T[]).filter(this.#wanted).map(item => [item.metadata.name, item]))
    for (const name of before.keys()) if (!this.#items.has(name)) this.#gone.add(name)
    this.#onChange()
  }

  changed(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: unknown): void {
    const item = object as T
    const { name } = item.metadata
    if (type === 'DELETED') {
      if (this.#items.delete(name)) this.#gone.add(name)
    } else if (this.#wanted(item)) this.#items.set(name, item)
    this.#onChange()
  }

  interrupted(why: string): void {
    this.#onInterruption(why)
  }
}
