/**
 * Texts that are looked for all at once: the time depends on the text that is searched, not on how many there are, as long as
 * they differ early.
 */
export class Needles {
  readonly #all = new Set<string>()
  /** By their first three characters. */
  readonly #byStart = new Map<string, Candidates>()

  has(needle: string): boolean {
    return this.#all.has(needle)
  }

  /** `needle`: three characters or more. */
  add(needle: string): void {
    this.#all.add(needle)
    const start = needle.slice(0, START)
    const same = this.#byStart.get(start) ?? { short: [], long: new Map<string, string[]>() }
    this.#byStart.set(start, same)
    if (needle.length < LONG_START) return void same.short.push(needle)
    const long = needle.slice(0, LONG_START)
    const alike = same.long.get(long)
    if (alike === undefined) same.long.set(long, [needle])
    else alike.push(needle)
  }

  delete(needle: string): void {
    this.#all.delete(needle)
    const same = this.#byStart.get(needle.slice(0, START))
    const candidates = needle.length < LONG_START ? same?.short : same?.long.get(needle.slice(0, LONG_START))
    const at = candidates?.indexOf(needle) ?? -1
    if (at >= 0) candidates?.splice(at, 1)
  }

  /** Where they are, in the order of their beginnings. */
  in(text: string): [number, number][] {
    const found: [number, number][] = []
    if (this.#all.size === 0) return found
    for (let at = 0; at + START <= text.length; at++) {
      const candidates = this.#byStart.get(text.slice(at, at + START))
      if (candidates === undefined) continue
      const long = candidates.long.size === 0 ? undefined : candidates.long.get(text.slice(at, at + LONG_START))
      const longest = longestAt(text, at, long ?? []) || longestAt(text, at, candidates.short)
      if (longest > 0) found.push([at, at + longest])
    }
    return found
  }
}

interface Candidates {
  readonly short: string[]
  /** By their first `LONG_START` characters: the lines of one secret often begin alike. */
  readonly long: Map<string, string[]>
}

const START = 3
const LONG_START = 24

function longestAt(text: string, at: number, needles: readonly string[]): number {
  let longest = 0
  for (const needle of needles) {
    if (needle.length > longest && text.startsWith(needle, at)) longest = needle.length
  }
  return longest
}
