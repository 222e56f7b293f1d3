import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { KeptDemos } from '../../demo/kept-demos.ts'
import { until } from '../../platform/process/until.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** What is left of a demo's namespaces to be found by: `unshare` and its first child. */
async function demo(): Promise<{ readonly unshare: ChildProcess; readonly pid: number; readonly inside: number }> {
  const unshare = spawn('unshare', ['--fork', '--kill-child', '--', 'sleep', '60'], { stdio: 'ignore' })
  const ended = once(unshare, 'exit')
  onTestFinished(async () => {
    unshare.kill('SIGKILL')
    await ended
  })
  await once(unshare, 'spawn')
  const pid = unshare.pid ?? 0
  let inside = ''
  await until({ what: 'the child of unshare' }, async () => {
    inside = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
    return inside !== ''
  })
  return { unshare, pid, inside: Number(inside) }
}

test('the newest demo that is up is entered; one that has ended is forgotten', async () => {
  const cache = temporaryFolder()
  const demos = new KeptDemos(cache)
  expect(() => demos.newest()).toThrow('no demo is up; start one with "script/demo --keep"')

  const [first, second] = [await demo(), await demo()]
  // The second one was there first: process ids begin anew now and then.
  const forgetSecond = demos.note(second.pid)
  await until({ what: 'a later time for the other note' }, async () => {
    const forget = demos.note(first.pid)
    if (demos.newest() === first.inside) return true
    forget()
    return false
  })
  expect(new KeptDemos(cache).newest()).toBe(first.inside)

  const ended = once(first.unshare, 'exit')
  first.unshare.kill('SIGKILL')
  await ended
  expect(demos.newest()).toBe(second.inside)
  expect(readdirSync(join(cache, 'demos'))).toEqual([String(second.pid)])

  forgetSecond()
  expect(() => demos.newest()).toThrow('no demo is up')
})

test('a process that has got the id of a demo since is none', async () => {
  const demos = new KeptDemos(temporaryFolder())
  demos.note(process.pid)
  expect(() => demos.newest()).toThrow('no demo is up')
})
