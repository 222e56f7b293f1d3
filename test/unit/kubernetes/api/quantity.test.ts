import { expect, test } from 'vitest'
import { quantity } from '../../../../src/kubernetes/api/quantity.ts'

test.each([
  ['5', 5],
  ['500m', 0.5],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['1e3', 1000],
  ['2k', 2000],
  ['1Ki', 1024],
  ['0.5Gi', 512 * 2 ** 20],
  ['512Mi', 512 * 2 ** 20],
  ['3E', 3e18],
  ['', Number.NaN],
  ['lots', Number.NaN],
  ['5Xi', Number.NaN],
])('%s is %d', (text, number) => {
  expect(quantity(text)).toBe(number)
})
