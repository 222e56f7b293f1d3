import type { Finding } from '../errors.ts'

/** How many operations a scan may take, and what it took. A point of GraphQL and a REST request are one operation each. */
export class Budget {
  readonly limit: number
  #points = 0
  #calls = 0
  #requests = 0
  #remaining = Number.POSITIVE_INFINITY
  #resetAt = ''
  #stopped: Finding | undefined

  constructor(limit: number) {
    this.limit = limit
  }

  /** Points of GraphQL, as GitHub counted them. */
  get points(): number {
    return this.#points
  }

  /** Queries that were sent. */
  get calls(): number {
    return this.#calls
  }

  /** REST requests. */
  get requests(): number {
    return this.#requests
  }

  get used(): number {
    return this.#points + this.#requests
  }

  /** Points that GitHub has left for this hour, when an answer had it. */
  get remaining(): number | undefined {
    return Number.isFinite(this.#remaining) ? this.#remaining : undefined
  }

  /** Why nothing more is asked; undefined while there is something left. */
  get stopped(): Finding | undefined {
    return this.#stopped
  }

  /** Whether a query of so many points may be sent; once one may not, none may. */
  allowsPoints(points: number): boolean {
    if (points > this.#remaining) {
      const when = this.#resetAt === '' ? '' : `; there are more from ${this.#resetAt} on`
      const text = `GitHub has ${this.#remaining} points left for this token and the next query needs ${points}${when}`
      this.stop({ reason: 'github-rate-limited', text })
    }
    return this.#allows(points)
  }

  /** Whether a REST request may be sent; counts it when it may. */
  takeRequest(): boolean {
    if (!this.#allows(1)) return false
    this.#requests += 1
    return true
  }

  /** Counts requests that are sent whatever is left. */
  addRequests(sent: number): void {
    this.#requests += sent
  }

  /** Counts a query by what GitHub says, or by what was expected where it did not answer. */
  spend(points: number, left?: { readonly remaining: number; readonly resetAt: string }): void {
    this.#points += points
    this.#calls += 1
    if (left === undefined) return
    this.#remaining = left.remaining
    this.#resetAt = left.resetAt
  }

  /** Nothing more is asked. The first reason stays. */
  stop(why: Finding): void {
    this.#stopped ??= why
  }

  #allows(operations: number): boolean {
    if (this.#stopped === undefined && this.used + operations > this.limit) {
      const text = `the budget of ${this.limit} operations is used up: ${this.used} were taken (${this.#points} points and ${this.#requests} requests), the next call needs ${operations}`
      this.stop({ reason: 'budget-used-up', text })
    }
    return this.#stopped === undefined
  }
}
