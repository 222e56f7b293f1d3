import { messageOf, UserError } from '../errors.ts'
import type { DirectAnswer, DirectRequest } from '../net/direct-request.ts'
import { networkMessage } from '../net/network-message.ts'
import { retry } from '../net/retry.ts'
import { isSecureUrl } from '../net/secure-url.ts'
import type { Clock } from '../time/clock.ts'

/** A response whose body was read to its end. */
export interface RegistryResponse {
  readonly status: number
  readonly headers: DirectAnswer['headers']
  readonly body: Uint8Array<ArrayBuffer>
}

/** Through what requests are made. */
export interface Http {
  readonly fetch: (url: URL, request: DirectRequest & { readonly redirect: 'manual' }) => Promise<DirectAnswer>
  readonly clock: Clock
  readonly signal?: AbortSignal
  /** For one attempt; default: 10 s. */
  readonly attemptMs?: number
}

/** The service gave no usable response, not even after retries. */
export class NoResponse extends Error {
  override readonly name: string = 'NoResponse'
}

/** It answered, but only that it has too much to do (429). */
export class TooBusy extends NoResponse {
  override readonly name = 'TooBusy'
}

/** Manifests may have 4 MiB (OCI distribution specification); tokens have less. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024
const TIMEOUT_MS = 10_000
const RETRY_DELAYS_MS = [500, 2000]

/** One request; each may be repeated without doing anything twice. */
export interface RegistryRequest {
  /** A POST asks for a token; its body is secret, and no redirect is followed with it. */
  readonly method: 'GET' | 'PUT' | 'POST'
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
): Promise<RegistryResponse> {
  return sendToRegistry(http, url, { method: 'GET', headers, authorization })
}

/** A request that is repeated while the service is busy or away. Throws `NoResponse` when it stays so. */
export async function sendToRegistry(http: Http, url: URL, request: RegistryRequest): Promise<RegistryResponse> {
  return retry(
    async () => {
      const response = await follow(http, url, request)
      if (response.status >= 500 || response.status === 429) throw new BusyResponse(response.status)
      return response
    },
    (thrown, { tries }) => {
      // A retry does not correct a wrong setting.
      if (thrown instanceof UserError) return { kind: 'give-up', error: thrown }
      const wait = RETRY_DELAYS_MS[tries - 1]
      if (wait !== undefined && !(thrown instanceof NoResponse)) return { kind: 'retry', wait }
      const Kind = thrown instanceof BusyResponse && thrown.status === 429 ? TooBusy : NoResponse
      return { kind: 'give-up', error: new Kind(`${url.host}: ${reasonOf(thrown, http.attemptMs)}`, { cause: thrown }) }
    },
    http,
  )
}

/** A response that may be another one in a moment. */
class BusyResponse extends Error {
  readonly status: number

  constructor(status: number) {
    super(`it answers ${status}`)
    this.status = status
  }
}

async function follow(http: Http, start: URL, request: RegistryRequest): Promise<RegistryResponse> {
  const { method, headers, body, authorization } = request
  let url = start
  for (let hops = 0; hops < 5; hops++) {
    const header = url.origin === start.origin && authorization !== undefined ? { Authorization: authorization } : {}
    const timeout = AbortSignal.timeout(http.attemptMs ?? TIMEOUT_MS)
    const signal = http.signal === undefined ? timeout : AbortSignal.any([http.signal, timeout])
    const init = { method, headers: { ...headers, ...header }, redirect: 'manual', signal } as const
    const response = await http.fetch(url, body === undefined ? init : { ...init, body })
    const location = response.headers.get('location')
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) {
      return { status: response.status, headers: response.headers, body: await bodyOf(response) }
    }
    await response.body?.cancel()
    if (method === 'POST') throw new NoResponse('it redirects a request that must not go elsewhere')
    const to = URL.parse(location, url.href)
    if (to === null) throw new NoResponse('it redirects to nowhere')
    url = to
    if (!isSecureUrl(url)) throw new NoResponse(`it redirects to plain http (${url.host})`)
  }
  throw new NoResponse('it redirects in circles')
}

async function bodyOf({ body }: DirectAnswer): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw new NoResponse(`its answer is larger than ${MAX_BODY_BYTES / 1024 / 1024} MiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function reasonOf(thrown: unknown, attemptMs = TIMEOUT_MS): string {
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') return `no answer within ${attemptMs / 1000} s`
  return thrown instanceof NoResponse ? messageOf(thrown) : networkMessage(thrown)
}
