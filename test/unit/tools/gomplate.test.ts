import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Exec } from '../../../src/process/exec.ts'
import { spawnExec } from '../../../src/process/spawn-exec.ts'
import { findGomplate, type GomplateWanted } from '../../../src/tools/gomplate.ts'
import { realGomplate } from '../gomplate/real-gomplate.ts'
import { QuickClock } from '../quick-clock.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const LINUX = { os: 'linux', arch: 'x64' }
const PROGRAM = '#!/bin/sh\necho "gomplate version 9.8.7"\n'
const checksum = createHash('sha256').update(PROGRAM).digest('hex')

/** The runner's folders: @actions/tool-cache reads them from the environment. */
let runner: { readonly cache: string; readonly temp: string }

beforeEach(() => {
  runner = { cache: temporaryFolder(), temp: temporaryFolder() }
  vi.stubEnv('RUNNER_TOOL_CACHE', runner.cache)
  vi.stubEnv('RUNNER_TEMP', runner.temp)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

interface Mirror {
  readonly url: string
  readonly requests: IncomingMessage[]
}

/** Answers with these statuses in turn (the last one again and again); 200 has the program. */
async function mirror(...statuses: readonly number[]): Promise<Mirror> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    const status = statuses[Math.min(requests.length, statuses.length - 1)] ?? 200
    requests.push(request)
    response.writeHead(status).end(status === 200 ? PROGRAM : 'not the program')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mirror`, requests }
}

function wanted(
  baseUrl: string,
  more: Partial<GomplateWanted> = {},
): GomplateWanted & { readonly log: RecordingLogger } {
  const env = { PATH: '/nowhere' }
  const base = { version: '9.8.7', checksum, baseUrl, exec: spawnExec, env, platform: LINUX, folder: runner.temp }
  const clock = new QuickClock(1000)
  return { ...base, clock, ...more, log: new RecordingLogger() }
}

function pathWith(text: string): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'gomplate'), text)
  chmodSync(join(folder, 'gomplate'), 0o755)
  return folder
}

test('the one on the PATH is used when it has exactly the wanted version', async () => {
  const folder = pathWith(PROGRAM)
  const path = join(folder, 'gomplate')
  const found = await findGomplate(wanted('http://127.0.0.1:9', { env: { PATH: folder } }))
  expect(found).toEqual({ path, version: '9.8.7', origin: `from the PATH (${path})` })
})

test('the real gomplate says its version in a way that is understood', async () => {
  const said = (await spawnExec(realGomplate(), ['--version'], { env: {} })).stdout
  const version = /\d+\.\d+\.\d+/.exec(said)?.[0] ?? 'none'
  const folder = pathWith(`#!/bin/sh\nexec ${realGomplate()} "$@"\n`)
  const it = wanted('http://127.0.0.1:9', { version, env: { PATH: folder } })
  expect(await findGomplate(it)).toMatchObject({ version, path: join(folder, 'gomplate') })
})

test.each([
  ['#!/bin/sh\necho "gomplate version 9.8.70"\n', 'is version 9.8.70'],
  ['#!/bin/sh\necho "gomplate version 9.8.7-pre"\n', 'is version 9.8.7-pre'],
  ['#!/bin/sh\nexit 1\n', 'does not say its version'],
])('another one on the PATH is not used, and why is said', async (text, why) => {
  const { url } = await mirror(200)
  const it = wanted(url, { env: { PATH: pathWith(text) } })
  expect((await findGomplate(it)).origin).toContain('downloaded')
  expect(it.log.lines).toEqual([expect.stringContaining(`${why}, wanted is 9.8.7: it is not used`)])
})

test('a download with the right checksum is kept, executable, and found again without a request', async () => {
  const { url, requests } = await mirror(200)
  const first = await findGomplate(wanted(url))
  expect(first.origin).toBe(`downloaded from ${url}/v9.8.7/gomplate_linux-amd64, checksum verified`)
  expect(requests.map(request => request.url)).toEqual(['/mirror/v9.8.7/gomplate_linux-amd64'])
  expect((await spawnExec(first.path, ['--version'], { env: {} })).stdout).toContain('9.8.7')
  expect(readdirSync(runner.temp)).toEqual([])
  const second = await findGomplate(wanted(url))
  expect(second).toEqual({ ...first, origin: 'from the tool cache, checksum verified' })
  expect(requests).toHaveLength(1)
})

test('a wrong checksum stops it before it runs, and nothing of it stays', async () => {
  const { url } = await mirror(200)
  const other = '0'.repeat(64)
  const address = `${url}/v9.8.7/gomplate_linux-amd64`
  await expect(findGomplate(wanted(url, { checksum: other }))).rejects.toMatchObject({
    reason: 'checksum-mismatch',
    outcome: 'error',
    message: expect.stringMatching(
      `^${address} .*expected SHA-256 ${other}, got ${checksum}; check "gomplate-base-url"`,
    ),
  })
  expect([readdirSync(runner.temp), readdirSync(runner.cache)]).toEqual([[], []])
})

test('the pinned checksum of a known version is what counts without an input', async () => {
  const { url } = await mirror(200)
  await expect(findGomplate(wanted(url, { version: '5.1.0', checksum: undefined }))).rejects.toThrow(
    /expected SHA-256 b48d0eae35540fa0dff0c69372b59a6f8f146e3cf5df77b775670894e14b3315/,
  )
})

test('one in the tool cache that was changed is not run but downloaded again', async () => {
  const { url, requests } = await mirror(200)
  const { path } = await findGomplate(wanted(url))
  writeFileSync(path, '#!/bin/sh\necho changed\n')
  const it = wanted(url)
  expect((await findGomplate(it)).path).toBe(path)
  expect(readFileSync(path, 'utf8')).toBe(PROGRAM)
  expect(requests).toHaveLength(2)
  expect(it.log.lines).toEqual([expect.stringContaining('warning: gomplate 9.8.7 in the tool cache')])
})

test('what may be temporary is tried again', async () => {
  const { url, requests } = await mirror(503, 200)
  expect((await findGomplate(wanted(url))).origin).toContain('downloaded')
  expect(requests).toHaveLength(2)
})

test('an address that has nothing is one line that says which and what to change', async () => {
  const { url, requests } = await mirror(404)
  await expect(findGomplate(wanted(url))).rejects.toMatchObject({
    reason: 'download-failed',
    message: expect.stringMatching(
      /could not be downloaded from http.*gomplate_linux-amd64: .*404; check "gomplate-base-url"/,
    ),
  })
  expect(requests).toHaveLength(1)
  expect(existsSync(join(runner.cache, 'gomplate'))).toBe(false)
})

test('credentials of a mirror go as a header and are in no line', async () => {
  const { url, requests } = await mirror(200)
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const it = wanted(url.replace('http://', 'http://user:p%40ss-w0rd@'))
  const { origin } = await findGomplate(it).finally(() => printed.mockRestore())
  expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('user:p@ss-w0rd').toString('base64')}`)
  expect([origin, ...it.log.lines, ...printed.mock.calls].join('\n')).not.toMatch(/p(%40|@)ss-w0rd/)
  const missing = await mirror(404)
  const thrown = await findGomplate(
    wanted(missing.url.replace('http://', 'http://user:p%40ss-w0rd@'), { version: '9.8.6' }),
  ).catch(String)
  expect(thrown).toContain('could not be downloaded')
  expect(thrown).not.toMatch(/user|p(%40|@)ss-w0rd/)
})

test.each([
  [
    'an unknown version without a checksum',
    { checksum: undefined },
    'gomplate-version-unknown',
    'known: 4.3.3, 5.0.0, 5.1.0, 5.2.0',
  ],
  ['a checksum that is none', { checksum: 'abc' }, 'input-invalid', '"gomplate-checksum" is not a SHA-256'],
  ['a version that is none', { version: '../../x' }, 'input-invalid', 'Input "gomplate-version" is "../../x"'],
  [
    'a base URL that is none',
    { baseUrl: 'ftp://user:hidden@x' },
    'input-invalid',
    'Input "gomplate-base-url" is not an http',
  ],
  ['a password over plain http', { baseUrl: 'http://user:hidden@mirror.example' }, 'input-invalid', 'plain http'],
  ['another operating system', { platform: { os: 'win32', arch: 'x64' } }, 'platform-unsupported', 'win32 on x64'],
  ['another processor', { platform: { os: 'linux', arch: 'riscv64' } }, 'platform-unsupported', 'linux on riscv64'],
])('%s is one clear line', async (_, more, reason, message) => {
  const thrown: unknown = await findGomplate(wanted('http://127.0.0.1:9', more)).catch((error: unknown) => error)
  expect(thrown).toMatchObject({ reason, outcome: 'error', message: expect.stringContaining(message) })
  expect(String(thrown)).not.toContain('hidden')
})

test('a tool cache that holds a folder without the program is passed over', async () => {
  const { url } = await mirror(200)
  mkdirSync(join(runner.cache, 'gomplate', '9.8.7', process.arch), { recursive: true })
  writeFileSync(join(runner.cache, 'gomplate', '9.8.7', `${process.arch}.complete`), '')
  expect((await findGomplate(wanted(url))).origin).toContain('downloaded')
})

test('a gomplate on the PATH that does not answer has 15 seconds, and ends with the signal', async () => {
  const started = join(temporaryFolder(), 'started')
  const PATH = `${pathWith(`#!/bin/sh\ntouch ${started}; exec sleep 1000\n`)}:/usr/bin:/bin`
  const stop = new AbortController()
  const limits: (number | undefined)[] = []
  const exec: Exec = (file, args, options) => {
    limits.push(options.timeoutMs)
    return spawnExec(file, args, options)
  }
  const finding = findGomplate(wanted('http://127.0.0.1:9', { env: { PATH }, exec, signal: stop.signal }))
  const ended = expect(finding).rejects.toThrow('stopped by hand')
  await vi.waitFor(() => expect(existsSync(started)).toBe(true))
  stop.abort(new Error('stopped by hand'))
  await ended
  expect(limits).toEqual([15_000])
})

test('a download that says nothing ends with the signal, for its reason', async () => {
  let asked = 0
  const server = createServer(() => {
    asked += 1
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const stop = new AbortController()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ended = expect(findGomplate(wanted(url, { signal: stop.signal }))).rejects.toThrow(/^stopped by hand$/)
  await vi.waitFor(() => expect(asked).toBe(1))
  stop.abort(new Error('stopped by hand'))
  await ended
  const before = findGomplate(wanted(url, { signal: stop.signal }))
  await expect(before).rejects.toThrow(/^stopped by hand$/)
  expect(asked).toBe(1)
})
