import { expect, test } from 'vitest'
import { commandText } from '../../../../src/commands/grammar/command-text.ts'
import type { Block, View } from '../../../../src/commands/view/view.ts'
import { displayWidth } from '../../../../src/text/display-width.ts'
import { markdownOf, NOW, terminalOf } from './facts.ts'

const HOUR = 3_600_000

const TABLE: Block = {
  kind: 'table',
  columns: ['commit', 'title', 'by'],
  rows: [
    [[{ code: 'f1bbcd8' }], ['Pay by card'], ['ada']],
    [[{ code: '77b02cd' }], ['日本語 👩‍💻 naïve'], ['bo']],
  ],
}

test.each([
  ['abc', 3],
  ['日本', 4],
  ['👩‍💻', 2],
  ['🇨🇭', 2],
  ['é', 1],
  ['e\u0301', 1],
  ['⚠️', 2],
  ['✓', 1],
  ['', 0],
])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width)
})

test('columns stand under each other', () => {
  expect(terminalOf({ title: ['train'], blocks: [TABLE, { kind: 'line', line: ['end'] }] })).toBe(
    [
      'train',
      '',
      'commit   title            by',
      'f1bbcd8  Pay by card      ada',
      '77b02cd  日本語 👩‍💻 naïve  bo',
      '',
      'end',
    ].join('\n'),
  )
})

test('where a table is too wide, its widest column is broken between words', () => {
  const rows = [[[{ code: 'f1bbcd8' }], ['Pay by card, and by invoice where that is allowed'], ['ada']]]
  const text = terminalOf({ title: ['t'], blocks: [{ kind: 'table', columns: ['', '', ''], rows }] }, { width: 40 })
  expect(text).toBe(
    ['t', '', 'f1bbcd8  Pay by card, and by         ada', '         invoice where that is', '         allowed'].join(
      '\n',
    ),
  )
  for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(40)
})

test('what is in details is indented, and a command stands by itself', () => {
  const view: View = {
    title: [{ mark: 'bad' }, 'refused'],
    blocks: [
      { kind: 'list', items: [['one'], ['two']] },
      { kind: 'details', title: 'train', blocks: [TABLE, { kind: 'command', words: 'unlock production' }] },
    ],
  }
  expect(terminalOf(view)).toBe(
    [
      '✗ refused',
      '  one',
      '  two',
      '',
      'train',
      '  commit   title            by',
      '  f1bbcd8  Pay by card      ada',
      '  77b02cd  日本語 👩‍💻 naïve  bo',
      '',
      '    commit-train unlock production',
    ].join('\n'),
  )
  expect(terminalOf(view, { colours: true })).toContain('\u001b[31m✗\u001b[0m refused')
})

test.each([
  [NOW - 2 * HOUR, '2026-01-05 10:30Z (2 h ago)'],
  [NOW + 3 * 24 * HOUR, '2026-01-08 12:30Z (in 3 days)'],
  [NOW - 1000, '2026-01-05 12:29Z (now)'],
  // Some seconds after one said 'for 2h'.
  [NOW + 2 * HOUR - 5000, '2026-01-05 14:29Z (in 2 h)'],
  [Number.NaN, 'at an unknown time'],
])('the time %i', (time, text) => {
  expect(terminalOf({ title: [{ time }], blocks: [] })).toBe(text)
  expect(markdownOf({ title: [{ time }], blocks: [] })).toBe(`${text}\n`)
})

test.each([
  [['unlock', 'hello', 'EU/Prod'], 'unlock hello EU/Prod'],
  [['unlock', 'dev; rm -rf /', '--steal'], "unlock 'dev; rm -rf /' --steal"],
  [['unlock', "it's"], String.raw`unlock 'it'\''s'`],
  [['unlock', '-x', '$(id)', ''], "unlock '-x' '$(id)' ''"],
])('the command %j', (words, text) => {
  expect(commandText(words)).toBe(text)
})

test('a comment is never longer than its limit: whole lines go, and how many is said', () => {
  const rows = Array.from({ length: 3000 }, (_, row) => [[`row ${row}`], ['ü'.repeat(20)]])
  const inner: Block = { kind: 'details', title: 'all', blocks: [{ kind: 'table', columns: ['a', 'b'], rows }] }
  const view: View = { title: ['t'], blocks: [inner, { kind: 'line', line: ['last'] }] }
  const text = markdownOf(view)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536 - 2_048)
  expect(Buffer.byteLength(text)).toBeGreaterThan(62_000)
  const shown = text.match(/^\| row /gm)?.length ?? 0
  expect(text).toContain('</details>')
  expect(text).toMatch(
    new RegExp(`_What follows is longer than a comment may be: ${3001 - shown} more lines are left out._\n$`),
  )
  const small = markdownOf({ title: ['t'], blocks: [{ kind: 'line', line: ['x'.repeat(300)] }] }, 200)
  expect(small).toBe('t\n\n_What follows is longer than a comment may be: 1 more line is left out._\n')
})
