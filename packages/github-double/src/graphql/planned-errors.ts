import type { QueryProblem } from './problem.ts'

/** Where in the answer: the names as the answer has them, and the places in lists, from the outside in. */
interface Path {
  readonly prev: Path | undefined
  readonly key: string | number
}

/** Errors that a test wants at chosen fields of one answer: `r3.deployments`, `r3.deployments.nodes.0.state`. */
export class PlannedErrors {
  readonly #problem: QueryProblem
  readonly #waiting: Set<string>

  constructor(paths: readonly string[], problem: QueryProblem) {
    this.#waiting = new Set(paths)
    this.#problem = problem
  }

  /** Throws at a place that was chosen. */
  strike(path: Path): void {
    const written = write(path)
    if (!this.#waiting.delete(written)) return
    throw this.#problem
  }

  /** The places that the query did not ask for: a test that chose them shows nothing. */
  get missed(): string[] {
    return [...this.#waiting]
  }
}

function write({ prev, key }: Path): string {
  return prev === undefined ? String(key) : `${write(prev)}.${key}`
}
