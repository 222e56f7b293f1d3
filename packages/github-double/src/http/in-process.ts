import type { AnswerSent, Returned } from './server.ts'

/**
 * A `fetch` whose requests reach the double without a network, for the many thousands of a long scenario: the answers, and
 * the faults, are those that come over HTTP.
 */
export function fetchWith(answerSent: AnswerSent): typeof fetch {
  return async (input, { method = 'GET', headers, body, signal } = {}) => {
    // A Request of the platform takes as long as the network does; what is sent here has a text, or nothing.
    if (input instanceof Request || (typeof body !== 'string' && body != null))
      throw new Error('give an address, and a text')
    signal?.throwIfAborted()
    const { pathname, search } = new URL(input)
    const known = Object.fromEntries(new Headers(headers))
    const sent = { method, url: `${pathname}${search}`, headers: known, text: body ?? '' }
    return responseOf(await endedBy(signal, answerSent(sent)), signal)
  }
}

function responseOf(returned: Returned, signal: AbortSignal | null | undefined): Response | Promise<Response> {
  if (returned.kind === 'no-answer') return endedBy(signal, new Promise<never>(() => {}))
  if (returned.kind === 'hang-up') throw new TypeError('fetch failed', { cause: closed() })
  const { status, headers, bytes, cutShort } = returned
  const init = {
    status,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
  }
  if (bytes === undefined) return new Response(null, init)
  return new Response(cutShort ? half(bytes) : new Uint8Array(bytes), init)
}

/** Rejects with the signal's reason when that comes first. */
async function endedBy<T>(signal: AbortSignal | null | undefined, answered: Promise<T>): Promise<T> {
  if (signal == null) return await answered
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const end = (): void => reject(signal.reason)
  signal.addEventListener('abort', end, { once: true })
  try {
    return await Promise.race([answered, promise])
  } finally {
    signal.removeEventListener('abort', end)
  }
}

function half(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = false
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new TypeError('terminated', { cause: closed() }))
      else controller.enqueue(bytes.slice(0, bytes.length / 2))
      isSent = true
    },
  })
}

/** As node's fetch says it. */
function closed(): Error {
  return Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })
}
