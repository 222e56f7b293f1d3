import { expect, test } from 'vitest'
import { spawnExec } from '../../../src/runner/spawn-exec.ts'

const env = { PATH: '/usr/bin:/bin' }

test('gives the exit code and both streams', async () => {
  const script = 'printf out; printf err >&2; exit 3'
  expect(await spawnExec('sh', ['-c', script], { env })).toEqual({ exitCode: 3, stdout: 'out', stderr: 'err' })
})

test('the child has exactly the given environment', async () => {
  const { stdout } = await spawnExec('/usr/bin/env', [], { env: { ONLY: 'this' } })
  expect(stdout).toBe('ONLY=this\n')
})

test('arguments are passed as they are, also with spaces, quotes and dollars', async () => {
  const args = ['a b', '"c"', '$HOME', '']
  const { stdout } = await spawnExec('sh', ['-c', 'printf "<%s>" "$@"', 'sh', ...args], { env })
  expect(stdout).toBe('<a b><"c"><$HOME><>')
})

test('the input is written and closed; without one it is empty', async () => {
  expect((await spawnExec('cat', [], { env, input: 'hello' })).stdout).toBe('hello')
  expect((await spawnExec('cat', [], { env })).stdout).toBe('')
})

test('a child that ends before it has read its input is no crash', async () => {
  const result = await spawnExec('sh', ['-c', 'exit 7'], { env, input: 'x'.repeat(1_000_000) })
  expect(result.exitCode).toBe(7)
})

test('a child that a signal ended has not succeeded', async () => {
  expect((await spawnExec('sh', ['-c', 'kill -9 $$'], { env })).exitCode).not.toBe(0)
})

test('characters that span chunks stay whole', async () => {
  const { stdout } = await spawnExec('cat', [], { env, input: '€'.repeat(100_000) })
  expect(stdout).toBe('€'.repeat(100_000))
})

test('runs in the given folder', async () => {
  expect((await spawnExec('pwd', [], { env, cwd: '/usr/bin' })).stdout).toBe('/usr/bin\n')
})

test('a program that is not on the PATH, or cannot be started, is named', async () => {
  await expect(spawnExec('sh', [], { env: {} })).rejects.toMatchObject({
    reason: 'program-missing',
    message: expect.stringContaining('sh is not on the PATH'),
  })
  await expect(spawnExec('/no/such/program', [], { env })).rejects.toMatchObject({
    reason: 'program-missing',
    message: expect.stringContaining('/no/such/program cannot be started'),
  })
})
