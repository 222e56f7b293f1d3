import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { startFakeApi } from './fake-api.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

/** A proxy that opens no tunnel, and what it was asked for. */
async function refusingProxy(): Promise<{ readonly address: string; readonly asked: string[] }> {
  const asked: string[] = []
  const server = createServer()
  server.on('connect', ({ url = '' }, client) => {
    asked.push(url)
    client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

/** Sets the variables of the process too: the library reads those. */
function proxyEnvironment(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const name of ['HTTPS_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, env[name])
    vi.stubEnv(name.toLowerCase(), undefined)
  }
  return env
}

const retryLimits = { total: 0 }

test('GitHub is asked through the proxy of the job', async () => {
  const { connect } = await startFakeApi()
  const { address, asked } = await refusingProxy()
  const env = proxyEnvironment({ HTTPS_PROXY: address })
  const { rest } = await connect({ apiUrl: 'https://github.invalid/api/v3', env, retryLimits }).octokit()
  await expect(rest.meta.get()).rejects.toMatchObject({ reason: 'github-unreachable' })
  expect(asked).toEqual(['github.invalid:443'])
})

test('hosts of NO_PROXY are asked directly', async () => {
  const { connect, requests, url } = await startFakeApi({ status: 200, body: {} })
  const { address, asked } = await refusingProxy()
  const env = proxyEnvironment({ HTTPS_PROXY: address, NO_PROXY: 'github.invalid' })
  const { rest } = await connect({ env, retryLimits }).octokit()
  await rest.meta.get()
  expect([requests.length, asked]).toEqual([1, []])
  expect(url).toMatch(/^http:\/\/127/)
  const other = await connect({ apiUrl: 'https://github.invalid', env, retryLimits }).octokit()
  await expect(other.rest.meta.get()).rejects.toMatchObject({ reason: 'github-unreachable' })
  expect(asked).toEqual([])
})

test('a proxy that is no address is said, not shown', async () => {
  const { connect } = await startFakeApi()
  const env = proxyEnvironment({ HTTPS_PROXY: 'ftp://hidden:pw@x' })
  const { rest } = await connect({ apiUrl: 'https://github.invalid', env, retryLimits }).octokit()
  await expect(rest.meta.get()).rejects.toMatchObject({
    reason: 'proxy-invalid',
    message: 'HTTPS_PROXY is not a proxy address; write it as http://host:port',
  })
})
