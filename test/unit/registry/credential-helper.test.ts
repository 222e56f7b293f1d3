import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseImageRepository } from '../../../src/domain/image-reference.ts'
import { spawnExec } from '../../../src/process/spawn-exec.ts'
import { type RegistryClient, type RegistryOptions, registryClient } from '../../../src/registry/client.ts'
import { type AskCredentialHelper, credentialHelpers } from '../../../src/registry/credential-helper.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { basic, give, giveManifest, type Server, serve } from './registry-double.ts'

/** The helper "test" as a program on the PATH, and a question to it. */
function helper(
  script: string,
  more: Readonly<Record<string, string>> = {},
): { folder: string; ask: AskCredentialHelper } {
  const folder = temporaryFolder()
  const program = join(folder, 'docker-credential-test')
  writeFileSync(program, `#!/bin/sh\ncd ${folder}\n${script}\n`)
  chmodSync(program, 0o755)
  const ask = credentialHelpers({ exec: spawnExec, env: { PATH: `${folder}:/usr/bin:/bin`, ...more } })
  return { folder, ask }
}

const answer = (login: object): string => `cat <<'X'\n${JSON.stringify({ ServerURL: 'x', ...login })}\nX`

describe('the protocol', () => {
  test('"get", the server on standard input, its own environment', async () => {
    const { folder, ask } = helper(
      `echo "$1 $(cat) $AWS_REGION" >asked\n${answer({ Username: 'AWS', Secret: 's3cr3t' })}`,
      {
        AWS_REGION: 'eu-west-1',
      },
    )
    expect(await ask('test', '1.dkr.ecr.eu-west-1.amazonaws.com')).toEqual({
      kind: 'login',
      login: { username: 'AWS', password: 's3cr3t' },
    })
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('get 1.dkr.ecr.eu-west-1.amazonaws.com eu-west-1\n')
  })

  test.each<[string, string, object]>([
    ['a refresh token', answer({ Username: '<token>', Secret: 'r' }), { kind: 'login', login: { identityToken: 'r' } }],
    ['nothing, in its words', 'echo credentials not found in native keychain; exit 1', { kind: 'none' }],
    ['nothing, on the other stream', 'echo credentials not found in native keychain >&2; exit 1', { kind: 'none' }],
    ['an empty login', answer({ Username: '', Secret: '' }), { kind: 'none' }],
    ['an error', 'echo no AWS region is set; echo more; exit 1', { kind: 'failed', why: 'no AWS region is set' }],
    ['an error without words', 'exit 3', { kind: 'failed', why: 'it ended with exit code 3' }],
    [
      'something else',
      'echo "password: s3cr3t"',
      { kind: 'failed', why: 'it answers with something else than a login' },
    ],
    [
      'half a login',
      answer({ Username: 'AWS' }),
      { kind: 'failed', why: 'it answers with something else than a login' },
    ],
  ])('%s', async (_what, script, expected) => {
    expect(await helper(script).ask('test', 'ghcr.io')).toEqual(expected)
  })

  test('one that is not installed, or whose name leads elsewhere', async () => {
    const { ask } = helper('true')
    expect(await ask('missing', 'ghcr.io')).toMatchObject({
      why: expect.stringContaining('docker-credential-missing is not on the PATH'),
    })
    expect(await ask('../test', 'ghcr.io')).toMatchObject({ why: expect.stringContaining('not that of a program') })
  })
})

describe('a registry whose login a helper keeps', () => {
  const manifest = 'main'
  const START = Date.UTC(2026, 0, 5)
  let now = START

  function client(host: string, ask: AskCredentialHelper, config: object, more: Partial<RegistryOptions> = {}) {
    const [folder, log, masked] = [temporaryFolder(), new RecordingLogger(), [] as string[]]
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
    now = START
    const made: RegistryClient = registryClient({
      repository: parseImageRepository(`${host}/acme/hello`),
      ...{ env: { DOCKER_CONFIG: folder }, askHelper: ask, log },
      masks: { add: value => void masked.push(value) },
      clock: { now: () => now, sleep: async () => undefined },
      ...more,
    })
    return { read: () => made.readManifest(manifest), log, masked }
  }

  /** Takes one login at a time. */
  const taking = (accepted: () => string): Promise<Server> =>
    serve((request, response) => {
      const isIn = request.headers.authorization === basic(accepted())
      ;(isIn ? giveManifest : give(401, { 'WWW-Authenticate': 'Basic realm="x"' }))(request, response)
    })

  test.each<[string, (host: string) => object]>([
    ['credHelpers', host => ({ credHelpers: { [host]: 'test' } })],
    ['credsStore', () => ({ credsStore: 'test' })],
  ])('%s is asked, and its answer masked', async (_what, config) => {
    const { ask } = helper(answer({ Username: 'AWS', Secret: 's3cr3t-pass' }))
    const { host } = await taking(() => 'AWS:s3cr3t-pass')
    const { read, masked, log } = client(host, ask, config(host))
    expect(await read()).toBeDefined()
    expect(masked).toEqual(['s3cr3t-pass'])
    expect(log.lines).toEqual([])
  })

  test('a refresh token is exchanged, and sent nowhere else', async () => {
    const bodies: string[] = []
    const tokens = await serve((request, response) => {
      let body = ''
      request.on('data', chunk => {
        body += chunk
      })
      request.on('end', () => {
        bodies.push(`${request.method} ${request.url} ${body}`)
        response.end('{"access_token":"t0ken"}')
      })
    })
    const challenge = `Bearer realm="http://${tokens.host}/oauth2/token",service="reg"`
    const registry = await serve((request, response) => {
      const isIn = request.headers.authorization === 'Bearer t0ken'
      ;(isIn ? giveManifest : give(401, { 'WWW-Authenticate': challenge }))(request, response)
    })
    const { read, masked } = client(registry.host, async () => ({ kind: 'none' }), {
      auths: { [registry.host]: { auth: basic('x:').slice(6), identitytoken: 'refresh-s3cr3t' } },
    })
    expect(await read()).toBeDefined()
    expect(bodies).toEqual([
      'POST /oauth2/token service=reg&scope=repository%3Aacme%2Fhello%3Apull&grant_type=refresh_token&client_id=commit-train&refresh_token=refresh-s3cr3t',
    ])
    expect(masked).toEqual(['refresh-s3cr3t'])
  })

  test('a refresh token does not follow a redirect', async () => {
    const other = await serve(give(200, {}, '{"token":"t"}'))
    const tokens = await serve(give(307, { Location: `http://${other.host}/token` }))
    const { host } = await serve(give(401, { 'WWW-Authenticate': `Bearer realm="http://${tokens.host}/token"` }))
    const config = { auths: { [host]: { identitytoken: 'refresh-s3cr3t' } } }
    await expect(client(host, async () => ({ kind: 'none' }), config).read()).rejects.toThrow('must not go elsewhere')
    expect(other.requests).toEqual([])
  })

  test('it is asked once for several requests, and again after a minute or when its answer has expired', async () => {
    let count = 0
    const ask: AskCredentialHelper = async () => {
      count += 1
      return { kind: 'login', login: { username: 'AWS', password: `pass-${count}` } }
    }
    let accepted = 'AWS:pass-1'
    const { host } = await taking(() => accepted)
    const { read } = client(host, ask, { credsStore: 'test' })
    await read()
    await read()
    expect(count).toBe(1)
    // A long build: what was given at its beginning is worth nothing any more.
    accepted = 'AWS:pass-2'
    await read()
    expect(count).toBe(2)
    now += 60_000
    accepted = 'AWS:pass-3'
    await read()
    expect(count).toBe(3)
    accepted = 'AWS:nobody'
    now += 60_000
    await expect(read()).rejects.toMatchObject({ reason: 'registry-denied' })
    expect(count).toBe(4)
  })

  test('one that fails is said once; what needs no login is read all the same', async () => {
    const { ask } = helper('echo no AWS region is set; exit 1')
    const { host } = await serve(giveManifest)
    const { read, log } = client(host, ask, { credsStore: 'test' })
    await read()
    now += 120_000
    await read()
    expect(log.lines).toEqual([
      `notice: For ${host}, docker's credential helper "test" gives no login: no AWS region is set; trying anonymously`,
    ])
  })

  test('one that fails is the reason where a login is needed', async () => {
    const { ask } = helper('echo no AWS region is set; exit 1')
    const { host } = await taking(() => 'nobody:x')
    await expect(client(host, ask, { credsStore: 'test' }).read()).rejects.toMatchObject({
      reason: 'registry-denied',
      message: expect.stringContaining(
        'anonymously (docker\'s credential helper "test" gives no login: no AWS region is set), or has no such image',
      ),
    })
  })

  test('the login of the inputs comes first: no helper is asked', async () => {
    const { host } = await taking(() => 'octo:pass')
    const ask: AskCredentialHelper = () => Promise.reject(new Error('must not be asked'))
    const { read } = client(host, ask, { credsStore: 'test' }, { login: { username: 'octo', password: 'pass' } })
    expect(await read()).toBeDefined()
  })
})
