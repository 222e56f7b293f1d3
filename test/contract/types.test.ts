import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')

/** The build and the tests strip types without a look at them, so that only this sees a wrong one. */
test('all types are right', { timeout: 300_000 }, () => {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
  // One thread takes two thirds of the CPU time of several, and the other tests have the other cores.
  const argv = [tsc, '-p', 'tsconfig.json', '--singleThreaded']
  const env = { ...process.env, GOGC: 'off' }
  expect(execFileSync(process.execPath, argv, { cwd: root, env, encoding: 'utf8' })).toBe('')
})
