import { expect, test } from 'vitest'
import { LineSplitter } from '../../../src/process/line-splitter.ts'

/** The lines of chunks, those that only the end completes after a bar. */
function linesOf(chunks: readonly (string | Buffer)[]): string[] {
  const splitter = new LineSplitter()
  const lines = chunks.flatMap(chunk => splitter.add(Buffer.from(chunk)))
  return [...lines, '|', ...splitter.end()]
}

const euro = Buffer.from('€')

test.each<[string, (string | Buffer)[], string[]]>([
  ['whole lines', ['a\nb\n'], ['a', 'b', '|']],
  ['a line in pieces', ['a', 'b', 'c\n'], ['abc', '|']],
  ['a last line without its break', ['a\nb'], ['a', '|', 'b']],
  ['line breaks of Windows', ['a\r\nb\r\n'], ['a', 'b', '|']],
  ['empty lines', ['\n\n'], ['', '', '|']],
  ['nothing', [], ['|']],
  ['a character in two chunks', [euro.subarray(0, 1), euro.subarray(1), '\n'], ['€', '|']],
  ['half a character at the end', [euro.subarray(0, 1)], ['|', '\ufffd']],
])('%s', (_what, chunks, lines) => {
  expect(linesOf(chunks)).toEqual(lines)
})

test('a stream without a line break is cut before it fills the memory', () => {
  const splitter = new LineSplitter()
  const pieces = Array.from({ length: 20 }, () => splitter.add(Buffer.alloc(100_000, 'x'))).flat()
  expect(pieces.map(piece => piece.length)).toEqual([1_100_000])
})
