import { quantile } from '../statistics.ts'

/** Milliseconds of each round, by what was measured. */
export class Columns {
  readonly #times = new Map<string, number[]>()

  add(what: string, ms: number): void {
    this.#times.set(what, [...(this.#times.get(what) ?? []), ms])
  }

  median(what: string): number {
    return quantile(this.#times.get(what) ?? [], 0.5)
  }

  /** Median and p90 in seconds: `0.83 (0.97)`. */
  text(what: string): string {
    const [median, p90] = [0.5, 0.9].map(share => (quantile(this.#times.get(what) ?? [], share) / 1000).toFixed(2))
    return `${median} (${p90})`
  }

  /** The ratio of two medians: `0.93`. */
  ratio(what: string, to: string): string {
    return (this.median(what) / this.median(to)).toFixed(2)
  }
}
