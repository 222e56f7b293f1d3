import { inspect } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { type KubernetesClient, kubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import type { Clock } from '../../../../src/time/clock.ts'
import { ApiServerDouble, broken, events, type Handler, json, status } from './api-server-double.ts'

let server: ApiServerDouble
let client: KubernetesClient
let sleeps: number[]

/** A clock whose waits are over at once, but counted. */
const clock: Clock = {
  now: () => 0,
  sleep: (ms, signal) => {
    signal?.throwIfAborted()
    sleeps.push(ms)
    return Promise.resolve()
  },
}

const redact = (text: string): string => text.replaceAll('hunter2', '***')

async function serve(...handlers: Handler[]): Promise<void> {
  sleeps = []
  server = await ApiServerDouble.start(...handlers)
  client = kubernetesClient(server.socketPath, clock, { redact })
}

/** The same with hardly any patience. */
async function serveImpatiently(...handlers: Handler[]): Promise<void> {
  await serve(...handlers)
  client = kubernetesClient(server.socketPath, clock, { limits: { read: 40, apply: 60, open: 40, silence: 40 } })
}

const saysNothing: Handler = () => undefined
const saysHalf: Handler = (_, response) => {
  response.writeHead(200)
  response.write('{"a":1}\n')
}

afterEach(async () => {
  client.close()
  await server.close()
})

test('a server-side apply is a PATCH with its own media type and the host that kubectl lets in', async () => {
  await serve(
    json(201, { kind: 'ConfigMap' }, { Date: 'Thu, 01 Jan 2026 10:00:00 GMT', Warning: '299 - "deprecated"' }),
  )
  const answer = await client.apply('/api/v1/x', { a: 'ü' }, { query: { force: 'false' } })
  const at = Date.parse('2026-01-01T10:00:00Z')
  expect(answer).toEqual({ code: 201, at, body: { kind: 'ConfigMap' }, warnings: ['deprecated'] })
  expect(server.requests).toMatchObject([
    {
      method: 'PATCH',
      url: '/api/v1/x?force=false',
      body: '{"a":"ü"}',
      headers: { host: 'localhost', 'content-type': 'application/apply-patch+yaml' },
    },
  ])
})

describe('trying again', () => {
  test('once on 401: the credential plugin refreshes', async () => {
    await serve(status(401, 'Unauthorized'), json(200, { ok: true }))
    expect((await client.get('/x')).body).toEqual({ ok: true })
  })

  test('but not twice', async () => {
    await serve(status(401, 'Unauthorized'))
    await expect(client.get('/x')).rejects.toMatchObject({ code: 401 })
    expect(server.requests).toHaveLength(2)
  })

  test('after the time that a busy server asks for', async () => {
    await serve(status(429, 'TooManyRequests', { 'Retry-After': '2' }), json(200, {}))
    await client.apply('/x', {})
    expect(sleeps).toEqual([2000])
  })

  test('when the connection broke, also for an apply', async () => {
    await serve(broken, json(200, { ok: true }))
    expect((await client.apply('/x', {})).body).toEqual({ ok: true })
  })

  test('not for ever', async () => {
    await serve(broken)
    await expect(client.get('/x')).rejects.toMatchObject({ code: 0, reason: 'Transport' })
    expect(server.requests).toHaveLength(4)
  })

  test('not for a refusal', async () => {
    await serve(status(403, 'Forbidden'))
    await expect(client.get('/x')).rejects.toMatchObject({ code: 403, reason: 'Forbidden', message: 'Forbidden!' })
    expect(server.requests).toHaveLength(1)
  })
})

test('an abort ends the wait with its own reason', async () => {
  await serve(() => undefined)
  const abort = new AbortController()
  const got = client.get('/x', { signal: abort.signal })
  const reason = new Error('stopped')
  abort.abort(reason)
  await expect(got).rejects.toBe(reason)
})

describe('lines', () => {
  async function read(): Promise<string[]> {
    const got: string[] = []
    for await (const line of client.lines('/x')) got.push(line)
    return got
  }

  test('arrive whole, however they are cut', async () => {
    await serve((_, response) => {
      response.writeHead(200)
      response.write('{"a":1}\n{"b"')
      setImmediate(() => response.end(':"ü"}\n'))
    })
    expect(await read()).toEqual(['{"a":1}', '{"b":"ü"}'])
  })

  test('throw when the connection breaks', async () => {
    await serve(events([{ a: 1 }], 'break'))
    await expect(read()).rejects.toMatchObject({ reason: 'Transport' })
  })

  test('throw when they are refused', async () => {
    await serve(status(410, 'Expired'))
    await expect(read()).rejects.toMatchObject({ code: 410 })
  })
})

describe('an answer that is larger than is read', () => {
  const large: Handler = (_, response) => void response.end(`{"a":"${'x'.repeat(200)}"}`)

  test.each([
    ['a read', () => client.get('/x'), 'the answer is larger than'],
    ['a log', () => client.text('/x'), 'the answer is larger than'],
    ['an apply', () => client.apply('/x', {}), 'the answer is larger than'],
    ['a stream', async () => (await client.lines('/x').next()).value, 'a line of the answer is larger than'],
  ])('is not asked for again: %s', async (_, ask, message) => {
    await serve(large)
    client = kubernetesClient(server.socketPath, clock, { most: { answer: 100, event: 100 } })
    await expect(ask()).rejects.toMatchObject({ reason: 'Transport', message: expect.stringContaining(message) })
    expect(server.requests).toHaveLength(1)
    expect(sleeps).toEqual([])
  })
})

describe('a server that takes the connection and says nothing', () => {
  test.each([
    ['read', () => client.get('/x'), /^no answer within 0.04 s$/],
    ['log', () => client.text('/x'), /^no answer within 0.04 s$/],
    ['apply', () => client.apply('/x', {}), /^no answer within 0.06 s$/],
  ])('is asked twice: %s', async (_, ask, message) => {
    await serveImpatiently(saysNothing)
    await expect(ask()).rejects.toMatchObject({ code: 0, reason: 'Transport', message: expect.stringMatching(message) })
    // Not by what the server has seen: on a busy machine the limit is over before it looks.
    expect(sleeps).toEqual([0])
  })

  test('in the middle of its answer is no better', async () => {
    await serveImpatiently(saysHalf)
    await expect(client.get('/x')).rejects.toMatchObject({ reason: 'Transport' })
  })

  test.each([
    ['before a stream', saysNothing, []],
    ['within a stream', saysHalf, ['{"a":1}']],
  ])('%s breaks it', async (_, handler, lines) => {
    await serveImpatiently(handler)
    const got: string[] = []
    const reading = (async () => {
      for await (const line of client.lines('/x')) got.push(line)
    })()
    await expect(reading).rejects.toMatchObject({ reason: 'Transport', message: 'no answer within 0.04 s' })
    expect(got).toEqual(lines)
  })

  test('does not keep an abort from being heard', async () => {
    await serve(saysHalf)
    const abort = new AbortController()
    const reason = new Error('stopped')
    const got = client.apply('/x', {}, { signal: abort.signal })
    abort.abort(reason)
    await expect(got).rejects.toBe(reason)
  })
})

describe('what the server says', () => {
  test('is never quoted when it is not JSON: it may be a Secret', async () => {
    await serve((_, response) => response.end('{"data": hunter3}'))
    const thrown: unknown = await client.get('/x').catch((error: unknown) => error)
    expect(thrown).toMatchObject({ code: 0, reason: 'Transport', message: 'the answer is not JSON' })
    expect(inspect(thrown, { depth: 9 })).not.toContain('hunter3')
  })

  test('is redacted before it is cut', async () => {
    const padding = 'x'.repeat(497)
    const causes = [{ message: 'spec is hunter2' }]
    await serve(
      (_, response) => response.writeHead(404).end(`${padding}hunter2`),
      json(422, { kind: 'Status', message: 'it is hunter2', details: { causes } }),
    )
    await expect(client.get('/x')).rejects.toMatchObject({ message: `${padding}***` })
    await expect(client.get('/x')).rejects.toMatchObject({
      message: 'it is ***',
      details: { causes: [{ message: 'spec is ***' }] },
    })
  })
})
