import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { runCommand } from '../../../script/setup/command.ts'
import { withLock } from '../../../script/setup/lock.ts'
import { until } from '../../platform/process/until.ts'
import { livingWith } from './living.ts'

let folder: string
let log: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'command-'))
  log = path.join(folder, 'x.log')
})

test('a failure is one line with the last words and the log', async () => {
  const argv = ['sh', '-c', 'echo one; echo two; echo three; echo four; exit 5']
  await expect(runCommand({ what: 'compiling x', argv, log })).rejects.toThrow(
    `compiling x failed (exit code 5): two | three | four; see ${log}`,
  )
  expect(readFileSync(log, 'utf8')).toBe('one\ntwo\nthree\nfour\n')
})

test('an abort ends it with all its descendants, before it is reported', async () => {
  const stop = new AbortController()
  const mark = path.basename(folder)
  const argv = ['sh', '-c', 'sleep 600 & sleep 600']
  const running = runCommand({ what: 'x', argv, log, env: { MARK: mark } }, stop.signal)
  running.catch(() => {})
  await until({ what: 'two sleeps' }, async () => livingWith(`MARK=${mark}`, 'sleep').length === 2)
  stop.abort(new Error('asked to stop'))
  await expect(running).rejects.toThrow('asked to stop')
  expect(livingWith(`MARK=${mark}`)).toEqual([])
})

test('when its parent is killed, it ends with all its descendants', async () => {
  const mark = path.basename(folder)
  const source = `
    import { runCommand } from '${path.resolve(import.meta.dirname, '../../../script/setup/command.ts')}'
    const argv = ['sh', '-c', 'sleep 600 & sleep 600']
    await runCommand({ what: 'x', argv, log: '${log}' }, new AbortController().signal)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', source], {
    env: { ...process.env, MARK: mark },
    stdio: 'ignore',
  })
  await until({ what: 'two sleeps' }, async () => livingWith(`MARK=${mark}`, 'sleep').length === 2)
  parent.kill('SIGKILL')
  await until({ what: 'nothing to be left', seconds: 5 }, async () => livingWith(`MARK=${mark}`).length === 0)
})

test('a lock lets one in at a time', async () => {
  const file = path.join(folder, 'lock')
  const signal = new AbortController().signal
  const order: string[] = []
  const work = (name: string) =>
    withLock(
      file,
      () => {},
      signal,
      async () => {
        order.push(`${name} in`)
        await new Promise(resolve => setImmediate(resolve))
        order.push(`${name} out`)
      },
    )
  await Promise.all([work('a'), work('b'), work('c')])
  expect(order.map(line => line.slice(2))).toEqual(['in', 'out', 'in', 'out', 'in', 'out'])
  expect(new Set(order.map(line => line[0])).size).toBe(3)
  expect(readdirSync(folder)).toEqual(['lock'])
})
