import { describe, expect, test } from 'vitest'
import { exactJson } from '../../../../src/kubernetes/api/exact-json.ts'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'

const thing = (value: string) => `apiVersion: example.dev/v1
kind: Thing
metadata: { name: one }
spec:
  size: ${value}
`
const parsed = (value: string) =>
  exactJson(parseManifests([{ file: 'thing.yaml', text: thing(value) }]).manifests[0]?.object.spec)

test.each([
  ['9007199254740993', '9007199254740993'],
  ['9223372036854775807', '9223372036854775807'],
  ['-9223372036854775808', '-9223372036854775808'],
  ['+9007199254740993', '9007199254740993'],
  ['9_007_199_254_740_993', '9007199254740993'],
  ['0x20000000000001', '9007199254740993'],
  ['0o400000000000000001', '9007199254740993'],
  ['0400000000000000001', '9007199254740993'],
  ['9007199254740991', '9007199254740991'],
  ['1.5', '1.5'],
  ['1e21', '1e+21'],
  ['"12e4567"', '"12e4567"'],
  ['{ 9007199254740993: x }', '{"9007199254740993":"x"}'],
  ['[1, 9007199254740993, a]', '[1,9007199254740993,"a"]'],
])('%s stays what it is', (value, json) => {
  expect(parsed(value)).toBe(`{"size":${json}}`)
})

describe('what no JSON number can be is refused with file and line, and not quoted', () => {
  test.each([
    ['12e4567', /^size: is a number that JSON cannot hold .*; put it in quotes/],
    ['-.inf', /^size: is a number that JSON cannot hold/],
    ['.nan', /^size: is a number that JSON cannot hold/],
    ['9223372036854775808', /^size: is a whole number of more than 64 bits; put it in quotes/],
    ['[.nan]', /^a value is a number/],
  ])('%s', (value, text) => {
    const refused = expect.objectContaining({
      reason: 'manifest-invalid',
      where: 'thing.yaml:5',
      text: expect.stringMatching(text),
    })
    expect(() => parsed(value)).toThrow(expect.objectContaining({ findings: [refused] }))
  })
})

test('a text that looks like a mark is no number', () => {
  expect(exactJson({ a: '5', b: 5n })).toBe('{"a":"5","b":5}')
})
