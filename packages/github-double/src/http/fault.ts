import { Problem } from '../problem.ts'
import { secondaryLimit } from './content-writes.ts'
import type { Reply } from './reply.ts'

/** How GitHub fails. */
export type Failing =
  /** An error of GitHub's own, before anything was done. Gateways (502, 504) answer with a page instead of JSON. */
  | { readonly how: 'status'; readonly status: 500 | 502 | 503 | 504 }
  /** 429 with Retry-After, in seconds. */
  | { readonly how: 'rate-limited'; readonly retryAfter: number }
  /** The secondary limit: 403, with Retry-After in seconds unless left out. */
  | { readonly how: 'secondary-limit'; readonly retryAfter?: number }
  /** The request is read and never answered; nothing is done. */
  | { readonly how: 'no-answer' }
  /** The connection ends before anything is done. */
  | { readonly how: 'hang-up' }
  /** Everything is done, then the connection ends without an answer. */
  | { readonly how: 'reply-lost' }
  /** Everything is done, and half of the body is sent. */
  | { readonly how: 'cut-short' }
  /** Answered as always, but so much later. */
  | { readonly how: 'slow'; readonly milliseconds: number }
  | QueryFailing

/** How queries (`operationId: 'graphql'`) fail beside that. */
export type QueryFailing =
  /** 200 with errors and no data at all. */
  | { readonly how: 'query-errors'; readonly errors: readonly { readonly type?: string; readonly message: string }[] }
  /** 200 with an error at each of these fields of the answer (`r3.deployments`), and what is left of the data. */
  | {
      readonly how: 'partial-data'
      readonly paths: readonly string[]
      readonly type: string
      readonly message: string
    }
  /** GitHub's ten seconds for one query are over: 502 with an error in JSON. */
  | { readonly how: 'timed-out' }
  /** Another client has used up the token's points: 200 with RATE_LIMITED, also for whatever comes until the reset. */
  | { readonly how: 'out-of-points' }

/**
 * A failing on request: of the next `times` (default 1) requests of that operation (default: any), once `after`
 * (default 0) of them were answered as always.
 */
export type Fault = Failing & { readonly operationId?: string; readonly times?: number; readonly after?: number }

const QUERY_FAILINGS: readonly Fault['how'][] = ['query-errors', 'partial-data', 'timed-out', 'out-of-points']

/** Whether only queries can fail in this way. */
export function isQueryFailing(fault: Fault): boolean {
  return QUERY_FAILINGS.includes(fault.how)
}

/** The faults that are still to come. The first one asked for that fits a request is its fault. */
export class Faults {
  #waiting: { readonly fault: Fault; left: number; after: number }[] = []
  #byChance: () => Fault | undefined = () => undefined

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1, after: fault.after ?? 0 })
  }

  /** Asked at each request that no other fault is for. */
  addByChance(byChance: () => Fault | undefined): void {
    this.#byChance = byChance
  }

  /** None is to come any more. */
  clear(): void {
    this.#waiting = []
    this.#byChance = () => undefined
  }

  /** The fault of this request, which is used up by it. */
  take(operationId: string | undefined): Fault | undefined {
    for (const waiting of this.#waiting) {
      const { fault, left, after } = waiting
      if (left === 0 || (fault.operationId ?? operationId) !== operationId) continue
      if (after > 0) {
        waiting.after -= 1
        continue
      }
      waiting.left -= 1
      return fault
    }
    return this.#byChance()
  }
}

/** The answer in place of GitHub's own, if that is how it fails. */
export function replyOf(fault: Fault): Reply | undefined {
  switch (fault.how) {
    case 'status':
      if (fault.status === 502 || fault.status === 504) return page(fault.status)
      throw new Problem(fault.status, 'Server Error')
    case 'rate-limited':
      throw new Problem(429, 'API rate limit exceeded.', undefined, { 'retry-after': String(fault.retryAfter) })
    case 'secondary-limit':
      throw secondaryLimit(fault.retryAfter)
    case 'query-errors':
      return { status: 200, content: { json: { errors: fault.errors } } }
    case 'timed-out': {
      const message = 'Something went wrong while executing your query. This may be the result of a timeout.'
      return { status: 502, content: { json: { data: null, errors: [{ message }] } } }
    }
    default:
      return undefined
  }
}

function page(status: number): Reply {
  const html = '<!DOCTYPE html><html><body><h1>This page is taking too long to load.</h1></body></html>'
  return { status, content: { bytes: Buffer.from(html), type: 'text/html; charset=utf-8' } }
}
