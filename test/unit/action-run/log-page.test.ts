import { expect, test } from 'vitest'
import { LogPage } from '../../platform/action/log-page.ts'
import { shown } from '../../platform/action/run-action.ts'
import { parseCommand } from '../../platform/action/workflow-command.ts'

function page(...raw: string[]): LogPage {
  const log = new LogPage()
  for (const line of raw) log.add(line)
  return log
}

test.each([
  ['::error::broken', { name: 'error', properties: {}, data: 'broken' }],
  ['  ::error::after blanks', { name: 'error', properties: {}, data: 'after blanks' }],
  [
    '::error file=a.yaml,line=3,title=a%3Ab%2Cc::x',
    { name: 'error', properties: { file: 'a.yaml', line: '3', title: 'a:b,c' }, data: 'x' },
  ],
  ['::error::two%0Alines, 100%25', { name: 'error', properties: {}, data: 'two\nlines, 100%' }],
  ['::error::%250A', { name: 'error', properties: {}, data: '%0A' }],
  ['text ##[group]older', { name: 'group', properties: {}, data: 'older' }],
  ['text ::error::not first', undefined],
  ['::unheard::of', undefined],
  ['std::string::npos', undefined],
])('command in %j', (line, command) => {
  expect(parseCommand(line)).toEqual(command)
})

test('a mask holds from its own line on, for whole values and each of their lines', () => {
  const log = page('hunter2', '::add-mask::hunter2', 'hunter2!', '::add-mask::line one%0Aline two', 'line two')
  expect(log.lines.map(line => line.text)).toEqual(['hunter2', '***!', '***'])
})

test('the longest mask goes first and a blank one is none', () => {
  const log = page('::add-mask::abc', '::add-mask::abcdef', '::add-mask::', 'abcdef abc')
  expect(log.lines.map(line => line.text)).toEqual(['*** ***'])
})

test('groups fold what follows and do not nest', () => {
  expect(shown(page('a', '::group::One', 'b', '::group::Two', 'c', '::endgroup::', 'd').lines)).toBe(
    'a\n▾ One\n  b\n▾ Two\n  c\nd',
  )
})

test('annotations and debug lines', () => {
  const log = page('::debug::quiet', '::notice title=N::seen', '::error::worse')
  expect(log.annotations).toEqual([
    { level: 'notice', message: 'seen', properties: { title: 'N' } },
    { level: 'error', message: 'worse', properties: {} },
  ])
  expect(shown(log.lines)).toBe('Notice: seen\nError: worse')
})

test('while commands are stopped they are text, until the token comes', () => {
  const log = page('::stop-commands::abc', '::error::from a pod', '::abc::', '::error::ours')
  expect(log.lines).toEqual([
    { kind: 'text', text: '::error::from a pod' },
    { kind: 'error', text: 'ours' },
  ])
  expect(log.annotations).toHaveLength(1)
})
