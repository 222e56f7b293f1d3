import type { IncomingMessage } from 'node:http'
import { retry } from '../../net/retry.ts'
import type { Clock } from '../../time/clock.ts'
import { errorFrom, KubernetesError, OversizedAnswer } from './error.ts'
import { exactJson } from './exact-json.ts'
import { brokenConnection, waitBeforeRetry } from './retry.ts'
import {
  linesOfAnswer,
  MOST_CLUSTER_ANSWER,
  MOST_CLUSTER_EVENT,
  type SocketRequest,
  socketHttp,
  TIME_LIMITS,
  type TimeLimits,
  textOfAnswer,
  timeoutError,
} from './socket-http.ts'
import { warningsIn } from './warnings.ts'

/** What a request may carry beside its path. */
export interface RequestOptions {
  readonly query?: Readonly<Record<string, string>>
  /** Of a list: each object's metadata alone, without its content. */
  readonly metadataOnly?: boolean
  readonly signal?: AbortSignal | undefined
}

const METADATA_ALONE = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'

/** A response: its HTTP status, the server's time (milliseconds since the epoch) and the object. */
export interface ApiResponse {
  readonly code: number
  readonly at: number
  readonly body: unknown
  /** What the server warned of, such as a deprecated version or pods that it would refuse. */
  readonly warnings?: readonly string[]
}

/** The API of the cluster. Every method throws `KubernetesError` for an unsuccessful response, after its retries. */
export interface KubernetesClient {
  get(path: string, options?: RequestOptions): Promise<ApiResponse>
  /** Plain text: container logs. */
  text(path: string, options?: RequestOptions): Promise<string>
  /** Server-side apply; `body` is the object. May be repeated without harm. */
  apply(path: string, body: unknown, options?: RequestOptions): Promise<ApiResponse>
  /** A new object at the path of its list. Sent again after a lost reply, it fails with 409: look whose the object is. */
  create(path: string, body: unknown, options?: RequestOptions): Promise<ApiResponse>
  /** In place of the version that `body` names. Sent again after a lost reply, it fails with 409: look whose the object is. */
  replace(path: string, body: unknown, options?: RequestOptions): Promise<ApiResponse>
  /** A JSON patch. Only one that names a `resourceVersion` may be repeated without harm. */
  patch(path: string, operations: readonly object[], options?: RequestOptions): Promise<ApiResponse>
  /** Deletes an object; `options` is a `DeleteOptions`. Sent again after a lost reply, it may fail with 404. */
  remove(path: string, options: object, request?: RequestOptions): Promise<ApiResponse>
  /**
   * A streaming response, line by line; ends when the server ends it, throws when the connection breaks or is silent
   * for too long. `onOpen` is called when the stream is open.
   */
  lines(path: string, options?: RequestOptions & { readonly onOpen?: () => void }): AsyncGenerator<string>
  close(): void
}

interface ClientOptions {
  /** Hides secrets in the server's texts before they are cut. */
  readonly redact?: (text: string) => string
  readonly limits?: TimeLimits
  /** Characters of one answer, and of one line of a stream. */
  readonly most?: { readonly answer: number; readonly event: number }
}

const MOST = { answer: MOST_CLUSTER_ANSWER, event: MOST_CLUSTER_EVENT }

export function kubernetesClient(
  socketPath: string,
  clock: Clock,
  { redact = text => text, limits = TIME_LIMITS, most = MOST }: ClientOptions = {},
): KubernetesClient {
  const http = socketHttp(socketPath, limits)

  async function attempt(request: SocketRequest): Promise<{ answer: IncomingMessage; text: string }> {
    const limit = request.method === 'GET' ? limits.read : limits.apply
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(timeoutError(limit)), limit)
    const signal = request.signal === undefined ? late.signal : AbortSignal.any([request.signal, late.signal])
    try {
      const answer = await http.send({ ...request, signal })
      return { answer, text: await textOfAnswer(answer, most.answer) }
    } catch (cause) {
      request.signal?.throwIfAborted()
      throw brokenConnection(late.signal.aborted ? late.signal.reason : cause, late.signal.aborted)
    } finally {
      clearTimeout(timer)
    }
  }

  async function send(request: SocketRequest): Promise<{ answer: IncomingMessage; text: string }> {
    let retryAfter: string | undefined
    return retry(
      async () => {
        retryAfter = undefined
        const got = await attempt(request)
        const code = got.answer.statusCode ?? 0
        if (code >= 200 && code < 300) return got
        retryAfter = got.answer.headers['retry-after']
        throw errorFrom(code, got.text, redact)
      },
      (thrown, { tries }) => {
        if (!(thrown instanceof KubernetesError) || thrown instanceof OversizedAnswer)
          return { kind: 'give-up', error: thrown }
        const { code, reason, slow } = thrown
        const wait = waitBeforeRetry({ tries, code, reason, retryAfter, slow })
        return wait === undefined ? { kind: 'give-up', error: thrown } : { kind: 'retry', wait }
      },
      { clock, signal: request.signal },
    )
  }

  async function json(request: SocketRequest): Promise<ApiResponse> {
    const { answer, text } = await send(request)
    const at = Date.parse(answer.headers.date ?? '')
    const warnings = warningsIn(answer.headersDistinct.warning).map(redact)
    const body = parsed(text)
    return { code: answer.statusCode ?? 0, at: Number.isNaN(at) ? clock.now() : at, body, warnings }
  }

  async function* lines(
    path: string,
    options: RequestOptions & { readonly onOpen?: () => void } = {},
  ): AsyncGenerator<string> {
    let answer: IncomingMessage
    try {
      answer = await http.stream({ method: 'GET', path: withQuery(path, options.query), signal: options.signal })
    } catch (cause) {
      options.signal?.throwIfAborted()
      throw brokenConnection(cause)
    }
    if (answer.statusCode !== 200) {
      const text = await textOfAnswer(answer, most.answer).catch((cause: unknown) => {
        options.signal?.throwIfAborted()
        throw brokenConnection(cause)
      })
      throw errorFrom(answer.statusCode ?? 0, text, redact)
    }
    options.onOpen?.()
    try {
      yield* linesOfAnswer(answer, most.event)
    } catch (cause) {
      options.signal?.throwIfAborted()
      throw brokenConnection(cause)
    } finally {
      answer.destroy()
    }
  }

  const written = (method: 'POST' | 'PUT' | 'DELETE') => (path: string, body: unknown, options?: RequestOptions) =>
    json({
      ...{ method, path: withQuery(path, options?.query), signal: options?.signal },
      ...{ contentType: 'application/json', body: JSON.stringify(body) },
    })

  return {
    create: written('POST'),
    replace: written('PUT'),
    remove: written('DELETE'),
    get: (path, { query, metadataOnly = false, signal } = {}) =>
      json({
        ...{ method: 'GET', path: withQuery(path, query), signal },
        ...(metadataOnly ? { accept: METADATA_ALONE } : {}),
      }),
    text: async (path, { query, signal } = {}) =>
      (await send({ method: 'GET', path: withQuery(path, query), signal })).text,
    apply: (path, body, { query, signal } = {}) =>
      json({
        method: 'PATCH',
        path: withQuery(path, query),
        // JSON is YAML; the media type is the one that every supported server knows.
        contentType: 'application/apply-patch+yaml',
        body: exactJson(body),
        signal,
      }),
    patch: (path, operations, { query, signal } = {}) =>
      json({
        method: 'PATCH',
        path: withQuery(path, query),
        contentType: 'application/json-patch+json',
        body: exactJson(operations),
        signal,
      }),
    lines,
    close: () => http.close(),
  }
}

/** Without the parser's words: they quote the text, which may be a Secret. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw brokenConnection(new Error('the answer is not JSON'))
  }
}

function withQuery(path: string, query: Readonly<Record<string, string>> = {}): string {
  const text = new URLSearchParams(query).toString()
  return text === '' ? path : `${path}?${text}`
}
