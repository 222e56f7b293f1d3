import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export { giveManifest, MANIFEST_TEXT, MANIFEST_TYPE, manifestDigest } from '../../platform/stage/any-image.ts'

export type Respond = (request: IncomingMessage, response: ServerResponse) => void

/** A server on loopback that answers as the test sets it and keeps the requests. It ends with the test. */
export interface Server {
  /** Host and port. */
  readonly host: string
  readonly requests: IncomingMessage[]
}

export async function serve(respond: Respond): Promise<Server> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    respond(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

/** Answers with a status and headers. */
export function give(status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Respond {
  return (_, response) => response.writeHead(status, headers).end(body)
}

export const basic = (login: string): string => `Basic ${Buffer.from(login).toString('base64')}`
