import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endingOfFailure, endOfJob } from '../../../src/deployments/endings.ts'
import { Crash } from '../../../src/errors.ts'
import { failStep } from '../../../src/runner/failed-step.ts'
import { onCrash } from '../../../src/runner/step-process.ts'
import { BUG_REPORT } from '../../../src/text/bug-report.ts'
import { fakeRunner } from '../actions/fake-runner.ts'
import { temporaryFolder } from '../temporary-folder.ts'

test('what nobody caught stops the run, is said once, and is kept without its secret', () => {
  const [runner, stop] = [fakeRunner(), new AbortController()]
  runner.masks.add('hunter2-secret')
  onCrash(new TypeError('x of hunter2-secret'), runner, stop)
  onCrash(new Error('what follows'), runner, stop)
  expect(stop.signal.reason).toBeInstanceOf(Crash)
  expect(runner.failures).toEqual(['bug: x of hunter2-secret'])
  expect(runner.log.lines).toEqual([expect.stringMatching(/^info: TypeError: x of hunter2-secret\n +at /)])
  expect(runner.log.lines[0]).toContain(BUG_REPORT)
  expect(runner.kept).toEqual({ crashed: 'x of ***' })
})

test('a rejection with a text, while the run is being stopped: the stop stays the reason', () => {
  const [runner, stop] = [fakeRunner(), new AbortController()]
  stop.abort(new Error('this run was stopped'))
  onCrash('text', runner, stop)
  expect(stop.signal.reason).toEqual(new Error('this run was stopped'))
  expect(runner.failures).toEqual(['bug: text'])
})

test('a state that cannot be kept is no further crash', () => {
  const runner = fakeRunner()
  const saveState = (): never => {
    throw new Error('ENOSPC')
  }
  onCrash(new Error('x'), { ...runner, saveState }, new AbortController())
  expect(runner.log.lines.at(-1)).toBe('info: Could not be kept for the post step: ENOSPC')
})

test('a crash is an error of ours and no cancellation, in main and in post', async () => {
  const crashed = AbortSignal.abort(new Crash(new TypeError('x')))
  const ending = { outcome: 'error', reason: 'bug' }
  const aborted = new Error('aborted')
  expect(endingOfFailure(aborted, undefined, crashed)).toMatchObject({ ...ending, text: 'bug: x' })
  expect(endingOfFailure(aborted, { all: 3, applied: 3, unsure: 0 }, crashed).text).toMatch(/^bug: x; ./)
  const runner = fakeRunner()
  await failStep(aborted, runner, crashed)
  expect(runner.outputs).toEqual(ending)
  const state: Record<string, string> = { begun: 'true', touched: 'true', crashed: 'x' }
  const ended = endOfJob({ read: (key: string) => state[key] ?? '', save: () => undefined })
  expect(ended).toMatchObject({ touched: true, ending: { ...ending, text: expect.stringMatching(/^bug: x; ./) } })
})

test('a runner that reads no more is no crash: the step comes to its end', async () => {
  const state = join(temporaryFolder(), 'state')
  writeFileSync(state, '')
  const source = (file: string) => JSON.stringify(join(import.meta.dirname, '../../../src/runner', file))
  const script = `
const { runStep } = await import(${source('step-process.ts')})
const { beginStep } = await import(${source('step-begin.ts')})
await runStep(async runner => {
  for (let count = 0; count < 20; count += 1) {
    runner.log.info('x'.repeat(10_000))
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  runner.saveState('ended', 'yes')
}, beginStep())`
  const env = { PATH: process.env.PATH ?? '', GITHUB_STATE: state }
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  child.stdout.destroy()
  const code = await new Promise(resolve => child.once('exit', resolve))
  const kept = readFileSync(state, 'utf8')
  expect([code, kept.includes('ended'), kept.includes('crashed')]).toEqual([0, true, false])
})
