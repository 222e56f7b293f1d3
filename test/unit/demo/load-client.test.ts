import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { LineProcess } from '../../demo/observe/line-process.ts'
import type { LoadCounts } from '../../demo/observe/load-client.ts'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'

async function clientOf(listener: RequestListener): Promise<LineProcess<LoadCounts>> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const file = join(import.meta.dirname, '../../demo/observe/load-client.ts')
  return new LineProcess<LoadCounts>(file, [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`])
}

test('counts answers by commit and stops with its input', async () => {
  const client = await clientOf((_, response) => response.end(JSON.stringify({ commit: COMMIT })))
  await client.first(counts => counts.requests >= 4, 5000)
  const counts = await client.stop()
  expect(counts).toMatchObject({ failed: 0, problems: [] })
  expect(counts?.commits).toEqual({ [COMMIT]: counts?.requests })
})

test.each<[string, RequestListener]>([
  ['503', (_, response) => response.writeHead(503).end('draining')],
  ['200 ', (_, response) => response.end('{"commit":"0123456"}')],
  ['socket hang up', request => request.socket.destroy()],
])('a request that fails is counted, with its reason: %s', async (reason, listener) => {
  const client = await clientOf(listener)
  await client.first(counts => counts.failed >= 4, 5000)
  const counts = await client.stop()
  expect(counts?.failed).toBe(counts?.requests)
  expect(counts?.problems).toHaveLength(3)
  expect(counts?.problems.every(problem => problem.includes(reason))).toBe(true)
})

test('waiting ends when the process does', async () => {
  const client = await clientOf((_, response) => response.end(JSON.stringify({ commit: COMMIT })))
  const never = client.first(counts => counts.failed > 0, 60_000)
  await client.stop()
  expect(await never).toBeUndefined()
})
