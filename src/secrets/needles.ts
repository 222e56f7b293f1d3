/** Texts that are looked for all at once: the time depends on the text that is searched, not on how many there are. */
export class Needles {
  readonly #all = new Set<string>()
  /** By their first three characters. */
  readonly #byStart = new Map<string, string[]>()

  has(needle: string): boolean {
    return this.#all.has(needle)
  }

  /** `needle`: three characters or more. */
  add(needle: string): void {
    this.#all.add(needle)
    const start = needle.slice(0, START)
    const same = this.#byStart.get(start)
    if (same === undefined) this.#byStart.set(start, [needle])
    else same.push(needle)
  }

  delete(needle: string): void {
    this.#all.delete(needle)
    const same = this.#byStart.get(needle.slice(0, START))
    const at = same?.indexOf(needle) ?? -1
    if (at >= 0) same?.splice(at, 1)
  }

  /** Where they are, in the order of their beginnings. */
  in(text: string): [number, number][] {
    const found: [number, number][] = []
    if (this.#all.size === 0) return found
    for (let at = 0; at + START <= text.length; at++) {
      const candidates = this.#byStart.get(text.slice(at, at + START)) ?? []
      let longest = 0
      for (const needle of candidates) {
        if (needle.length > longest && text.startsWith(needle, at)) longest = needle.length
      }
      if (longest > 0) found.push([at, at + longest])
    }
    return found
  }
}

const START = 3
