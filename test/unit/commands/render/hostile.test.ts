import { describe, expect, test } from 'vitest'
import type { Block, Line, View } from '../../../../src/commands/view/view.ts'
import { markdownOf, terminalOf } from './facts.ts'

const title = (...line: Line): View => ({ title: line, blocks: [] })

test.each([
  ['@acme/everyone', '@\u200bacme/everyone'],
  ['fixes #412, GH-7', 'fixes \\#\u200b412, GH-\u200b7'],
  ['see https://github.com/acme/hello/issues/1', 'see https:\u200b//github.com/acme/hello/issues/1'],
  ['www.acme.example', 'www\u200b.acme.example'],
  [':tada: 10:30', ':\u200btada: 10:30'],
  ['**bold** _it_ `code` ~no~', '\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~no\\~'],
  ['<img src=x onerror=1> & <!-- x', '&lt;img src=x onerror=1&gt; &amp; &lt;!-- x'],
  ['[x](http://evil) ![y](z)', '\\[x\\](http:\u200b//evil) !\\[y\\](z)'],
  ['# no heading', '\\# no heading'],
  ['- no list', '\\- no list'],
  ['+ no list', '\\+ no list'],
  ['1. no list', '1\\. no list'],
  ['> no quote', '&gt; no quote'],
  ['---', '\\---'],
  ['$x^2$', '<span>$</span>x^2<span>$</span>'],
  ['two\nlines\r\n/deploy', 'two lines /deploy'],
  ['a\u202eb\u0000c\u200bd', 'a\\\\u202eb\\\\u0000c\\\\u200bd'],
  ['$(rm -rf /) `id`', '<span>$</span>(rm -rf /) \\`id\\`'],
  ['torn \ud83d', 'torn \ufffd'],
])('a comment shows the text %j as text', (text, shown) => {
  expect(markdownOf(title(text))).toBe(`${shown}\n`)
})

test.each<[Line, string]>([
  [[{ login: 'ada', notify: true }], '@ada'],
  [[{ login: 'ada_acme', notify: true }], '@ada_acme'],
  [[{ login: 'ada', notify: false }], 'ada'],
  [[{ login: '@ada', notify: false }], '@\u200bada'],
  [[{ login: 'acme/everyone', notify: true }], 'acme/everyone'],
  [[{ login: 'github-actions[bot]', notify: true }], 'github-actions\\[bot\\]'],
  [[{ login: 'acme', notify: true }, '/everyone'], '@acme\u200b/everyone'],
  [[{ login: 'ada', notify: true }, ': hello'], '@ada: hello'],
])('%j mentions the person alone', (line, shown) => {
  expect(markdownOf({ title: line, blocks: [] })).toBe(`${shown}\n`)
})

test.each([
  ['plain', '`plain`'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  ['@ada #1 <b>', '`@ada #1 <b>`'],
  ['x\n/deploy', '`x /deploy`'],
  ['', ''],
])('code %j is one span', (code, shown) => {
  expect(markdownOf(title('x', { code }))).toBe(`x${shown}\n`)
})

test('a table keeps its columns, whatever its cells hold', () => {
  const cell = 'a|b\\|c'
  const block: Block = {
    kind: 'table',
    columns: ['x|y', ''],
    rows: [
      [[cell], [{ code: cell }]],
      [['\n'], ['| z |']],
    ],
  }
  expect(markdownOf({ title: ['t'], blocks: [block] })).toBe(
    [
      't\n',
      '| x\\|y |  |',
      '| --- | --- |',
      '| a\\|b\\\\\\|c | <code>a&#124;b&#92;&#124;c</code> |',
      '|  | \\| z \\| |\n',
    ].join('\n'),
  )
})

test.each([
  ['javascript:alert(1)', 'x (javascript:alert(1))'],
  ['https://ada:secret@acme.example/', 'x (https:\u200b//ada:secret@\u200bacme.example/)'],
  ['https://acme.example/a>)b"c d', '[x](<https://acme.example/a%3E%29b%22c%20d>)'],
])('a link to %j', (link, shown) => {
  expect(markdownOf(title({ link, text: 'x' }))).toBe(`${shown}\n`)
})

test('a command to copy ends with its own block', () => {
  const words = "deploy 'a```' `b`\n/deploy production"
  expect(markdownOf({ title: ['t'], blocks: [{ kind: 'command', words }] })).toBe(
    "t\n\n````\n/deploy 'a```' `b` /deploy production\n````\n",
  )
})

describe('a terminal', () => {
  test.each([
    ['\u001b[2Jx', '\\u001b[2Jx'],
    ['\u009b31mx', '\\u009b31mx'],
    ['a\rb\nc', 'a b c'],
    ['\u202eabc', '\\u202eabc'],
    ['\u{e0041}', '\\udb40\\udc41'],
    ['👨‍👩‍👧 stays', '👨‍👩‍👧 stays'],
  ])('shows %j as %j', (text, shown) => {
    for (const colours of [false, true]) expect(terminalOf(title(text), { colours })).toBe(shown)
    expect(terminalOf(title({ code: text }))).toBe(shown)
    expect(terminalOf(title({ login: text, notify: false }))).toBe(shown)
  })

  test('a link ends where it ends', () => {
    const link = { link: 'https://acme.example/\u001b\\x', text: 'a\u0007b' }
    expect(terminalOf(title(link), { colours: true })).toBe(
      '\u001b]8;;https://acme.example/%1B/x\u001b\\a\\u0007b\u001b]8;;\u001b\\',
    )
    expect(terminalOf(title(link))).toBe('a\\u0007b (https://acme.example/%1B/x)')
  })
})
