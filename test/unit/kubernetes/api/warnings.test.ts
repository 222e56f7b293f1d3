import { expect, test } from 'vitest'
import { warningsIn } from '../../../../src/kubernetes/api/warnings.ts'

test.each([
  ['no header', undefined, []],
  ['one', ['299 - "policy/v1beta1 is deprecated"'], ['policy/v1beta1 is deprecated']],
  [
    'quotes and backslashes in it',
    ['299 - "would violate \\"restricted\\": a\\\\b"'],
    ['would violate "restricted": a\\b'],
  ],
  ['an agent', ['299 kube-apiserver "x"'], ['x']],
  ['two headers', ['299 - "a"', '299 - "b"'], ['a', 'b']],
  ['two in one header, with a date', ['299 - "a, b" "Tue, 01 Jan 2026 00:00:00 GMT", 299 - "c"'], ['a, b', 'c']],
  ['something else', ['what is this'], []],
])('%s', (_, headers, texts) => {
  expect(warningsIn(headers)).toEqual(texts)
})
