import { Problem } from '../problem.ts'
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

/** A failing on request: of the next `times` (default 1) requests of that operation (default: any). */
export type Fault = Failing & { readonly operationId?: string; readonly times?: number }

/** The faults that are still to come. The first one asked for that fits a request is its fault. */
export class Faults {
  readonly #waiting: { readonly fault: Fault; left: number }[] = []

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 })
  }

  /** The fault of this request, which is used up by it. */
  take(operationId: string | undefined): Fault | undefined {
    const found = this.#waiting.find(
      ({ fault, left }) => left > 0 && (fault.operationId ?? operationId) === operationId,
    )
    if (found !== undefined) found.left -= 1
    return found?.fault
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
    case 'secondary-limit': {
      const text = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
      const { retryAfter } = fault
      throw new Problem(403, text, undefined, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) })
    }
    default:
      return undefined
  }
}

function page(status: number): Reply {
  const html = '<!DOCTYPE html><html><body><h1>This page is taking too long to load.</h1></body></html>'
  return { status, content: { bytes: Buffer.from(html), type: 'text/html; charset=utf-8' } }
}
