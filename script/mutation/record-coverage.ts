import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect } from 'vitest'
import { type FileCoverage, type Span, spansOf } from './covered.ts'

/** A set-up file of vitest: writes what each test file ran of `src/` into the folder that the variable names. */
const folder = process.env.COMMIT_TRAIN_COVERAGE ?? ''
const source = path.join(process.cwd(), 'src/')
const began = performance.now()
const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

afterAll(async () => {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  session.disconnect()
  const ran: Record<string, readonly Span[]> = {}
  for (const { url, functions } of result) {
    const file = url.startsWith('file:') ? fileURLToPath(url) : ''
    if (!file.startsWith(source)) continue
    const ranges = functions.flatMap(each => each.ranges)
    ran[path.relative(process.cwd(), file)] = spansOf(ranges, readFileSync(file, 'utf8').length)
  }
  const test = path.relative(process.cwd(), expect.getState().testPath ?? '')
  const coverage: FileCoverage = { test, ms: performance.now() - began, ran }
  writeFileSync(path.join(folder, `${createHash('sha256').update(test).digest('hex')}.json`), JSON.stringify(coverage))
})
