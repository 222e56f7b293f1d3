import { messageOf, UserError } from '../errors.ts'
import { isPrivateChannel } from '../net/secure-url.ts'
import type { Clock } from '../time/clock.ts'

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array<ArrayBuffer>
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

/** One request; both methods may be repeated without doing anything twice. */
export interface Asking {
  readonly method: 'GET' | 'PUT'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
  /** For the asked host alone: redirects are followed here, and lose it with the origin. */
  readonly authorization?: string | undefined
}

/** A GET that is repeated while the service is busy or away. */
export async function get(
  http: Http,
  url: URL,
  headers: Readonly<Record<string, string>>,
  authorization?: string,
): Promise<Answer> {
  return ask(http, url, { method: 'GET', headers, authorization })
}

/** A request that is repeated while the service is busy or away. Throws `NoAnswer` when it stays so. */
export async function ask(http: Http, url: URL, asking: Asking): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    const wait = waitsMs[attempt]
    try {
      const answer = await follow(http, url, asking)
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

async function follow(http: Http, start: URL, asking: Asking): Promise<Answer> {
  const { method, headers, body, authorization } = asking
  let url = start
  for (let hops = 0; hops < 5; hops++) {
    const own = url.origin === start.origin && authorization !== undefined ? { Authorization: authorization } : {}
    const patience = AbortSignal.timeout(patienceMs)
    const signal = http.signal === undefined ? patience : AbortSignal.any([http.signal, patience])
    const init = { method, headers: { ...headers, ...own }, redirect: 'manual', signal } as const
    const response = await http.fetch(url, body === undefined ? init : { ...init, body })
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

async function bodyOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
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
