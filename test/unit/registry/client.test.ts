import { describe, expect, test } from 'vitest'
import { parseImageRepository } from '../../../src/domain/image-reference.ts'
import { type RegistryClient, type RegistryOptions, registryClient } from '../../../src/registry/client.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { basic, give, giveManifest, MANIFEST_TEXT, MANIFEST_TYPE, manifestDigest, serve } from './registry-double.ts'

function clientOf(host: string, more: Partial<RegistryOptions> = {}): RegistryClient {
  const clock = { now: () => 0, sleep: async () => undefined }
  const masks = { add: () => undefined }
  return registryClient({
    repository: parseImageRepository(`${host}/acme/hello`),
    env: {},
    askHelper: async () => ({ kind: 'none' }),
    masks,
    clock,
    log: new RecordingLogger(),
    ...more,
  })
}
const manifest = { body: Buffer.from(MANIFEST_TEXT), mediaType: MANIFEST_TYPE, digest: manifestDigest }

test('a manifest is read byte for byte; none is no error', async () => {
  const there = await serve(giveManifest)
  const found = await clientOf(there.host).readManifest('main')
  expect({ ...found, body: Buffer.from(found?.body ?? '').toString() }).toEqual({ ...manifest, body: MANIFEST_TEXT })
  const missing = await serve(give(404))
  expect(await clientOf(missing.host).readManifest('main')).toBeUndefined()
})

test('a manifest is written as it is, after a token for writing was asked for', async () => {
  const written: string[] = []
  const { host, requests } = await serve((request, response) => {
    if (request.url?.startsWith('/token')) return response.end('{"token":"t0ken"}')
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      if (request.headers.authorization !== 'Bearer t0ken') {
        const challenge = `Bearer realm="http://${host}/token",service="s",scope="repository:acme/hello:pull"`
        response.writeHead(401, { 'WWW-Authenticate': challenge }).end()
        return
      }
      written.push(body)
      response.writeHead(201).end()
    })
    return undefined
  })
  await clientOf(host, { login: { username: 'u', password: 'p' } }).writeManifest('main', manifest)
  expect(written).toEqual([MANIFEST_TEXT])
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'PUT /v2/acme/hello/manifests/main',
    'GET /token?service=s&scope=repository%3Aacme%2Fhello%3Apull%2Cpush',
    'PUT /v2/acme/hello/manifests/main',
  ])
  expect(requests.map(({ headers }) => headers.authorization)).toEqual([undefined, basic('u:p'), 'Bearer t0ken'])
  expect(requests[2]?.headers['content-type']).toBe(MANIFEST_TYPE)
})

test('a token is used for 45 s, for what it was asked for; one that ends before that is asked for anew', async () => {
  let [count, ended, now] = [0, 0, 0]
  const { host, requests } = await serve((request, response) => {
    if (request.url?.startsWith('/token')) {
      count += 1
      return response.end(`{"token":"t${count}"}`)
    }
    const [, number = '0'] = /^Bearer t(\d+)$/.exec(request.headers.authorization ?? '') ?? []
    if (Number(number) > ended) return giveManifest(request, response)
    return response.writeHead(401, { 'WWW-Authenticate': `Bearer realm="http://${host}/token"` }).end()
  })
  const client = clientOf(host, { clock: { now: () => now, sleep: async () => undefined } })
  const asked = async (work: () => Promise<unknown>) => {
    const before = requests.length
    await work()
    return requests.slice(before).map(({ method, url }) => `${method} ${url?.split('?')[0]?.split('/').at(-1)}`)
  }
  const read = () => client.readManifest('main')
  const challenged = ['GET main', 'GET token', 'GET main']
  expect(await asked(read)).toEqual(challenged)
  expect(await asked(read)).toEqual(['GET main'])
  expect(await asked(() => client.writeManifest('x', manifest))).toEqual(['PUT x', 'GET token', 'PUT x'])
  expect(await asked(() => client.writeManifest('y', manifest))).toEqual(['PUT y'])
  ended = count
  expect(await asked(() => client.writeManifest('z', manifest))).toEqual(['PUT z', 'GET token', 'PUT z'])
  now = 45_000
  expect(await asked(() => client.writeManifest('z', manifest))).toEqual(['PUT z', 'GET token', 'PUT z'])
})

test.each([
  [403, 'registry-denied', /denies write access to acme\/hello anonymously/],
  [409, 'registry-write-refused', /answers 409 when acme\/hello:main is written; .* tag that may not change/],
  [503, 'registry-unreachable', /it answers 503/],
  [429, 'registry-busy', /it answers 429, too many requests; log in if this is anonymous/],
])('%i to a write', async (status, reason, message) => {
  const { host } = await serve(give(status))
  await expect(clientOf(host).writeManifest('main', manifest)).rejects.toMatchObject({
    reason,
    message: expect.stringMatching(message),
  })
})

describe('a blob', () => {
  const digest = manifestDigest

  test('is read byte for byte', async () => {
    const { host, requests } = await serve(give(200, {}, MANIFEST_TEXT))
    expect(Buffer.from(await clientOf(host).readBlob(digest)).toString()).toBe(MANIFEST_TEXT)
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET /v2/acme/hello/blobs/${digest}`])
  })

  test.each([
    ['that is not there', give(404), 'answers 404 when asked for sha256:'],
    ['with other content', give(200, {}, 'other'), 'has another digest'],
  ])('%s is no image', async (_what, respond, message) => {
    const { host } = await serve(respond)
    await expect(clientOf(host).readBlob(digest)).rejects.toThrow(message)
  })
})

describe('a manifest', () => {
  test.each([
    [
      'of another type',
      { 'Content-Type': 'text/html; charset=utf-8' },
      'it answers with "text/html", which is no image',
    ],
    ['without a type', {}, 'it answers with "", which is no image'],
    [
      'with a digest that is not its own',
      { 'Content-Type': `${MANIFEST_TYPE}; charset=utf-8`, 'Docker-Content-Digest': 'sha256:0' },
      'it names the digest "sha256:0" for content that has sha256:',
    ],
  ])('%s is broken', async (_what, headers, message) => {
    const { host } = await serve(give(200, headers, MANIFEST_TEXT))
    await expect(clientOf(host).readManifest('main')).rejects.toThrow(message)
  })

  test('needs no stated digest', async () => {
    const { host } = await serve(give(200, { 'Content-Type': `${MANIFEST_TYPE}; charset=utf-8` }, MANIFEST_TEXT))
    expect(await clientOf(host).readManifest('main')).toMatchObject({
      digest: manifestDigest,
      mediaType: MANIFEST_TYPE,
    })
  })
})
