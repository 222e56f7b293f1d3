import { expect, test } from 'vitest'
import { heartbeatLine } from '../../../../../src/delivery/image/tasks/heartbeat.ts'
import {
  MOST_TASK_MASKED_CHARACTERS,
  MOST_TASK_MASKS,
  TaskOutput,
} from '../../../../../src/delivery/image/tasks/task-output.ts'
import { LineSpool } from '../../../../../src/process/line-spool.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'

function output(...lines: readonly string[]): TaskOutput & { readonly masked: string[] } {
  const masked: string[] = []
  const redact = (text: string) => masked.reduce((shown, value) => shown.replaceAll(value, '***'), text)
  const masks = { add: (value: string) => void masked.push(value), redact }
  const made = new TaskOutput(new LineSpool(temporaryFolder()), masks)
  for (const line of lines) made.add(line)
  return Object.assign(made, { masked })
}

test.each<[string, string[], string[]]>([
  ['lines as they are', ['one', '', ' two '], ['one', '', ' two ']],
  ['annotations as they are', ['::error file=a.ts,line=1::broken'], ['::error file=a.ts,line=1::broken']],
  [
    'groups as TITLES',
    ['::group::inner', 'x', '::endgroup::', '##[group]more', '##[endgroup]'],
    ['inner', 'x', 'more'],
  ],
  [
    'stopped commands, resumed',
    ['::stop-commands::t', '::group::x', '::t::', '::endgroup::'],
    ['::stop-commands::t', '::group::x', '::t::'],
  ],
  [
    'stopped commands, never resumed',
    ['::stop-commands::t', '::endgroup::'],
    ['::stop-commands::t', '::endgroup::', '::t::'],
  ],
])('%s', (_what, lines, expected) => {
  expect([...output(...lines).lines()].flat()).toEqual(expected)
})

test('what is to be masked is passed on at once, whatever it holds', () => {
  const made = output('::add-mask::s3cret%0Aline%25', 'next')
  expect(made.masked).toEqual(['s3cret\nline%'])
  expect([...made.lines()].flat()[0]).toBe('::add-mask::s3cret%0Aline%25')
  expect(made.tail(5)).toEqual(['next'])
})

test.each<[string, readonly string[], number]>([
  ['values', Array.from({ length: MOST_TASK_MASKS + 5 }, (_, at) => `s3cret-${at}`), MOST_TASK_MASKS],
  ['characters', ['s3cret', 'x'.repeat(MOST_TASK_MASKED_CHARACTERS), 'another'], 1],
])('of a task that asks for masks without end nothing is quoted: %s', (_what, values, masked) => {
  const commands = values.map(value => `::add-mask::${value}`)
  const made = output('before', ...commands, values.at(-1) ?? '', 'after')
  expect(made.masked).toHaveLength(masked)
  // The runner gets them all, and masks the log.
  expect([...made.lines()].flat()).toEqual(['before', ...commands, values.at(-1), 'after'])
  const said = '(it asks for more than 1,000 masks, or for too long ones: see its output in the log)'
  expect([made.last, made.tail(50)]).toEqual([said, [said]])
})

test.each<[string, string[], string]>([
  ['the last that says something', ['one', '', '  '], 'one'],
  ['without colours', ['\u001b[31mred\u001b[0m \u001b]0;title\u0007text'], 'red text'],
  ['of a progress bar, what it shows now', ['10 %\r50 %\r'], '50 %'],
  ['of a command, its text', ['::warning::careful'], 'careful'],
  ['no secret', ['one', '::add-mask::s3cret'], 'one'],
])('the last line: %s', (_what, lines, expected) => {
  expect(output(...lines).last).toBe(expected)
})

test('the tail has no empty end and at most so many lines', () => {
  expect(output('one', 'two', '\u001b[1mthree', '', '').tail(2)).toEqual(['two', 'three'])
})

test('only the last lines are kept apart, however many there were', () => {
  const lines = Array.from({ length: 1000 }, (_, at) => `line ${at}`)
  expect(output(...lines).tail(1000)).toEqual(lines.slice(-50))
})

test('a long line is shown again in part: what is masked in it is no more than that', () => {
  const made = output('::add-mask::s3cr3t words', `${'x '.repeat(995)}s3cr3t words ${'y '.repeat(1000)}`, 'end')
  expect(made.tail(2)).toEqual([`${'x '.repeat(995)}*** y y y …`, 'end'])
})

test('of a long progress bar, what it shows now', () => {
  const bar = Array.from({ length: 10_000 }, (_, at) => `${at} of 10000`).join('\r')
  expect(output(bar).last).toBe('9999 of 10000')
})

test('a line of a megabyte that begins many commands and ends none takes no time', () => {
  const line = '##[group '.repeat(120_000)
  const made = output(line)
  expect([...made.lines()].flat()).toEqual([line])
})

test.each<[string[], string]>([
  [[], 'test: running for 12 s'],
  [['compiling'], 'test: running for 12 s: compiling'],
  [['x '.repeat(200)], `test: running for 12 s: ${'x '.repeat(60)}…`],
  [['a ##[error]b'], 'test: running for 12 s: b'],
])('the heartbeat of %j', (lines, expected) => {
  expect(heartbeatLine({ name: 'test', since: 1000, output: output(...lines) }, 13_000, text => text)).toBe(expected)
})
