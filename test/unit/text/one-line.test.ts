import { expect, test } from 'vitest'
import { cut, oneLine } from '../../../src/text/one-line.ts'

/** A person, a joiner, a woman, a girl: five code points, one character. */
const FAMILY = '👨‍👩‍👧'

test.each([
  ['one\ntwo\r\n\tthree', 'one two three'],
  ['  blanks   fold  ', 'blanks fold'],
  ['a\u0000b\u001b[31mred', 'a b [31mred'],
  ['a\u2028b\u0085c', 'a b c'],
  ['abc\u202Etxt.exe', 'abc txt.exe'],
  ['torn \ud83d', 'torn \ufffd'],
  [`${FAMILY} stays`, `${FAMILY} stays`],
  ['', ''],
])('one line: %j', (text, line) => {
  expect(oneLine(text)).toBe(line)
})

test('a text is measured in code points by default', () => {
  expect(cut('🚂🚂🚂', 3)).toBe('🚂🚂🚂')
  expect(cut('🚂🚂🚂', 3, text => text.length)).toBe('🚂…')
})
