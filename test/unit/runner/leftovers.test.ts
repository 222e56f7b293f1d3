import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { MARKER_VARIABLE } from '../../../src/process/leftovers.ts'
import { removeLeftovers } from '../../../src/runner/leftovers.ts'
import { fakeRunner } from '../actions/fake-runner.ts'
import { temporaryFolder } from '../temporary-folder.ts'

function after(folder: string, temp: string, marker = '') {
  const runner = fakeRunner({}, { RUNNER_TEMP: temp })
  Object.assign(runner.kept, { folder, marker })
  return removeLeftovers(runner).then(() => runner.log.lines)
}

function made(temp: string, name: string): string {
  const folder = join(temp, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'config.json'), '{"auths":{}}')
  return folder
}

test.each(['build-x1', 'deploy-x1'])('the folder %s is removed, with the login that is in it', async name => {
  const temp = temporaryFolder()
  const folder = made(temp, name)
  expect(await after(folder, `${temp}/`)).toEqual([])
  expect([existsSync(folder), existsSync(temp)]).toEqual([false, true])
})

test.each([
  ['another folder of the runner', 'other', '.'],
  ['a folder elsewhere', 'build-x1', 'temp'],
])('%s is left alone', async (_what, name, temp) => {
  const root = temporaryFolder()
  const folder = made(root, name)
  mkdirSync(join(root, 'temp'))
  await after(folder, join(root, temp))
  expect(existsSync(join(folder, 'config.json'))).toBe(true)
})

test('a job without a build has nothing to remove', async () => {
  expect(await after('', temporaryFolder())).toEqual([])
})

test('the processes that carry the marker of the build are killed', async () => {
  const marker = `post-test-${process.pid}`
  const child = spawn('sleep', ['300'], { detached: true, env: { PATH: process.env.PATH, [MARKER_VARIABLE]: marker } })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child, 'spawn')
  const exit = once(child, 'exit')
  await after('', temporaryFolder(), marker)
  expect(await exit).toEqual([null, 'SIGKILL'])
})
