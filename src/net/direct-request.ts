import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'

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

/**
 * One request by node's HTTP client, where a process asks little and must be quick: its `fetch` takes as long to load as node to
 * start, and the end of the process waits until its WebAssembly parser is compiled (`docs/decisions/0002-dependencies.md`). A
 * redirect is an answer; what was packed is unpacked. Rejects with the signal's reason.
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
  try {
    for await (const chunk of unpacked(answer)) yield chunk as Uint8Array
  } catch (thrown) {
    if (signal.aborted) throw signal.reason
    throw answer.complete ? thrown : new Error('the connection was closed in the middle of the answer')
  }
}

function unpacked(answer: IncomingMessage): Readable {
  if (answer.headers['content-encoding'] !== 'gzip') return answer
  const { pipeline } = process.getBuiltinModule('node:stream')
  // What goes wrong is thrown where it is read.
  return pipeline(answer, process.getBuiltinModule('node:zlib').createGunzip(), () => undefined)
}
