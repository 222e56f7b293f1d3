import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'

const MODULE = join(import.meta.dirname, '../../../src/process/end-with-parent.ts')

function script(folder: string, then: string): string {
  return `
const { endWithParent } = await import(${JSON.stringify(MODULE)})
const child = (await import('node:child_process')).spawn('sleep', ['60'], { stdio: 'ignore' })
const guard = endWithParent(child.pid, ${JSON.stringify(folder)})
process.send(child.pid)
${then}
`
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function started(then: string) {
  const folder = mkdtempSync(join(tmpdir(), 'guard-'))
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script(folder, then)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const pid = await new Promise<number>(resolve => parent.once('message', message => resolve(Number(message))))
  return { parent, pid, folder }
}

test('a process ends with its parent that is killed, and its folder goes', async () => {
  const { parent, pid, folder } = await started('setInterval(() => undefined, 1000)')
  expect([isThere(pid), existsSync(folder)]).toEqual([true, true])
  parent.kill('SIGKILL')
  await vi.waitFor(() => expect([isThere(pid), existsSync(folder)]).toEqual([false, false]), { timeout: 10_000 })
})

test('called off, it leaves both alone', async () => {
  const { parent, pid, folder } = await started('guard.callOff(); setTimeout(() => process.exit(), 50)')
  await new Promise(resolve => parent.once('exit', resolve))
  expect([isThere(pid), existsSync(folder)]).toEqual([true, true])
  process.kill(pid, 'SIGKILL')
})
