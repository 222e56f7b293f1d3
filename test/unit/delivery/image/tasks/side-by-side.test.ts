import { describe, expect, test } from 'vitest'
import { runSideBySide } from '../../../../../src/delivery/image/tasks/side-by-side.ts'
import type { BuildTask, BuildTaskResult } from '../../../../../src/delivery/image/tasks/task.ts'
import type { TaskOutput } from '../../../../../src/delivery/image/tasks/task-output.ts'
import { UserError } from '../../../../../src/errors.ts'
import { HeldClock } from '../../../held-clock.ts'
import { RecordingLogger } from '../../../recording-logger.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'

function scene(failFast = true) {
  const log = new RecordingLogger()
  const stop = new AbortController()
  const masked: string[] = []
  const redact = (text: string) => masked.reduce((shown, value) => shown.replaceAll(value, '***'), text)
  const masks = { add: (value: string) => void masked.push(value), redact }
  const print = (lines: string) => void log.lines.push(...lines.split('\n').map(line => `print: ${line}`))
  const folder = temporaryFolder()
  return {
    log,
    print,
    room: async () => undefined,
    folder,
    clock: new HeldClock(),
    masks,
    masked,
    failFast,
    stop,
    signal: stop.signal,
  }
}

/** Waits until somebody stops it. */
const patient = (name: string): BuildTask => ({
  name,
  work: (output, signal) =>
    new Promise((_, reject) => {
      output.add('waiting')
      signal.addEventListener('abort', () => reject(signal.reason))
    }),
})
const failing = (name: string): BuildTask => ({
  name,
  work: async output => {
    output.add('about to fail')
    throw new UserError(name === 'image' ? 'build-failed' : 'lint-failed', `${name} failed`)
  },
})
const passing = (name: string, lines: readonly string[] = []): BuildTask => ({
  name,
  work: async output => {
    for (const line of lines) {
      output.add(line)
      await Promise.resolve()
    }
  },
})
const states = (results: readonly BuildTaskResult[]) => results.map(({ name, state }) => `${name} ${state}`)

describe('side by side', () => {
  test('each in a group of its own, whoever prints meanwhile', async () => {
    const it = scene()
    const results = await runSideBySide([passing('lint', ['l1', 'l2']), passing('test', ['t1', 't2'])], it)
    expect(states(results)).toEqual(['lint passed', 'test passed'])
    expect(it.log.lines).toEqual([
      'group: lint: passed after 0.0 s',
      'print: l1',
      'print: l2',
      'group: test: passed after 0.0 s',
      'print: t1',
      'print: t2',
    ])
  })

  test('many lines are printed at once, each still a line of its own', async () => {
    const it = scene()
    const lines = Array.from({ length: 200_000 }, (_, index) => `line ${index}`)
    const prints: string[] = []
    const many = { name: 'test', work: async (output: TaskOutput) => lines.forEach(line => void output.add(line)) }
    await runSideBySide([many], { ...it, print: text => void prints.push(text) })
    expect(prints.join('\n') === lines.join('\n')).toBe(true)
    expect(prints.length).toBeLessThan(100)
  })

  test('the commands of lint and test count, those of docker do not', async () => {
    const it = scene()
    const lines = ['::warning::\u001b[31mcareful\u001b[0m']
    await runSideBySide([passing('test', lines), passing('image', lines)], it)
    expect(it.log.lines).toContain(`print: ${lines[0]}`)
    expect(it.log.lines).toContain('info: ::warning::careful')
  })

  test('the first failure stops the others and is reported at once', async () => {
    const it = scene()
    const results = await runSideBySide([failing('lint'), patient('test'), passing('image')], it)
    expect(states(results)).toEqual(['lint failed', 'test stopped', 'image passed'])
    expect(results[0]?.problem).toEqual({
      reason: 'lint-failed',
      outcome: 'failed',
      text: 'lint failed',
      tail: ['about to fail'],
    })
    expect(it.log.lines.indexOf('info: ✗ lint failed')).toBeLessThan(
      it.log.lines.indexOf('group: test: stopped after 0.0 s'),
    )
  })

  test('without fail-fast all come to their end', async () => {
    const it = scene(false)
    const results = await runSideBySide([failing('lint'), passing('test'), failing('image')], it)
    expect(states(results)).toEqual(['lint failed', 'test passed', 'image failed'])
  })

  test('a bug is a failure with its stack', async () => {
    const it = scene()
    const work = () => Promise.reject(new TypeError('undefined is not'))
    const results = await runSideBySide([{ name: 'image', work }], it)
    expect(results[0]?.problem).toMatchObject({ reason: 'bug', outcome: 'error', text: 'undefined is not' })
    expect(it.log.lines.join('\n')).toMatch(/TypeError: undefined is not\s+at /)
  })

  test('whoever stops the run stops them all', async () => {
    const it = scene(false)
    const running = runSideBySide([patient('lint'), patient('test')], it)
    it.stop.abort(new Error('stopped'))
    expect(states(await running)).toEqual(['lint stopped', 'test stopped'])
  })

  test('what runs says so every ten seconds', async () => {
    const it = scene()
    const running = runSideBySide([patient('test')], it)
    await it.clock.advance(9_999)
    expect(it.log.lines).toEqual([])
    await it.clock.advance(1)
    await it.clock.advance(10_000)
    expect(it.log.lines).toEqual(['info: test: running for 10 s: waiting', 'info: test: running for 20 s: waiting'])
    it.stop.abort(new Error('stopped'))
    await running
  })

  test('what a long line holds is masked before it is cut', async () => {
    const it = scene()
    const secret = 'the horse and its staple'
    const long = `${'x '.repeat(54)}${secret} and more words`
    const work: BuildTask['work'] = (output, signal) => {
      for (const line of [`::add-mask::${secret}`, long]) output.add(line)
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
    const running = runSideBySide([{ name: 'test', work }], it)
    await it.clock.advance(10_000)
    expect(it.log.lines.join('\n')).toMatch(/^info: test: running for 10 s: (x )+\*\*\* and …$/)
    it.stop.abort(new Error('stopped'))
    await running
  })
})
