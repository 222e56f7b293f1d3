import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { Screen } from '../../demo/screen.ts'
import { tableLines, wrapped } from '../../demo/table.ts'

function shownBy(draw: (screen: Screen) => void, colours = false): string[] {
  let text = ''
  const write = (part: string): void => {
    text += part
  }
  draw(new Screen(write, colours))
  return text.split('\n').slice(0, -1)
}

test('a group of the log shows its first lines and counts the rest', () => {
  const lines = shownBy(screen => {
    screen.log({ kind: 'text', text: 'before' })
    screen.log({ kind: 'group', text: 'Gate' })
    for (let line = 1; line <= 14; line++) screen.log({ kind: 'text', text: `line ${line}`, group: 'Gate' })
    screen.log({ kind: 'error', text: 'refused', group: 'Gate' })
    screen.log({ kind: 'text', text: 'after' })
  })
  expect(lines).toHaveLength(1 + 1 + 12 + 1 + 1 + 1)
  expect(lines.slice(0, 3)).toEqual(['    before', '    ▸ Gate', '      line 1'])
  expect(lines.slice(-4)).toEqual(['      line 12', '    Error: refused', '      … 2 more lines', '    after'])
})

test('debug lines stay out', () => {
  expect(shownBy(screen => screen.log({ kind: 'debug', text: 'secretive' }))).toEqual([])
})

test('a table lines up, whether or not its cells have colours', () => {
  const draw = (screen: Screen): void =>
    screen.table(
      ['state', 'text'],
      [
        [screen.state('success'), 'Deployed'],
        ['x', 'y'],
      ],
    )
  expect(shownBy(draw)).toEqual(['  state    text', '  success  Deployed', '  x        y', ''])
  expect(shownBy(draw, true).map(stripVTControlCharacters)).toEqual(shownBy(draw))
})

test('a check says what was looked at and what was seen', () => {
  expect(shownBy(screen => screen.check(true, 'Untouched', '0 writes'))).toEqual(['  ✔ Untouched  0 writes'])
  expect(shownBy(screen => screen.check(false, 'Untouched', ''))).toEqual(['  ✘ Untouched'])
})

test.each([
  ['', 5, ['']],
  ['one two three', 7, ['one two', 'three']],
  ['a sha256:0123456789 b', 6, ['a', 'sha256', ':01234', '56789', 'b']],
])('%j in lines of %d', (text, width, lines) => {
  expect(wrapped(text, width)).toEqual(lines)
})

test('a long last column goes on below, in its own column', () => {
  const lines = tableLines(['state', 'text'], [['failure', 'Refused: one check of this commit did not pass']], 40)
  expect(lines).toEqual(['state    text', 'failure  Refused: one check of this', '         commit did not pass'])
})
