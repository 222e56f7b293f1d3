import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import {
  linesOfAnswer,
  MOST_CLUSTER_ANSWER,
  MOST_CLUSTER_EVENT,
  textOfAnswer,
} from '../../../src/kubernetes/api/socket-http.ts'

const CHUNK = ' '.repeat(64 * 1024)

/** An answer of these parts, how many were taken of it, and whether its connection was ended. */
function answerOf(parts: Iterable<string>) {
  const taken: number[] = []
  function* counted(): Generator<string> {
    for (const part of parts) {
      taken.push(part.length)
      yield part
    }
  }
  const stream = Readable.from(counted(), { objectMode: false })
  return { answer: stream as unknown as IncomingMessage, size: () => taken.reduce((sum, one) => sum + one, 0), stream }
}

function* forEver(part: string): Generator<string> {
  for (;;) yield part
}

async function all(lines: AsyncIterable<string>): Promise<readonly string[]> {
  const got: string[] = []
  for await (const line of lines) got.push(line)
  return got
}

describe('an answer without end is left', () => {
  const most = 1024 * 1024

  test('as a whole', async () => {
    const { answer, size, stream } = answerOf(forEver(CHUNK))
    await expect(textOfAnswer(answer, most)).rejects.toThrow('the answer is larger than 1 MiB')
    expect(stream.destroyed).toBe(true)
    expect(size()).toBeLessThan(2 * most)
  })

  test('as a line of a stream, also after others', async () => {
    const { answer, size, stream } = answerOf(['{"type":"BOOKMARK"}\n', ...Array.from({ length: 100 }, () => CHUNK)])
    await expect(all(linesOfAnswer(answer, most))).rejects.toThrow('a line of the answer is larger than 1 MiB')
    expect(stream.destroyed).toBe(true)
    expect(size()).toBeLessThan(2 * most)
  })

  test('where nobody names another limit, after more than a large cluster says', () => {
    expect([MOST_CLUSTER_ANSWER, MOST_CLUSTER_EVENT]).toEqual([128 * most, 16 * most])
  })
})

test('a stream may go on for as long as its lines are short; one over several parts is whole', async () => {
  const parts = ['{"a"', ':1}\n{"b":', '2}\n\n{"c":3}\n{"d', '']
  expect(await all(linesOfAnswer(answerOf(parts).answer, 12))).toEqual(['{"a":1}', '{"b":2}', '{"c":3}'])
})
