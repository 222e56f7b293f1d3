/** How Slack fails. */
export type Failing =
  /** An error of Slack's front, before anything was done: a page, not JSON. */
  | { readonly how: 'status'; readonly status: 500 | 502 | 503 | 504 }
  /** An error of Slack's own, 200 and `ok: false`, before anything was done. */
  | { readonly how: 'error'; readonly code: string }
  /** 429 with Retry-After, in seconds. */
  | { readonly how: 'rate-limited'; readonly retryAfter: number }
  /** The request is read and never answered; nothing is done. */
  | { readonly how: 'no-answer' }
  /** The connection ends before anything is done. */
  | { readonly how: 'hang-up' }
  /** Everything is done, then the connection ends without an answer. */
  | { readonly how: 'reply-lost' }
  /** Everything is done, then Slack's front answers with a page that says 502. */
  | { readonly how: 'late-502' }
  /** Everything is done, and half of the body is sent. */
  | { readonly how: 'cut-short' }
  /** Answered as always, but so much later. */
  | { readonly how: 'slow'; readonly milliseconds: number }

/** A failing on request: of the next `times` (default 1) requests of that method and channel (default: any). */
export type Fault = Failing & { readonly method?: string; readonly channel?: string; readonly times?: number }

/** The faults that are still to come. The first one asked for that fits a request is its fault. */
export class Faults {
  readonly #waiting: { readonly fault: Fault; left: number }[] = []

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 })
  }

  /** The fault of this request, which is used up by it. */
  take(method: string, channel: unknown): Fault | undefined {
    const found = this.#waiting.find(
      ({ fault, left }) =>
        left > 0 && (fault.method ?? method) === method && (fault.channel === undefined || fault.channel === channel),
    )
    if (found !== undefined) found.left -= 1
    return found?.fault
  }
}
