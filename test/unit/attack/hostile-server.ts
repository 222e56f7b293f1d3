import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEachTest } from '../../../script/testing/cleanup.ts'

/** What a server does with a request that no well-behaved one would. `elsewhere`: the port of another server. */
type Hostility = (request: IncomingMessage, response: ServerResponse, elsewhere: number) => void

const JSON_TYPE = { 'content-type': 'application/json' }
const CHUNK = Buffer.alloc(1024 * 1024, ' ')

const json = (body: string): Hostility => {
  return (_, response) => void response.writeHead(200, JSON_TYPE).end(body)
}
const redirect = (to: (elsewhere: number, request: IncomingMessage) => string): Hostility => {
  return (request, response, elsewhere) =>
    void response.writeHead(307, { location: to(elsewhere, request) }).end('moved')
}

/** Every kind of hostility, for whichever server. */
export const HOSTILITIES = {
  'an endless body': (_, response) => {
    response.writeHead(200, JSON_TYPE)
    const more = (): void => {
      while (!response.destroyed && response.write(CHUNK)) {}
    }
    response.on('drain', more)
    more()
  },
  'a small body that becomes a large one': (_, response) => {
    bomb ??= gzipSync(Buffer.alloc(64 * CHUNK.length, ' '))
    response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(bomb)
  },
  'a body that stops': (_, response) => void response.writeHead(200, JSON_TYPE).write('{'),
  'a body that is cut short': (_, response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': 500 }).write('{"id": 7, ', () => response.destroy())
  },
  'a page': (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>log in</html>'),
  'a content type that is none': (_, response) => void response.writeHead(200, { 'content-type': ';;' }).end('{'),
  'no JSON': json('{"id":'),
  null: json('null'),
  'an empty object': json('{}'),
  'an error that is called a success': json('{"message":"Server Error","documentation_url":"https://example.com"}'),
  'a list of nothing': json('[null]'),
  'giant headers': (_, response) =>
    void response.writeHead(200, { ...JSON_TYPE, 'x-a': 'a'.repeat(200_000) }).end('{}'),
  'redirects in circles': redirect((_, { url = '' }) => url),
  'a redirect to another host': redirect(elsewhere => `http://localhost:${elsewhere}/`),
  'a redirect to another port': redirect(elsewhere => `http://127.0.0.1:${elsewhere}/`),
  'a redirect to nowhere': redirect(() => 'http://['),
} as const satisfies Readonly<Record<string, Hostility>>

let bomb: Buffer | undefined

export type Kind = keyof typeof HOSTILITIES

/** A server that does one thing to each request, and another one to which it may lead. */
export interface HostileServer {
  readonly url: string
  readonly requests: readonly IncomingMessage[]
  /** What came to the other one. */
  readonly astray: readonly IncomingMessage[]
}

export async function startHostile(kind: Kind): Promise<HostileServer> {
  const astray: IncomingMessage[] = []
  const requests: IncomingMessage[] = []
  const elsewhere = await listen((request, response) => {
    astray.push(request)
    response.writeHead(200, JSON_TYPE).end('{}')
  })
  const port = await listen((request, response) => {
    requests.push(request)
    HOSTILITIES[kind](request, response, elsewhere)
  })
  return { url: `http://127.0.0.1:${port}`, requests, astray }
}

async function listen(answer: RequestListener): Promise<number> {
  const server = createServer({ maxHeaderSize: 1024 * 1024 }, answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  afterThisTest.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const afterThisTest: (() => void)[] = []

afterEachTest(() => {
  for (const stop of afterThisTest.splice(0)) stop()
})
