import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ProxyOptions, startProxy } from '../../../../src/kubernetes/connection/proxy.ts'
import { RecordingLogger } from '../../recording-logger.ts'

let folder: string
let log: RecordingLogger
beforeEach(async () => {
  log = new RecordingLogger()
  folder = await mkdtemp(join(tmpdir(), 'proxy-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Starts a program in the place of kubectl. */
async function start(lines: string, change: Partial<ProxyOptions> = {}): ReturnType<typeof startProxy> {
  await writeFile(join(folder, 'kubectl'), `#!/bin/sh\n${lines}\n`, { mode: 0o755 })
  return begin(change)
}

function begin(change: Partial<ProxyOptions>): ReturnType<typeof startProxy> {
  return startProxy({
    kubectl: join(folder, 'kubectl'),
    kubeconfig: { path: '/kubeconfig', context: 'x' },
    folder,
    env: { PATH: process.env.PATH ?? '' },
    log,
    redact: text => text.replaceAll('hunter2', '***'),
    ...change,
  })
}

test('serves until it is closed, and leaves nothing', async () => {
  const proxy = await start('echo Starting to serve; exec sleep 1000')
  expect(proxy.socketPath).toMatch(/\/api$/)
  await proxy.close()
  expect(await readdir(folder)).toEqual(['kubectl'])
})

test('that never says it serves is given up', async () => {
  await expect(start('echo wait >&2; exec sleep 1000', { startLimit: 300 })).rejects.toMatchObject({
    reason: 'kubectl-broken',
    message: expect.stringMatching(/kubectl proxy does not serve within 0.3 s: wait; check/),
  })
  expect(await readdir(folder)).toEqual(['kubectl'])
})

test.each([
  ['while it is made ready', () => Promise.resolve()],
  ['while it starts', () => vi.waitUntil(() => existsSync(join(folder, 'started')))],
])('is given up by an abort %s', async (_, moment) => {
  await writeFile(join(folder, 'kubectl'), `#!/bin/sh\n: > ${folder}/started; exec sleep 1000\n`, { mode: 0o755 })
  const abort = new AbortController()
  const starting = begin({ signal: abort.signal })
  starting.catch(() => undefined)
  await moment()
  const reason = new Error('stopped')
  abort.abort(reason)
  await expect(starting).rejects.toBe(reason)
})

test('is closed although a child of it holds its pipes', async () => {
  const proxy = await start(`sleep 1000 & echo $! > ${folder}/child; echo Starting to serve; wait`)
  await proxy.close()
  process.kill(Number(await readFile(join(folder, 'child'), 'utf8')))
  expect(await readdir(folder)).toEqual(['child', 'kubectl'])
})

test('that is not there is said, and leaves nothing', async () => {
  await expect(begin({})).rejects.toMatchObject({
    reason: 'kubectl-broken',
    message: expect.stringMatching(
      /kubectl proxy does not start \(spawn .* ENOENT\); check that it is a working kubectl$/,
    ),
  })
  expect(await readdir(folder)).toEqual([])
})

test('says why it ended, without secrets that lie on the cut', async () => {
  const padding = 'x'.repeat(497)
  await expect(start(`echo ${padding}hunter2 >&2; exit 3`)).rejects.toMatchObject({
    message: expect.stringMatching(/ended with code 3: x+\*\*\*; check/),
  })
})

describe('that ends in the middle', () => {
  /** Starts a proxy whose process can be found: each writes its number when it serves. */
  async function started(after = 'exec sleep 1000') {
    const pids = join(folder, 'pids')
    const proxy = await start(`echo $$ >> ${pids}; echo Starting to serve; ${after}`)
    const numbers = async () => (await readFile(pids, 'utf8')).trim().split('\n').map(Number)
    const count = (many: number) =>
      vi.waitUntil(async () => (await numbers()).length === many, { timeout: 20_000, interval: 10 })
    return { proxy, numbers, count }
  }

  test('is started again at once, under the same address, and that is said', async () => {
    const { proxy, numbers, count } = await started()
    process.kill((await numbers())[0] ?? 0, 'SIGKILL')
    await count(2)
    expect(log.lines).toEqual(['warning: kubectl proxy ended in the middle (killed by SIGKILL); it is started again'])
    await proxy.close()
    expect((await readdir(folder)).toSorted()).toEqual(['kubectl', 'pids'])
    expect(log.lines).toHaveLength(1)
  })

  test('not more than five times', async () => {
    const { proxy, count } = await started('sleep 0.05; exit 3')
    await count(6)
    await vi.waitUntil(() => log.lines.length === 6, { timeout: 20_000, interval: 10 })
    expect(log.lines.at(-1)).toBe('warning: kubectl proxy ended in the middle (exit code 3); it ends again and again')
    await proxy.close()
  })
})
