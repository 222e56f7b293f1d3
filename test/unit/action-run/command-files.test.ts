import { expect, test } from 'vitest'
import { parseCommandFile } from '../../platform/action/command-files.ts'

test.each([
  ['', {}],
  ['a=1\nb=x=y\n', { a: '1', b: 'x=y' }],
  ['a<<EOF\none\n\ntwo\nEOF\nb=2\n', { a: 'one\n\ntwo', b: '2' }],
  ['a<<EOF\nEOF\n', { a: '' }],
  ['a=1\na=2\n', { a: '2' }],
  ['a<<EOF\nb=2\nEOF\n', { a: 'b=2' }],
])('%j', (text, values) => {
  expect(parseCommandFile(text)).toEqual(values)
})

test('a block that does not end and a line without a name are errors', () => {
  expect(() => parseCommandFile('a<<EOF\none\n')).toThrow('"a": the delimiter "EOF" does not come again')
  expect(() => parseCommandFile('just text\n')).toThrow('neither')
})
