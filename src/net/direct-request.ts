import type { IncomingMessage } from 'node:http'

/** What is asked. */
export interface DirectRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly signal: AbortSignal
}

/** The part of a `Response` that can be had without loading `fetch`. */
export interface DirectAnswer {
  readonly status: number
  readonly headers: Pick<Headers, 'get'> & Iterable<[name: string, value: string]>
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): unknown }) | null
}

/** By the standard `x-gzip` is the same. */
const GZIP: ReadonlySet<string> = new Set(['gzip', 'x-gzip'])
/** What leaves the bytes as they are; stores like that of S3 keep the last one from the upload. */
const NOT_PACKED: ReadonlySet<string> = new Set(['identity', 'aws-chunked'])

/**
 * One request by node's HTTP client, where a process asks little and must be quick: its `fetch` takes as long to load as node to
 * start, and the end of a process that used it takes longer (`docs/decisions/0002-dependencies.md`). A redirect is an answer; what
 * was packed is unpacked. Rejects with the signal's reason.
 */
export function directRequest(url: URL, { method, headers, body, signal }: DirectRequest): Promise<DirectAnswer> {
  // Not imported: for its named exports node would load `fetch` too.
  const { request } = process.getBuiltinModule(url.protocol === 'http:' ? 'node:http' : 'node:https')
  return new Promise((resolve, reject) => {
    const fail = (thrown: unknown): void => reject(signal.aborted ? signal.reason : thrown)
    if (signal.aborted) return fail(undefined)
    // As of `fetch`: a login in an address, which an answer may have named, is never sent.
    if (url.username !== '' || url.password !== '') return fail(new TypeError('the address holds credentials'))
    const given = { 'user-agent': 'commit-train', 'accept-encoding': 'gzip', ...headers }
    const sent = request(url, { method, headers: given, signal }, answer => resolve(answerOf(answer, signal)))
    sent.on('error', fail)
    sent.end(body)
  })
}

function answerOf(answer: IncomingMessage, signal: AbortSignal): DirectAnswer {
  const headers = new Map(Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(', ')]))
  return {
    status: answer.statusCode ?? 0,
    headers: { get: name => headers.get(name.toLowerCase()) ?? null, [Symbol.iterator]: () => headers.entries() },
    body: { [Symbol.asyncIterator]: () => endedWith(answer, chunksOf(answer, signal)), cancel: () => answer.destroy() },
  }
}

/** The end of the reading closes the connection also where nothing was read: a generator that was not started cleans nothing up. */
function endedWith(answer: IncomingMessage, chunks: AsyncGenerator<Uint8Array>): AsyncIterator<Uint8Array> {
  return {
    next: () => chunks.next(),
    return: () => {
      answer.destroy()
      return chunks.return(undefined)
    },
  }
}

async function* chunksOf(answer: IncomingMessage, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const packing = answer.headers['content-encoding']?.toLowerCase() ?? ''
  try {
    for await (const chunk of packing === '' ? answer : unpacked(answer, packing)) yield chunk as Uint8Array
  } catch (thrown) {
    const isCut = answer.destroyed && !answer.complete
    answer.destroy()
    if (signal.aborted) throw signal.reason
    throw isCut ? new Error('the connection was closed in the middle of the answer') : thrown
  }
}

async function* unpacked(answer: IncomingMessage, packing: string): AsyncGenerator<Uint8Array> {
  const chunks = answer[Symbol.asyncIterator]()
  const first = await chunks.next()
  // No bytes are an empty answer, whatever its headers say: as of a refusal without a text.
  if (first.done === true) return
  const whole = wholeOf(first.value, chunks)
  if (NOT_PACKED.has(packing)) return yield* whole
  if (!GZIP.has(packing)) throw new Error(`the answer is packed as ${packing}, which was not asked for`)
  const { pipeline, Readable } = process.getBuiltinModule('node:stream')
  // What goes wrong is thrown where it is read.
  yield* pipeline(Readable.from(whole), process.getBuiltinModule('node:zlib').createGunzip(), () => undefined)
}

async function* wholeOf(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  yield* { [Symbol.asyncIterator]: () => rest }
}
