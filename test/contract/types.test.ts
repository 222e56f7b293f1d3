import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')

/** The build and the tests strip types without a look at them, so that only this sees a wrong one. */
test('all types are right', { timeout: 300_000 }, () => {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
  const run = () => execFileSync(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: root, encoding: 'utf8' })
  expect(run()).toBe('')
})
