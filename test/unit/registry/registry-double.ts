import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

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

export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json'
export const MANIFEST_TEXT = '{"schemaVersion":2}'
export const manifestDigest = `sha256:${createHash('sha256').update(MANIFEST_TEXT).digest('hex')}`

/** Answers with the manifest of an image. */
export const giveManifest: Respond = (_, response) => {
  response.writeHead(200, { 'Content-Type': MANIFEST_TYPE, 'Docker-Content-Digest': manifestDigest }).end(MANIFEST_TEXT)
}

/** Answers with a status and headers. */
export function give(status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Respond {
  return (_, response) => response.writeHead(status, headers).end(body)
}

export const basic = (login: string): string => `Basic ${Buffer.from(login).toString('base64')}`
