import { cleanData } from './clean-data.ts'
import { type FormKind, isMaskable, SHORTEST_MASK, secretForms } from './forms.ts'
import { Fragments } from './fragments.ts'
import { isKubeconfigText, kubeconfigSecrets } from './kubeconfig-text.ts'
import { Needles } from './needles.ts'

/** How masks reach the outside. */
export interface MasksOptions {
  /** Makes the runner mask a text from now on; the only place where a secret may be written. */
  readonly emit: (value: string) => void
  /** Says that a named value cannot be masked. */
  readonly notice?: (line: string) => void
}

/**
 * So many masks are given to the runner, and so many characters of them: each is a line of the log, and the runner compares every
 * later line with all of them. What this step writes is redacted by all forms, however many there are.
 */
export const MOST_MASKS = 5_000
export const MOST_MASKED_CHARACTERS = 4_000_000

/**
 * The share of both that is used when a form of a kind is still given. A key in PEM has two hundred encoded forms: those of the
 * first secrets must not take the place of a later secret itself.
 */
const SHARES: Readonly<Record<FormKind, number>> = { value: 1, line: 0.75, encoded: 0.5 }

/**
 * The secrets of this run. The runner masks them in the log; `redact` masks them in what the runner does not filter:
 * statuses, the job summary, errors.
 */
export class Masks {
  readonly #emit: (value: string) => void
  readonly #notice: (line: string) => void
  readonly #forms = new Needles()
  readonly #fragments = new Fragments()
  readonly #exempt = new Set<string>()
  readonly #warned = new Set<string>()
  /** What the runner has: a form for which there was no place may be a value later. */
  readonly #given = new Set<string>()
  #emitted = { masks: 0, characters: 0, isFull: false }

  constructor(options: MasksOptions) {
    this.#emit = options.emit
    this.#notice = options.notice ?? (() => undefined)
  }

  /** Masks a value in all its forms, each once. A named value that is too short or too common to be masked is reported. */
  add(value: string, name?: string): void {
    if (name !== undefined) this.addNamed([[name, value]])
    else this.#add(value)
  }

  #add(value: string): void {
    for (const secret of isKubeconfigText(value) ? kubeconfigSecrets(value) : [value]) this.#hide(secret)
  }

  #hide(value: string): void {
    if (value.trim() === '' || this.#exempt.has(value.trim()) || !isMaskable(value)) return
    this.#fragments.add(value.trim())
    for (const [form, kind] of secretForms(value)) {
      if (this.#given.has(form) || this.#exempt.has(form)) continue
      if (!this.#forms.has(form)) this.#forms.add(form)
      this.#give(form, SHARES[kind])
    }
  }

  /** Shorter ones may still fit where a long one does not. */
  #give(form: string, share: number): void {
    const emitted = this.#emitted
    const fits = emitted.characters + form.length <= MOST_MASKED_CHARACTERS * share
    if (emitted.masks < MOST_MASKS * share && fits) {
      emitted.masks += 1
      emitted.characters += form.length
      this.#given.add(form)
      this.#emit(form)
    } else if (!emitted.isFull) {
      emitted.isFull = true
      this.#notice(
        `The secrets of this step have more forms than are given to the runner (${MOST_MASKS.toLocaleString('en')} masks, ${MOST_MASKED_CHARACTERS / 1_000_000} MB): this step hides all of them, but what a later step prints may show one`,
      )
    }
  }

  /** Masks values by their names; one line says which of them cannot be masked. */
  addNamed(values: Iterable<readonly [name: string, value: string]>): void {
    const bare: string[] = []
    for (const [name, value] of values) {
      this.#add(value)
      const isBare = value.trim() !== '' && !isMaskable(value) && !this.#warned.has(name)
      if (isBare) bare.push(name)
    }
    if (bare.length > 0) this.#warn(bare)
  }

  addAll(values: Iterable<string>): void {
    for (const value of values) this.add(value)
  }

  /**
   * Words that are public anyway, such as the environment's name. A Secret that holds one of them as a value must
   * not turn it into `***` wherever it stands.
   */
  exempt(...words: readonly string[]): void {
    for (const word of words) {
      this.#exempt.add(word)
      this.#forms.delete(word)
    }
  }

  /** The text with `***` for every known form. Forms that overlap are hidden as one, so that no rest of any stays. */
  redact(text: string): string {
    const hidden = this.#hiddenIn(text)
    let shown = ''
    let at = 0
    for (const [start, end] of hidden) {
      shown += `${text.slice(at, start)}***`
      at = end
    }
    return shown + text.slice(at)
  }

  /** The same data with every text redacted: what is rendered from it may then be escaped in any way. */
  clean<T>(data: T): T {
    return cleanData(data, text => this.redact(text))
  }

  /** The ranges to hide, in order, merged where they overlap or touch. */
  #hiddenIn(text: string): readonly (readonly [number, number])[] {
    const found = [...this.#forms.in(text), ...this.#fragments.in(text)].sort(([a], [b]) => a - b)
    const merged: [number, number][] = []
    for (const range of found) {
      const last = merged.at(-1)
      if (last !== undefined && range[0] <= last[1]) last[1] = Math.max(last[1], range[1])
      else merged.push(range)
    }
    return merged
  }

  #warn(names: readonly string[]): void {
    for (const name of names) this.#warned.add(name)
    const [first = '', ...others] = names
    const subject = others.length === 0 ? `The value of ${first} is` : `The values of ${names.join(', ')} are`
    this.#notice(
      `${subject} too short or too common to be masked (masked from ${SHORTEST_MASK} characters on): it may be seen in the log`,
    )
  }
}
