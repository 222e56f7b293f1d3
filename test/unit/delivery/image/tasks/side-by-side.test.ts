import { describe, expect, test } from 'vitest'
import { commandTask } from '../../../../../src/delivery/image/tasks/command-task.ts'
import { runSideBySide } from '../../../../../src/delivery/image/tasks/side-by-side.ts'
import type { BuildTask, BuildTaskName, BuildTaskResult } from '../../../../../src/delivery/image/tasks/task.ts'
import { UserError } from '../../../../../src/errors.ts'
import { bashLines } from '../../../../../src/process/bash.ts'
import { startProcessGroup } from '../../../../../src/process/group.ts'
import { livingAs } from '../../../../platform/process/living.ts'
import { HeldClock } from '../../../held-clock.ts'
import { RecordingLogger } from '../../../recording-logger.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'

function scene(failFast = true) {
  const log = new RecordingLogger()
  const stop = new AbortController()
  const masked: string[] = []
  const redact = (text: string) => masked.reduce((shown, value) => shown.replaceAll(value, '***'), text)
  const masks = { add: (value: string) => void masked.push(value), redact }
  const print = (line: string) => void log.lines.push(`print: ${line}`)
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
const patient = (name: BuildTaskName): BuildTask => ({
  name,
  work: (output, signal) =>
    new Promise((_, reject) => {
      output.add('waiting')
      signal.addEventListener('abort', () => reject(signal.reason))
    }),
})
const failing = (name: BuildTaskName): BuildTask => ({
  name,
  work: async output => {
    output.add('about to fail')
    throw new UserError(name === 'image' ? 'build-failed' : `${name}-failed`, `${name} failed`)
  },
})
const passing = (name: BuildTaskName, lines: readonly string[] = []): BuildTask => ({
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

describe("the user's lines", () => {
  const startLine = () =>
    bashLines({
      start: startProcessGroup,
      cwd: temporaryFolder(),
      pipeFolder: temporaryFolder(),
      env: { PATH: process.env.PATH ?? '' },
    })
  const run = async (...lines: readonly string[]) => {
    const it = scene()
    const [result] = await runSideBySide([commandTask('test', lines, startLine())], it)
    return { result, lines: it.log.lines.slice(1).map(line => line.replace(/^(info|print): /, '')) }
  }

  test('in order, each by a shell of its own', async () => {
    const { result, lines } = await run('A=1; echo "a: $A"', 'echo "b: $A"')
    expect(result?.state).toBe('passed')
    expect(lines).toEqual(['$ A=1; echo "a: $A"', 'a: 1', '$ echo "b: $A"', 'b: '])
  })

  test('both streams in the order of the lines, also by their names', async () => {
    const { result, lines } = await run(
      'for i in 1 2 3; do echo "out $i"; echo "err $i" >&2; done; echo x | tee /dev/stderr >/dev/null',
    )
    expect(result?.state).toBe('passed')
    expect(lines.slice(1)).toEqual(['out 1', 'err 1', 'out 2', 'err 2', 'out 3', 'err 3', 'x'])
  })

  test.each([
    ['up to the first that fails', ['true', 'false', 'echo never'], 'test failed in line 2, `false`: exit code 1'],
    ['a pipe fails with any of its parts', ['false | true'], 'test failed in `false | true`: exit code 1'],
    ['a line fails with its first command', ['false; true'], 'test failed in `false; true`: exit code 1'],
    ['unknown', ['no-such-command'], 'test failed in `no-such-command`: a command was not found (exit code 127)'],
    ['not executable', ['/etc/passwd'], 'test failed in `/etc/passwd`: a command is not executable (exit code 126)'],
    ['killed', ['kill -KILL $$'], 'test failed in `kill -KILL $$`: killed by SIGKILL (out of memory?)'],
    [
      'a child killed',
      ['bash -c "kill -SEGV \\$\\$"; true'],
      'test failed in `bash -c "kill -SEGV \\$\\$"; true`: ended by SIGSEGV',
    ],
  ])('%s', async (_what, commands, text) => {
    const { result, lines } = await run(...commands)
    expect(result?.problem).toMatchObject({ reason: 'test-failed', outcome: 'failed', text })
    expect(lines).not.toContain('never')
  })

  test('what one leaves in the background serves the next, and ends with the task', async () => {
    const { result, lines } = await run('sleep 300 & echo $! >pid', 'kill -0 "$(cat pid)" && echo "there: $(cat pid)"')
    expect(result?.state).toBe('passed')
    const pid = Number(lines.find(line => line.startsWith('there: '))?.slice('there: '.length))
    await expect.poll(() => livingAs('sleep', '300').includes(String(pid))).toBe(false)
  })
})
