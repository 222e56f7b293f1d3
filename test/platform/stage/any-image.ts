import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const MANIFEST = '{"schemaVersion":2}'
const HEADERS = {
  'Content-Type': 'application/vnd.oci.image.manifest.v1+json',
  'Docker-Content-Digest': `sha256:${createHash('sha256').update(MANIFEST).digest('hex')}`,
}

/** A registry that has every image: for what is refused before one is pulled. A port where nobody listens is asked for 2 s. */
export async function startAnyImage(): Promise<{ readonly image: string; stop(): void }> {
  const server = createServer((_, response) => response.writeHead(200, HEADERS).end(MANIFEST))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    image: `127.0.0.1:${(server.address() as AddressInfo).port}/acme/hello`,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
