import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Daemon } from '../../platform/process/daemon.ts'
import { program } from '../../platform/process/program.ts'
import { until } from '../../platform/process/until.ts'

let logs: string
let daemon: Daemon | undefined
beforeEach(() => {
  logs = mkdtempSync(path.join(tmpdir(), 'process-'))
})
afterEach(async () => {
  await daemon?.stop()
})

const start = (script: string) => {
  daemon = new Daemon({ name: 'etcd', argv: ['sh', '-c', script], logs })
  return daemon
}

test('waiting ends with what the probe gives', async () => {
  let looks = 0
  expect(await until({ what: 'the third look' }, async () => (++looks === 3 ? 'seen' : undefined))).toBe('seen')
})

test('a probe that throws is asked again', async () => {
  let looks = 0
  const probe = async () => {
    if (++looks < 3) throw new Error('connection refused')
    return true
  }
  expect(await until({ what: 'an answer' }, probe)).toBe(true)
})

test('waiting in vain names what, for how long, and the log', async () => {
  const running = start('echo starting; sleep 600')
  await until({ what: 'a line' }, async () => running.lastLine() === 'starting')
  const waiting = until({ what: 'the API server', seconds: 0.1, daemon: running }, async () => false)
  await expect(waiting).rejects.toThrow(
    `waited 0.1 s in vain for the API server; etcd last said: starting; see ${logs}/etcd.log`,
  )
})

test('there is no wait for a daemon that has ended', async () => {
  const ended = start('echo bind: address in use >&2; exit 3')
  await expect(until({ what: 'etcd', daemon: ended }, async () => false)).rejects.toThrow(
    `waiting for etcd: etcd ended by itself (exit code 3): bind: address in use; see ${logs}/etcd.log`,
  )
})

test('a daemon that cannot be started says so', async () => {
  daemon = new Daemon({ name: 'etcd', argv: ['/nowhere/etcd'], logs })
  await expect(until({ what: 'etcd', daemon }, async () => false)).rejects.toThrow(/etcd could not be started.*ENOENT/)
})

test('a stopped daemon has ended when stop resolves, also one that ignores TERM', async () => {
  const stubborn = start('trap "" TERM; echo up; while :; do sleep 1; done')
  await until({ what: 'a line' }, async () => stubborn.lastLine() === 'up')
  await stubborn.stop()
  expect(stubborn.failure).toMatch(/SIGKILL/)
})

test('a program gets its input and gives its output', async () => {
  expect(await program(['tr', 'a-z', 'A-Z'], 'hello')).toBe('HELLO')
})

test('a failing program is named with its last words', async () => {
  await expect(program(['sh', '-c', 'echo no such thing >&2; exit 2'])).rejects.toThrow(
    'sh -c echo no such thing >&2; exit 2 failed (exit code 2): no such thing',
  )
})
