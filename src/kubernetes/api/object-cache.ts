import type { ObjectMeta } from './objects.ts'
import type { WatchReceiver } from './watch.ts'

/** The objects of one kind in one namespace as a watch last told them, by name. */
export class Collection<T extends { readonly metadata: ObjectMeta }> implements WatchReceiver {
  #items = new Map<string, T>()
  readonly #gone = new Set<string>()
  readonly #wanted: (item: T) => boolean
  readonly #onChange: () => void
  readonly #onInterruption: (why: string) => void
  readonly #received: (item: T) => T
  #state: 'open' | 'between' | 'blind' = 'blind'
  #interruptions = 0

  constructor(options: {
    readonly onChange: () => void
    readonly onInterruption: (why: string) => void
    /** What is not wanted is forgotten: a busy namespace has more events than anybody asks for. */
    readonly wanted?: (item: T) => boolean
    /** What is done to each object that comes. */
    readonly received?: (item: T) => T
  }) {
    this.#onChange = options.onChange
    this.#onInterruption = options.onInterruption
    this.#wanted = options.wanted ?? (() => true)
    this.#received = options.received ?? (item => item)
  }

  /** Whether every change is told at this moment. */
  get open(): boolean {
    return this.#state === 'open'
  }

  /** Whether the objects may be others by now without our knowing: the stream broke and is not open again. */
  get blind(): boolean {
    return this.#state === 'blind'
  }

  /** How many times the stream broke. */
  get interruptions(): number {
    return this.#interruptions
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
    this.#items = new Map((objects as T[]).filter(this.#wanted).map(item => [item.metadata.name, this.#received(item)]))
    for (const name of before.keys()) if (!this.#items.has(name)) this.#gone.add(name)
    this.#onChange()
  }

  changed(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: unknown): void {
    const item = object as T
    const { name } = item.metadata
    if (type === 'DELETED') {
      if (this.#items.delete(name)) this.#gone.add(name)
    } else if (this.#wanted(item)) this.#items.set(name, this.#received(item))
    this.#onChange()
  }

  opened(): void {
    this.#state = 'open'
    this.#onChange()
  }

  ended(): void {
    this.#state = 'between'
    this.#onChange()
  }

  interrupted(why: string): void {
    this.#state = 'blind'
    this.#interruptions++
    this.#onInterruption(why)
    this.#onChange()
  }
}
