import { getEventListeners } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { spawnExec } from '../../../src/process/spawn-exec.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const ENV = { PATH: '/usr/bin:/bin' }

test('gives the exit code and both streams', async () => {
  const script = 'printf out; printf err >&2; exit 3'
  expect(await spawnExec('sh', ['-c', script], { env: ENV })).toEqual({ exitCode: 3, stdout: 'out', stderr: 'err' })
})

test('the child has exactly the given environment', async () => {
  const { stdout } = await spawnExec('/usr/bin/env', [], { env: { ONLY: 'this' } })
  expect(stdout).toBe('ONLY=this\n')
})

test('arguments are passed as they are, also with spaces, quotes and dollars', async () => {
  const args = ['a b', '"c"', '$HOME', '']
  const { stdout } = await spawnExec('sh', ['-c', 'printf "<%s>" "$@"', 'sh', ...args], { env: ENV })
  expect(stdout).toBe('<a b><"c"><$HOME><>')
})

test('the input is written and closed; without one it is empty', async () => {
  expect((await spawnExec('cat', [], { env: ENV, input: 'hello' })).stdout).toBe('hello')
  expect((await spawnExec('cat', [], { env: ENV })).stdout).toBe('')
})

test('a child that ends before it has read its input is no crash', async () => {
  const result = await spawnExec('sh', ['-c', 'exit 7'], { env: ENV, input: 'x'.repeat(1_000_000) })
  expect(result.exitCode).toBe(7)
})

test('a child that a signal ended has not succeeded', async () => {
  expect((await spawnExec('sh', ['-c', 'kill -9 $$'], { env: ENV })).exitCode).not.toBe(0)
})

test('characters that span chunks stay whole', async () => {
  const { stdout } = await spawnExec('cat', [], { env: ENV, input: '€'.repeat(100_000) })
  expect(stdout).toBe('€'.repeat(100_000))
})

test('runs in the given folder', async () => {
  expect((await spawnExec('pwd', [], { env: ENV, cwd: '/usr/bin' })).stdout).toBe('/usr/bin\n')
})

test('a program that is not on the PATH, or cannot be started, is named', async () => {
  await expect(spawnExec('sh', [], { env: {} })).rejects.toMatchObject({
    reason: 'program-missing',
    message: expect.stringContaining('sh is not on the PATH'),
  })
  await expect(spawnExec('/no/such/program', [], { env: ENV })).rejects.toMatchObject({
    reason: 'program-missing',
    message: expect.stringContaining('/no/such/program cannot be started'),
  })
})

test('bytes that are no text are kept where that is asked for', async () => {
  const { stdout } = await spawnExec('printf', ['\\377\\000\\303\\251'], { env: ENV, encoding: 'latin1' })
  expect(Buffer.from(stdout, 'latin1')).toEqual(Buffer.from([0xff, 0x00, 0xc3, 0xa9]))
})

/** A shell that starts a process in the background, writes its id to a file, and never ends by itself. */
function hanging(beforehand: string): { readonly script: string; readonly background: () => number } {
  const file = join(temporaryFolder(), 'background')
  const script = `${beforehand} sleep 1000 </dev/null >/dev/null 2>&1 & echo $! > ${file}.new; mv ${file}.new ${file}; while :; do wait; done`
  return { script, background: () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0) }
}

/** Whether a process still does something; one that has ended may wait for its parent as a zombie. */
function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

test.each([
  ['one that ends when it is asked to', ''],
  ['one that does not', "trap '' TERM;"],
])('an aborted signal ends a child and all it started: %s', async (_, beforehand) => {
  const { script, background } = hanging(beforehand)
  const stop = new AbortController()
  const running = spawnExec('sh', ['-c', script], { env: ENV, signal: stop.signal })
  const ended = expect(running).rejects.toThrow('this run was stopped')
  await vi.waitFor(() => expect(background()).not.toBe(0))
  expect(isRunning(background())).toBe(true)
  stop.abort(new Error('this run was stopped'))
  await ended
  expect(getEventListeners(stop.signal, 'abort')).toEqual([])
  await vi.waitFor(() => expect(isRunning(background())).toBe(false))
})

test('a child that does not end in time is ended, and named with its limit', async () => {
  const { script, background } = hanging('')
  await expect(spawnExec('sh', ['-c', script], { env: ENV, timeoutMs: 500 })).rejects.toMatchObject({
    reason: 'program-hung',
    outcome: 'error',
    message: expect.stringMatching(/\/sh did not end within 0\.5 s and was stopped/),
  })
  await vi.waitFor(() => expect(isRunning(background())).toBe(false))
})

test.each(['', ' >&2'])('a child that prints without end%s is ended, and named with its limit', async stream => {
  const { script, background } = hanging(`yes${stream} &`)
  const limit = { mostOutput: 1024 * 1024 }
  await expect(spawnExec('sh', ['-c', script], { env: ENV, ...limit })).rejects.toMatchObject({
    reason: 'program-endless',
    outcome: 'error',
    message: expect.stringMatching(/\/sh printed more than 1 MiB and was stopped; run it by hand on the runner/),
  })
  await vi.waitFor(() => expect(isRunning(background())).toBe(false))
})

test('what a child may print is whole, to its last byte', async () => {
  const script = 'head -c 1000 /dev/zero; head -c 1000 /dev/zero >&2'
  const { stdout, stderr } = await spawnExec('sh', ['-c', script], { env: ENV, mostOutput: 1000 })
  expect([stdout.length, stderr.length]).toEqual([1000, 1000])
})

test('what left the group of the child and holds its output does not hold up the end', async () => {
  const script = 'setsid sleep 1000 & echo $!; exit 0'
  const file = join(temporaryFolder(), 'away')
  const inTheBackground = `${script.replace('echo $!', `echo $! > ${file}`)}`
  await expect(spawnExec('sh', ['-c', inTheBackground], { env: ENV, timeoutMs: 500 })).rejects.toMatchObject({
    reason: 'program-hung',
  })
  process.kill(Number(readFileSync(file, 'utf8')))
})

test('nothing is started when the signal was aborted before', async () => {
  const file = join(temporaryFolder(), 'started')
  const signal = AbortSignal.abort(new Error('too late'))
  await expect(spawnExec('touch', [file], { env: ENV, signal })).rejects.toThrow('too late')
  expect(existsSync(file)).toBe(false)
})

test('an abort after the end changes nothing', async () => {
  const stop = new AbortController()
  const result = await spawnExec('sh', ['-c', 'exit 3'], { env: ENV, signal: stop.signal })
  // A signal lives as long as the run, which starts many.
  expect(getEventListeners(stop.signal, 'abort')).toEqual([])
  stop.abort(new Error('later'))
  expect(result.exitCode).toBe(3)
})
