import { expect, test } from 'vitest'
import { unpackSnappy } from '../../../../src/github/attestations/snappy.ts'

/** What the encoder of another project made of the text below: literals, copies of both short kinds, one that reaches into itself. */
const PACKED =
  '+iDwWHsiYXR0ZXN0YXRpb25zIjpbeyJ1cmkiOiJnaXQraHR0cHM6Ly9naXRodWIuY29tL2FjbWUvaGVsbG9AcmVmcy9oZWFkcy9tYWluIiwibiI6MCwiZCI6ImFidgIACCJ9LPppAAAx/mkAnmkAADL+aQCeaQAAM/5pAJ5pAAA0/mkAnmkAADX+aQCeaQAANv5pAJ5pAAAw/mkAnmkA/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8C/t8Cft8CBF19'

const ITEMS = Array.from({ length: 40 }, (_, at) => ({
  uri: 'git+https://github.com/acme/hello@refs/heads/main',
  n: at % 7,
  d: 'ab'.repeat(16),
}))

const text = (packed: readonly number[] | Buffer, most = 10_000) =>
  Buffer.from(unpackSnappy(Uint8Array.from(packed), most)).toString()
const bytes = (of: string) => [...Buffer.from(of)]

test('a block that another encoder made', () => {
  expect(text(Buffer.from(PACKED, 'base64'))).toBe(JSON.stringify({ attestations: ITEMS }))
})

test.each<[string, readonly number[], string]>([
  ['nothing', [0], ''],
  ['a literal', [3, 8, ...bytes('abc')], 'abc'],
  ['a literal with its length in a byte behind', [61, 60 << 2, 60, ...bytes('a'.repeat(61))], 'a'.repeat(61)],
  ['a literal with its length in two bytes', [0x80, 2, 61 << 2, 255, 0, ...bytes('a'.repeat(256))], 'a'.repeat(256)],
  ['a copy with an offset of 11 bits', [8, 12, ...bytes('abcd'), 1, 4], 'abcdabcd'],
  ['a copy with an offset of 16 bits', [6, 12, ...bytes('abcd'), 6, 2, 0], 'abcdcd'],
  ['a copy with an offset of 32 bits', [6, 12, ...bytes('abcd'), 7, 2, 0, 0, 0], 'abcdcd'],
  ['a copy of what it makes itself', [7, 0, ...bytes('a'), 22, 1, 0], 'aaaaaaa'],
])('%s', (_what, packed, unpacked) => {
  expect(text(packed)).toBe(unpacked)
})

const BROKEN = 'it is no whole block of Snappy'

test.each<[string, readonly number[], string]>([
  ['no byte', [], BROKEN],
  ['a length without an end', [255, 255, 255, 255, 255, 255, 1], BROKEN],
  ['a length that stops', [128], BROKEN],
  ['more than may be made, whatever follows', [0x91, 0x4e], 'it is larger than 0.0095367431640625 MiB'],
  ['4 GB', [255, 255, 255, 255, 15, 0, 97], 'it is larger than 0.0095367431640625 MiB'],
  ['less than it says', [4, 8, ...bytes('abc')], BROKEN],
  ['more than it says', [2, 8, ...bytes('abc')], BROKEN],
  ['a copy that makes more than it says', [5, 12, ...bytes('abcd'), 1, 4], BROKEN],
  ['a literal that is cut short', [3, 8, ...bytes('ab')], BROKEN],
  ['a copy that is cut short', [8, 12, ...bytes('abcd'), 1], BROKEN],
  ['a copy of what is before the beginning', [8, 12, ...bytes('abcd'), 1, 5], BROKEN],
  ['a copy of nothing', [8, 12, ...bytes('abcd'), 1, 0], BROKEN],
])('%s: refused', (_what, packed, why) => {
  expect(() => text(packed)).toThrow(why)
})
