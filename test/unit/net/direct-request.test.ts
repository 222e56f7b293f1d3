import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { directFetch } from '../../../src/net/direct-fetch.ts'
import { type DirectRequest, directRequest } from '../../../src/net/direct-request.ts'
import { ownOriginFetch } from '../../../src/net/own-origin-fetch.ts'

/** A server that answers so, and how it is asked. */
async function serverOf(answer: RequestListener) {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/`)
  const ask = (request: Partial<DirectRequest> = {}) =>
    directRequest(url, { method: 'GET', headers: {}, signal: new AbortController().signal, ...request })
  const connections = () => new Promise<number>(resolve => server.getConnections((_, open) => resolve(open)))
  return Object.assign(ask, { url, connections })
}

async function textOf({ body }: Awaited<ReturnType<typeof directRequest>>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body ?? []) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('status, headers and body of the answer; a redirect is one', async () => {
  const ask = await serverOf((_, response) =>
    response.writeHead(307, { Location: '/other', 'WWW-Authenticate': ['Basic', 'Bearer realm="x"'] }).end('moved'),
  )
  const answer = await ask()
  expect([answer.status, answer.headers.get('location'), answer.headers.get('Location')]).toEqual([
    307,
    '/other',
    '/other',
  ])
  expect(answer.headers.get('www-authenticate')).toBe('Basic, Bearer realm="x"')
  expect(answer.headers.get('content-type')).toBeNull()
  expect(Object.fromEntries(answer.headers)).toMatchObject({ location: '/other' })
  expect(await textOf(answer)).toBe('moved')
})

test('what is sent: method, headers, and the body with its length', async () => {
  const ask = await serverOf(async (request, response) => {
    const [{ method, headers }, body] = [request, await request.toArray()]
    response.end(JSON.stringify([method, headers['x-a'], headers['content-length'], String(Buffer.concat(body))]))
  })
  const sent = await ask({ method: 'PUT', headers: { 'X-A': 'b' }, body: Buffer.from('hello') })
  expect(JSON.parse(await textOf(sent))).toEqual(['PUT', 'b', '5', 'hello'])
})

test('nobody there, and an answer that is cut off, are errors with their reason', async () => {
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const url = new URL(`http://127.0.0.1:${(free.address() as AddressInfo).port}/`)
  free.close()
  await once(free, 'close')
  const { signal } = new AbortController()
  await expect(directRequest(url, { method: 'GET', headers: {}, signal })).rejects.toThrow('ECONNREFUSED')
  const ask = await serverOf((_, response) => {
    response.writeHead(200, { 'Content-Length': '10' }).write('half')
    setImmediate(() => response.destroy())
  })
  await expect(ask().then(textOf)).rejects.toThrow('closed in the middle of the answer')
})

test('the reason of the signal: before it is sent, before the answer, and in its middle', async () => {
  const stop = new AbortController()
  const silent = await serverOf(() => stop.abort(new Error('stopped by hand')))
  await expect(silent({ signal: stop.signal })).rejects.toThrow('stopped by hand')
  await expect(silent({ signal: stop.signal })).rejects.toThrow('stopped by hand')
  const middle = new AbortController()
  const ask = await serverOf((_, response) => void response.writeHead(200, { 'Content-Length': '10' }).write('half'))
  const answer = await ask({ signal: middle.signal })
  middle.abort(new DOMException('too late', 'TimeoutError'))
  await expect(textOf(answer)).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError', message: 'too late' }))
})

test('a packed answer is unpacked, and one that is cut off is an error', async () => {
  const packed = gzipSync('hello '.repeat(100))
  const gzip = { 'Content-Encoding': 'gzip' }
  const whole = await serverOf((_, response) => response.writeHead(200, gzip).end(packed))
  expect(await textOf(await whole())).toBe('hello '.repeat(100))
  const half = await serverOf((_, response) => response.writeHead(200, gzip).end(packed.subarray(0, 15)))
  await expect(half().then(textOf)).rejects.toThrow('unexpected end of file')
})

test.each<[string, string, number, string | Buffer, string]>([
  ['a refusal without a text', 'gzip', 403, '', ''],
  ['without a text, packed in an unknown way', 'br', 201, '', ''],
  ['in capitals', 'GZIP', 200, gzipSync('hello'), 'hello'],
  ['by its old name', 'x-gzip', 200, gzipSync('hello'), 'hello'],
  ['not packed', 'identity', 200, 'hello', 'hello'],
  ['not packed, as it was uploaded', 'aws-chunked', 200, 'hello', 'hello'],
])('%s (%s, %i)', async (_what, packing, status, body, expected) => {
  const ask = await serverOf((_, response) => response.writeHead(status, { 'Content-Encoding': packing }).end(body))
  const answer = await ask()
  expect([answer.status, await textOf(answer)]).toEqual([status, expected])
})

test('an unknown packing is named, and the rest is not waited for', async () => {
  const ask = await serverOf((_, response) => void response.writeHead(200, { 'Content-Encoding': 'Br' }).write('x'))
  await expect(ask().then(textOf)).rejects.toThrow('the answer is packed as br, which was not asked for')
  await expect.poll(ask.connections).toBe(0)
})

test('a login in the address is not sent', async () => {
  const asked: unknown[] = []
  const { url } = await serverOf(({ headers }, response) => {
    asked.push(headers.authorization)
    response.end()
  })
  const withLogin = Object.assign(new URL(url), { username: 'robot', password: 'secret' })
  const { signal } = new AbortController()
  await expect(directRequest(withLogin, { method: 'GET', headers: {}, signal })).rejects.toThrow('holds credentials')
  expect(asked).toEqual([])
})

test('as a fetch: a text as the body, the answer as a Response, also without a body', async () => {
  const { url } = await serverOf(async (request, response) => {
    const body = String(Buffer.concat(await request.toArray()))
    if (request.method === 'DELETE') response.writeHead(204).end()
    else response.writeHead(404, { 'X-A': 'b' }).end(`${request.method} ${body} ${request.headers['x-c']}`)
  })
  const answer = await directFetch(url.href, { method: 'POST', body: '{}', headers: { 'X-C': 'd' } })
  expect([answer.status, answer.headers.get('x-a'), await answer.text()]).toEqual([404, 'b', 'POST {} d'])
  const none = await directFetch(url.href, { method: 'DELETE' })
  expect([none.status, none.body]).toEqual([204, null])
})

test('what is not read is closed: ten requests that are redirected leave no connection open', async () => {
  const { url, connections } = await serverOf(({ url: path }, response) => {
    if (path === '/new') response.writeHead(200, { Connection: 'close' }).end('here')
    else response.writeHead(301, { Location: '/new' }).end('moved')
  })
  const send = ownOriginFetch(directFetch)
  const texts = await Promise.all(Array.from({ length: 10 }, async () => (await send(url.href)).text()))
  expect(texts).toEqual(Array(10).fill('here'))
  await expect.poll(connections).toBe(0)
})

test('what is read in part is closed', async () => {
  const { url, connections } = await serverOf((_, response) => void response.write('first'))
  const reader = (await directFetch(url.href)).body?.getReader()
  expect(String(Buffer.from((await reader?.read())?.value ?? []))).toBe('first')
  const rest = reader?.read()
  await reader?.cancel()
  expect(await rest).toEqual({ done: true, value: undefined })
  await expect.poll(connections).toBe(0)
})
