import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Server } from 'node:net'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { parseImageRepository } from '../../../src/domain/image-reference.ts'
import { type FoundImage, lookUpImage } from '../../../src/registry/image-lookup.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { basic, give, giveManifest, manifestDigest, type Respond, serve } from './registry-double.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

/** Looks the image up with exactly these variables about proxies: the library reads those of the process. */
function lookUp(host: string, env: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<FoundImage> {
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, env[name])
    vi.stubEnv(name.toLowerCase(), env[name.toLowerCase()])
  }
  const clock = { now: () => 0, sleep: async () => undefined }
  const [repository, masks, log] = [
    parseImageRepository(`${host}/acme/hello`),
    { add: () => undefined },
    new RecordingLogger(),
  ]
  const askHelper = async () => ({ kind: 'none' }) as const
  return lookUpImage({ repository, tag: 'd6fde92', env, askHelper, masks, clock, log, ...(signal && { signal }) })
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** A registry that speaks TLS under the name registry.example, and is trusted until the test ends. */
async function secureRegistry(respond: Respond): Promise<number> {
  const folder = temporaryFolder()
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const names = ['-subj', '/CN=registry.example', '-addext', 'subjectAltName=DNS:registry.example']
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert]
  execFileSync('openssl', ['req', '-x509', '-days', '1', ...made, ...names], { stdio: 'pipe' })
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, readFileSync(cert, 'utf8')])
  onTestFinished(() => setDefaultCACertificates(before))
  const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, respond)
  onTestFinished(() => server.closeAllConnections())
  return listen(server)
}

interface Proxy {
  readonly address: string
  readonly asked: IncomingMessage[]
}

/** A proxy that leads every tunnel to a port, or answers with a status instead. */
async function proxy(to: { readonly port: number } | { readonly status: string }): Promise<Proxy> {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    response.writeHead(500).end()
  })
  server.on('connect', (request, client) => {
    asked.push(request)
    client.on('error', () => undefined)
    if ('status' in to) return void client.end(`HTTP/1.1 ${to.status}\r\n\r\n`)
    const upstream = connect(to.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      client.pipe(upstream).pipe(client)
    })
    upstream.on('error', () => client.destroy())
    onTestFinished(() => void client.destroy())
  })
  return { address: `127.0.0.1:${await listen(server)}`, asked }
}

test.each(['HTTPS_PROXY', 'https_proxy'])('the registry is asked through the proxy of %s', async name => {
  const port = await secureRegistry(giveManifest)
  const { address, asked } = await proxy({ port })
  expect((await lookUp('registry.example', { [name]: `http://oc%40to:p%3Ass@${address}` })).digest).toBe(manifestDigest)
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['CONNECT registry.example:443'])
  expect(asked[0]?.headers['proxy-authorization']).toBe(basic('oc@to:p:ss'))
})

test('what the registry answers through a proxy is understood as it is without one', async () => {
  const { address } = await proxy({ port: await secureRegistry(give(404)) })
  await expect(lookUp('registry.example', { HTTPS_PROXY: `http://${address}` })).rejects.toMatchObject({
    reason: 'image-missing',
  })
})

test('a proxy that refuses is named by its answer, without its password', async () => {
  const { address, asked } = await proxy({ status: '407 Proxy Authentication Required' })
  const thrown: unknown = await lookUp('registry.example', { HTTPS_PROXY: `http://me:hidden@${address}` }).catch(
    (error: unknown) => error,
  )
  expect(thrown).toMatchObject({ reason: 'registry-unreachable', message: expect.stringContaining('407') })
  expect(String(thrown)).not.toContain('hidden')
  expect(asked.length).toBeGreaterThan(0)
})

test.each([
  ['the registry itself', 'registry.invalid'],
  ['its domain', 'invalid'],
  ['everything', '*'],
])('NO_PROXY leaves out %s', async (_, NO_PROXY) => {
  const { address, asked } = await proxy({ status: '502 Bad Gateway' })
  const env = { HTTPS_PROXY: `http://${address}`, NO_PROXY }
  await expect(lookUp('registry.invalid', env)).rejects.toThrow(/registry\.invalid: (?!.*502)/)
  expect(asked).toEqual([])
})

test('loopback, where plain http is spoken, is never asked through a proxy', async () => {
  const { host } = await serve(giveManifest)
  const { address, asked } = await proxy({ status: '502 Bad Gateway' })
  const env = { HTTPS_PROXY: `http://${address}`, HTTP_PROXY: `http://${address}` }
  expect((await lookUp(host, env)).digest).toBe(manifestDigest)
  expect(asked).toEqual([])
})

test.each(['ftp://hidden:pw@x', 'proxy:3128', 'not a proxy'])('%j is no proxy, and is not shown', async HTTPS_PROXY => {
  await expect(lookUp('registry.example', { HTTPS_PROXY })).rejects.toMatchObject({
    reason: 'proxy-invalid',
    outcome: 'error',
    message: 'HTTPS_PROXY is not a proxy address; write it as http://host:port',
  })
})

test('a look-up through a proxy that says nothing ends with the signal', async () => {
  let asked = 0
  const server = createServer()
  server.on('connect', (_, client) => {
    asked += 1
    onTestFinished(() => void client.destroy())
  })
  const address = `127.0.0.1:${await listen(server)}`
  const stop = new AbortController()
  const looking = lookUp('registry.example', { HTTPS_PROXY: `http://${address}` }, stop.signal)
  const ended = expect(looking).rejects.toThrow('stopped by hand')
  await vi.waitFor(() => expect(asked).toBe(1))
  stop.abort(new Error('stopped by hand'))
  await ended
})
