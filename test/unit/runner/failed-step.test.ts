import { expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { failStep } from '../../../src/runner/failed-step.ts'
import { BUG_REPORT } from '../../../src/text/bug-report.ts'
import { RecordingLogger } from '../recording-logger.ts'

function failed(...[thrown, failure]: [thrown: unknown, failure?: Parameters<typeof failStep>[2]]) {
  const outputs: Record<string, string> = {}
  const red: string[] = []
  const log = new RecordingLogger()
  const runner = {
    log,
    setOutput: (name: string, value: string) => void Object.assign(outputs, { [name]: value }),
    fail: (headline: string) => void red.push(headline),
  }
  failStep(thrown, runner, failure)
  return { outputs, red, lines: log.lines }
}

const findings = [
  { reason: 'input-invalid', text: 'empty', where: 'token' },
  { reason: 'input-invalid', text: 'no token' },
] as const

test('an error of the user: its reason, its line, its findings', () => {
  expect(failed(new UserError('input-invalid', 'Input "token" is empty', { findings }))).toEqual({
    outputs: { outcome: 'error', reason: 'input-invalid' },
    red: ['Input "token" is empty'],
    lines: ['info: token: empty', 'info: no token'],
  })
})

test('a bug: the stack, and where to report it', () => {
  const { outputs, red, lines } = failed(new TypeError('x is undefined'))
  expect(outputs).toEqual({ outcome: 'error', reason: 'bug' })
  expect(red).toEqual(['x is undefined'])
  expect(lines).toEqual([expect.stringMatching(/^info: TypeError: x is undefined\n +at /)])
  expect(lines[0]).toContain(BUG_REPORT)
})

test('what it means may be known better', () => {
  const failure = { outcome: 'cancelled', reason: 'cancelled', text: 'Cancelled: by hand', findings: [] }
  expect(failed(new TypeError('aborted'), failure)).toEqual({
    outputs: { outcome: 'cancelled', reason: 'cancelled' },
    red: ['Cancelled: by hand'],
    lines: [],
  })
})
