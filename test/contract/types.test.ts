import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { cacheFolder, root } from '../../script/setup/places.ts'

/** The build and the tests strip types without a look at them, so that only this sees a wrong one. */
test('all types are right', { timeout: 300_000 }, () => {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
  // What was right before is not checked again while its text and what it imports are the same: by hash, in any clone.
  const known = path.join(root, 'node_modules/.cache/types.tsbuildinfo')
  const kept = path.join(cacheFolder(process.env), 'types.tsbuildinfo')
  mkdirSync(path.dirname(known), { recursive: true })
  if (existsSync(kept)) copyFileSync(kept, known)
  // One thread takes two thirds of the CPU time of several, and the other tests have the other cores.
  const argv = [tsc, '-p', 'tsconfig.json', '--singleThreaded', '--incremental', '--tsBuildInfoFile', known]
  const env = { ...process.env, GOGC: 'off' }
  const { stdout, status } = spawnSync(process.execPath, argv, { cwd: root, env, encoding: 'utf8' })
  expect(stdout).toBe('')
  expect(status).toBe(0)
  copyFileSync(known, `${kept}.${process.pid}`)
  renameSync(`${kept}.${process.pid}`, kept)
})
