import { innerBase64 } from './forms.ts'

const GRAM = 16
/** A value that is longer than this is looked for at every 60th place: enough for lines of 76 characters. */
const LONG = 64 * 1024

/**
 * Finds pieces of encoded secrets, wherever their lines were cut and whatever stands before them: base64 in lines of any width
 * above some 24 characters, hex likewise. What is found is the whole run of such characters.
 */
export class Fragments {
  readonly #grams = new Set<string>()

  add(value: string): void {
    const bytes = Buffer.byteLength(value)
    if (bytes < GRAM) return
    const step = bytes > LONG ? 60 : 8
    for (const before of [0, 1, 2]) this.#addGrams(innerBase64(value, before), step)
    this.#addGrams(Buffer.from(value).toString('hex'), step)
  }

  /** The ranges of runs that hold a piece. */
  in(text: string): readonly [number, number][] {
    if (this.#grams.size === 0) return []
    const found: [number, number][] = []
    for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9+/_-]{16,}={0,2}/g)) {
      if (this.#knows(run.replaceAll('-', '+').replaceAll('_', '/')) || this.#knows(run.toLowerCase())) {
        found.push([index, index + run.length])
      }
    }
    return found
  }

  #knows(run: string): boolean {
    for (let at = 0; at + GRAM <= run.length; at++) if (this.#grams.has(run.slice(at, at + GRAM))) return true
    return false
  }

  #addGrams(text: string, step: number): void {
    for (let at = 0; at + GRAM <= text.length; at += step) this.#grams.add(text.slice(at, at + GRAM))
  }
}
