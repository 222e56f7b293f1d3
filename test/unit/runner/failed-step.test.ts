import { expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { reasonLink } from '../../../src/reasons/registry.ts'
import { failStep } from '../../../src/runner/failed-step.ts'
import { BUG_REPORT } from '../../../src/text/bug-report.ts'
import { RecordingLogger } from '../recording-logger.ts'

async function failed(...[thrown, failure]: [thrown: unknown, failure?: Parameters<typeof failStep>[2]]) {
  const outputs: Record<string, string> = {}
  const red: string[] = []
  const log = new RecordingLogger()
  const summaries: string[] = []
  const runner = {
    log,
    setOutput: (name: string, value: string | object) => void Object.assign(outputs, { [name]: value }),
    fail: (headline: string) => void red.push(headline),
    writeSummary: async <T>(data: T, render: (clean: T) => string) => void summaries.push(render(data)),
  }
  await failStep(thrown, runner, failure)
  return { outputs, red, lines: log.lines, summary: summaries.join() }
}

const FINDINGS = [
  { reason: 'input-invalid', text: 'empty', where: 'token' },
  { reason: 'input-invalid', text: 'no token' },
] as const

test('an error of the user: its reason, its line, its findings', async () => {
  expect(await failed(new UserError('input-invalid', 'Input "token" is empty', { findings: FINDINGS }))).toEqual({
    outputs: { outcome: 'error', reason: 'input-invalid' },
    red: ['Input "token" is empty'],
    lines: ['info: token: empty', 'info: no token'],
    summary: [
      '## 🛠️ Error',
      '**Input "token" is empty**',
      `See ${reasonLink('input-invalid')}.`,
      '- token: empty\n- no token\n',
    ].join('\n\n'),
  })
})

test('a bug: the stack, and where to report it', async () => {
  const { outputs, red, lines, summary } = await failed(new TypeError('x is undefined'))
  expect(outputs).toEqual({ outcome: 'error', reason: 'bug' })
  expect(red).toEqual(['x is undefined'])
  expect(lines).toEqual([expect.stringMatching(/^info: TypeError: x is undefined\n +at /)])
  expect(lines[0]).toContain(BUG_REPORT)
  expect(summary).toBe(`## 🛠️ Error\n\n**x is undefined**\n\nSee ${reasonLink('bug')}.\n`)
})

test('after the run was stopped whatever is thrown is its end, not a bug', async () => {
  const stopped = AbortSignal.abort(new Error('this run was stopped'))
  expect(await failed(new TypeError('socket closed'), stopped)).toMatchObject({
    outputs: { outcome: 'cancelled', reason: 'cancelled' },
    red: ['Cancelled: this run was stopped'],
    lines: [],
  })
  expect(await failed(new TypeError('x'), new AbortController().signal)).toMatchObject({ outputs: { reason: 'bug' } })
})

test('what it means may be known better', async () => {
  const title = '✋ Cancelled'
  const line = 'Cancelled: by <hand>'
  const failure = { outcome: 'cancelled', reason: 'cancelled', title, text: 'by <hand>', line, findings: [] } as const
  expect(await failed(new TypeError('aborted'), failure)).toEqual({
    outputs: { outcome: 'cancelled', reason: 'cancelled' },
    red: ['Cancelled: by <hand>'],
    lines: [],
    summary: `## ✋ Cancelled\n\n**by &lt;hand&gt;**\n\nSee ${reasonLink('cancelled')}.\n`,
  })
})

test('a full disk is a fault of the machine, no bug: one line, and what to do', async () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, mkdtemp '/tmp/build-'"), { code: 'ENOSPC' })
  const { outputs, summary } = await failed(full)
  expect(outputs).toEqual({ outcome: 'error', reason: 'runner-machine' })
  expect(summary).toContain('its disk is full')
  expect(summary).toContain(reasonLink('runner-machine'))
})
