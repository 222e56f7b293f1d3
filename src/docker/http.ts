import type { Clock } from '../runner/clock.ts'
import { messageOf, UserError } from '../runner/user-error.ts'
import { isPrivateChannel } from './registry-address.ts'

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
}

/** Through what requests are made. */
export interface Http {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly signal?: AbortSignal
}

/** The service gave no usable answer, also after some retries. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** Manifests may have 4 MiB (OCI distribution specification); tokens have less. */
const largestBody = 4 * 1024 * 1024
const patienceMs = 10_000
const waitsMs = [500, 2000]

/**
 * A GET that is repeated while the service is busy or away. `authorization` goes to the asked host alone: redirects are
 * followed here, and lose it with the origin.
 */
export async function get(
  http: Http,
  url: URL,
  headers: Readonly<Record<string, string>>,
  authorization?: string,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    const wait = waitsMs[attempt]
    try {
      const answer = await follow(http, url, headers, authorization)
      if (answer.status < 500 && answer.status !== 429) return answer
      if (wait === undefined) throw new NoAnswer(`it answers ${answer.status}`)
    } catch (thrown) {
      http.signal?.throwIfAborted()
      // What somebody must mend is not mended by waiting.
      if (thrown instanceof UserError) throw thrown
      if (thrown instanceof NoAnswer || wait === undefined)
        throw new NoAnswer(`${url.host}: ${reasonOf(thrown)}`, { cause: thrown })
    }
    await http.clock.sleep(wait, http.signal)
  }
}

async function follow(
  http: Http,
  start: URL,
  headers: Readonly<Record<string, string>>,
  authorization?: string,
): Promise<Answer> {
  let url = start
  for (let hops = 0; hops < 5; hops++) {
    const own = url.origin === start.origin && authorization !== undefined ? { Authorization: authorization } : {}
    const patience = AbortSignal.timeout(patienceMs)
    const signal = http.signal === undefined ? patience : AbortSignal.any([http.signal, patience])
    const response = await http.fetch(url, { headers: { ...headers, ...own }, redirect: 'manual', signal })
    const location = response.headers.get('location')
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) {
      return { status: response.status, headers: response.headers, body: await bodyOf(response) }
    }
    await response.body?.cancel()
    url = new URL(location, url)
    if (!isPrivateChannel(url)) throw new NoAnswer(`it redirects to plain http (${url.host})`)
  }
  throw new NoAnswer('it redirects in circles')
}

async function bodyOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > largestBody) throw new NoAnswer(`its answer is larger than ${largestBody / 1024 / 1024} MiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** `fetch` only says "fetch failed"; the reason is behind it, with a proxy two steps behind. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') return `no answer within ${patienceMs / 1000} s`
  if (!(thrown instanceof Error) || thrown.cause === undefined || thrown instanceof NoAnswer) return messageOf(thrown)
  let { cause } = thrown
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return messageOf(cause) || code || thrown.message
}
