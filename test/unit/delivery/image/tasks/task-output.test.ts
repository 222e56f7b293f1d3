import { expect, test } from 'vitest'
import { heartbeatLine } from '../../../../../src/delivery/image/tasks/heartbeat.ts'
import { TaskOutput } from '../../../../../src/delivery/image/tasks/task-output.ts'

function output(...lines: readonly string[]): TaskOutput & { readonly masked: string[] } {
  const masked: string[] = []
  const made = new TaskOutput(value => void masked.push(value))
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
  expect(output(...lines).lines).toEqual(expected)
})

test('what is to be masked is passed on at once, whatever it holds', () => {
  const made = output('::add-mask::s3cret%0Aline%25', 'next')
  expect(made.masked).toEqual(['s3cret\nline%'])
  expect(made.lines[0]).toBe('::add-mask::s3cret%0Aline%25')
  expect(made.tail(5)).toEqual(['next'])
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

test.each<[string[], string]>([
  [[], 'test: running for 12 s'],
  [['compiling'], 'test: running for 12 s: compiling'],
  [['x '.repeat(200)], `test: running for 12 s: ${'x '.repeat(60)}…`],
  [['a ##[error]b'], 'test: running for 12 s: b'],
])('the heartbeat of %j', (lines, expected) => {
  expect(heartbeatLine({ name: 'test', since: 1000, output: output(...lines) }, 13_000, text => text)).toBe(expected)
})
