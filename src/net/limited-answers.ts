/** An answer with more bytes than the service ever sends. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge'

  constructor(most: number, what = 'the answer') {
    super(`${what} is larger than ${most / 1024 / 1024} MiB`)
  }
}

/**
 * `fetch` whose answers end with an error, `AnswerTooLarge`, after `most` bytes: one without end would use up the memory. What
 * counts is what comes out of a compressed answer.
 */
export function withLimitedAnswers(send: typeof fetch, most: number): typeof fetch {
  return async (input, init) => {
    const answer = await send(input, init)
    if (answer.body === null) return answer
    const { status, statusText, headers, url } = answer
    const limited = new Response(answer.body.pipeThrough(atMost(most)), { status, statusText, headers })
    // Of an answer that was made here it is empty.
    return Object.defineProperty(limited, 'url', { value: url })
  }
}

function atMost(most: number): TransformStream<Uint8Array, Uint8Array> {
  let size = 0
  return new TransformStream({
    transform(chunk, out) {
      size += chunk.length
      if (size > most) throw new AnswerTooLarge(most)
      out.enqueue(chunk)
    },
  })
}
