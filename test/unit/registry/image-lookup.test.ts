import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseImageRepository } from '../../../src/domain/image-reference.ts'
import { type ImageLookup, lookUpImage } from '../../../src/registry/image-lookup.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import {
  basic,
  give,
  giveManifest,
  MANIFEST_TEXT,
  MANIFEST_TYPE,
  manifestDigest,
  type Server,
  serve,
} from './registry-double.ts'

const TAG = 'd6fde92930d4715a2b49857d24b940956b26d2d3'
const OCTO = { username: 'octo', password: 's3cr3t-pass' }

interface Asked extends ImageLookup {
  readonly log: RecordingLogger
  readonly masked: string[]
}

/** A question about acme/hello on a host; waiting takes no time. */
function question(host: string, more: Partial<ImageLookup> = {}): Asked {
  const masked: string[] = []
  const clock = { now: () => 0, sleep: async () => undefined }
  const masks = { add: (value: string) => void masked.push(value) }
  const repository = parseImageRepository(`${host}/acme/hello`)
  const askHelper = async () => ({ kind: 'none' }) as const
  return { repository, tag: TAG, env: {}, askHelper, masks, clock, ...more, log: new RecordingLogger(), masked }
}

const authorizations = ({ requests }: Server) => requests.map(request => request.headers.authorization)

test('the image of a tag is named by the digest of its manifest', async () => {
  const { host, requests } = await serve(giveManifest)
  const { origins, ...image } = await lookUpImage(question(host))
  expect(image).toEqual({
    digest: manifestDigest,
    mediaType: MANIFEST_TYPE,
    reference: `${host}/acme/hello@${manifestDigest}`,
  })
  expect(await origins).toEqual([])
  expect(requests[0]).toMatchObject({ method: 'GET', url: `/v2/acme/hello/manifests/${TAG}` })
  expect(requests[0]?.headers.accept).toContain('application/vnd.oci.image.index.v1+json')
})

test('an image that is not there refuses the commit', async () => {
  const { host } = await serve(give(404, {}, '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}'))
  await expect(lookUpImage(question(host))).rejects.toMatchObject({
    reason: 'image-missing',
    outcome: 'refused',
    message: `no image for this commit in ${host}/acme/hello: check that its build passed and pushed it`,
    findings: [{ where: `${host}/acme/hello:${TAG}` }],
  })
})

test.each([
  [
    'a digest that is not that of the content',
    { 'Content-Type': MANIFEST_TYPE, 'Docker-Content-Digest': `sha256:${'0'.repeat(64)}` },
    'names the digest',
  ],
  ['a page', { 'Content-Type': 'text/html' }, 'answers with "text/html"'],
])('%s is not believed', async (_, headers, why) => {
  const { host } = await serve(give(200, headers, MANIFEST_TEXT))
  await expect(lookUpImage(question(host))).rejects.toMatchObject({
    reason: 'registry-broken',
    outcome: 'error',
    message: expect.stringContaining(why),
  })
})

test('a registry that asks for a login gets it only then', async () => {
  const server = await serve((request, response) => {
    const respond =
      request.headers.authorization === basic('octo:s3cr3t-pass')
        ? giveManifest
        : give(401, { 'WWW-Authenticate': 'Basic realm="x"' })
    respond(request, response)
  })
  const it = question(server.host, { login: OCTO })
  expect((await lookUpImage(it)).digest).toBe(manifestDigest)
  expect(authorizations(server)).toEqual([undefined, basic('octo:s3cr3t-pass')])
  expect(it.masked).toEqual(['s3cr3t-pass'])
})

/** A registry that takes a token from a server of its own. */
async function withTokens(tokens: Server): Promise<Server> {
  const challenge = `Bearer realm="http://${tokens.host}/token",service="reg",scope="repository:acme/hello:pull"`
  return serve((request, response) => {
    const respond =
      request.headers.authorization === 'Bearer t0ken' ? giveManifest : give(401, { 'WWW-Authenticate': challenge })
    respond(request, response)
  })
}

test.each([
  ['anonymously', undefined, undefined],
  ['with a login', OCTO, basic('octo:s3cr3t-pass')],
])('a token is had %s from where the registry says; the login goes there alone', async (_, login, sent) => {
  const tokens = await serve(give(200, {}, '{"token":"t0ken"}'))
  const registry = await withTokens(tokens)
  expect((await lookUpImage(question(registry.host, { login }))).digest).toBe(manifestDigest)
  expect(tokens.requests[0]?.url).toBe('/token?service=reg&scope=repository%3Aacme%2Fhello%3Apull')
  expect(authorizations(tokens)).toEqual([sent])
  expect(authorizations(registry)).toEqual([undefined, 'Bearer t0ken'])
})

test('a token server on plain http elsewhere gets nothing', async () => {
  const { host } = await serve(give(401, { 'WWW-Authenticate': 'Bearer realm="http://tokens.example/token"' }))
  await expect(lookUpImage(question(host, { login: OCTO }))).rejects.toMatchObject({
    reason: 'registry-broken',
    message: expect.stringContaining('https is needed'),
  })
})

test.each(['not json', '{"token":""}', '{"token":"a\\nb"}', '{}'])(
  'a token server that answers %j is named, its answer not shown',
  async body => {
    const tokens = await serve(give(200, {}, body))
    const { host } = await withTokens(tokens)
    await expect(lookUpImage(question(host))).rejects.toMatchObject({
      reason: 'registry-broken',
      message: `the token response of ${tokens.host} holds no token`,
    })
  },
)

test.each([
  ['no login is there', {}, 401, 'anonymously'],
  ['the login is not enough', { login: OCTO }, 403, 'as "octo"'],
])('denied because %s: says as whom, and which inputs to change', async (_, more, status, how) => {
  const { host } = await serve(give(status, { 'WWW-Authenticate': 'Basic realm="x"' }))
  const thrown: unknown = await lookUpImage(question(host, more)).catch((error: unknown) => error)
  expect(thrown).toMatchObject({ reason: 'registry-denied', outcome: 'error', message: expect.stringContaining(how) })
  expect(String(thrown)).toContain('"registry-username" and "registry-password"')
  expect(String(thrown)).not.toContain('s3cr3t-pass')
})

test('a token that is not given is a denial that names who did not give it', async () => {
  const tokens = await serve(give(403))
  const { host } = await withTokens(tokens)
  await expect(lookUpImage(question(host))).rejects.toMatchObject({
    reason: 'registry-denied',
    message: expect.stringContaining(`${tokens.host} gives no token (403)`),
  })
})

test("docker's login is used and masked; the one of the inputs comes first", async () => {
  const folder = temporaryFolder()
  const server = await serve(give(401, { 'WWW-Authenticate': 'Basic realm="x"' }))
  const auth = Buffer.from('docky:d0cker-pass').toString('base64')
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { [server.host]: { auth } } }))
  const env = { DOCKER_CONFIG: folder }
  const it = question(server.host, { env })
  await expect(lookUpImage(it)).rejects.toThrow('as "docky" (docker\'s login)')
  expect(it.masked).toEqual(['d0cker-pass'])
  await expect(lookUpImage(question(server.host, { env, login: OCTO }))).rejects.toThrow('as "octo"')
  expect(authorizations(server)).toEqual([undefined, basic('docky:d0cker-pass'), undefined, basic('octo:s3cr3t-pass')])
})

test('credentials do not follow a redirect to another host', async () => {
  const other = await serve(giveManifest)
  const server = await serve((request, response) => {
    const login = request.headers.authorization !== undefined
    const respond = login
      ? give(307, { Location: `http://${other.host}/blob` })
      : give(401, { 'WWW-Authenticate': 'Basic realm="x"' })
    respond(request, response)
  })
  expect((await lookUpImage(question(server.host, { login: OCTO }))).digest).toBe(manifestDigest)
  expect(authorizations(server)).toEqual([undefined, basic('octo:s3cr3t-pass')])
  expect(authorizations(other)).toEqual([undefined])
})

test.each([
  ['to plain http elsewhere', 'http://elsewhere.example/x', 'redirects to plain http (elsewhere.example)'],
  ['in circles', '/again', 'redirects in circles'],
])('a redirect %s is not followed', async (_, location, why) => {
  const { host } = await serve(give(302, { Location: location }))
  await expect(lookUpImage(question(host))).rejects.toMatchObject({
    reason: 'registry-unreachable',
    message: expect.stringContaining(why),
  })
})

test('a registry that is busy is asked again', async () => {
  const server = await serve((request, response) => {
    const respond = server.requests.length < 3 ? give(server.requests.length === 1 ? 503 : 429) : giveManifest
    respond(request, response)
  })
  expect((await lookUpImage(question(server.host))).digest).toBe(manifestDigest)
})

test('a registry that stays busy is an error of the registry, not a verdict on the commit', async () => {
  const { host, requests } = await serve(give(503))
  await expect(lookUpImage(question(host))).rejects.toMatchObject({
    reason: 'registry-unreachable',
    outcome: 'error',
    message: expect.stringContaining(`${host}: it answers 503`),
  })
  expect(requests).toHaveLength(3)
})

test('a registry that has too much to do is busy, not unreachable', async () => {
  const { host, requests } = await serve(give(429))
  await expect(lookUpImage(question(host))).rejects.toMatchObject({
    reason: 'registry-busy',
    outcome: 'error',
    message: expect.stringContaining(`${host}: it answers 429, too many requests`),
  })
  expect(requests).toHaveLength(3)
})

test('a registry that is not there is reported with the reason of the connection', async () => {
  const { host } = await serve((request, response) => void [request, response.destroy()])
  await expect(lookUpImage(question(host))).rejects.toMatchObject({
    reason: 'registry-unreachable',
    message: expect.not.stringContaining('fetch failed'),
  })
  await expect(lookUpImage(question('127.0.0.1:9'))).rejects.toThrow(/127\.0\.0\.1:9: .*(ECONNREFUSED|bad port)/)
})

test('an answer without end is cut', async () => {
  let sent = 0
  const { host } = await serve((_, response) => {
    response.writeHead(200, { 'Content-Type': MANIFEST_TYPE })
    const more = (): void => {
      if (!response.writable) return
      sent += 1
      response.write('x'.repeat(1024 * 1024), more)
    }
    more()
  })
  await expect(lookUpImage(question(host))).rejects.toThrow('larger than 4 MiB')
  // What the connection itself holds is sent beside it.
  expect(sent).toBeLessThan(64)
})

test('a run that is stopped stops asking, for the reason it was stopped for', async () => {
  const stop = new AbortController()
  const { host } = await serve(() => stop.abort(new Error('this run was stopped')))
  const thrown: unknown = await lookUpImage(question(host, { signal: stop.signal })).catch((error: unknown) => error)
  expect(thrown).toBe(stop.signal.reason)
})
