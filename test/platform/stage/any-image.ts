import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json'
export const MANIFEST_TEXT = '{"schemaVersion":2}'
export const manifestDigest = `sha256:${createHash('sha256').update(MANIFEST_TEXT).digest('hex')}`

/** Answers with the manifest of an image. */
export function giveManifest(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': MANIFEST_TYPE, 'Docker-Content-Digest': manifestDigest }).end(MANIFEST_TEXT)
}

/** A registry that has every image: for what is refused before one is pulled. A port where no server listens is asked for 2 s. */
export async function startAnyImage(): Promise<{ readonly image: string; stop(): void }> {
  const server = createServer(giveManifest)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    image: `127.0.0.1:${(server.address() as AddressInfo).port}/acme/hello`,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
