import { expect, test } from 'vitest'
import { withoutTimes } from '../../doors/page.ts'

const line = (took: string, lived: string) => `2026-11-20 13:40Z  ada  ✓ success  ${took}  ${lived}, still live`

test.each([
  ['9.4 s', '49 min'],
  ['119 s', '59 min'],
  ['2 min 0 s', '1 h'],
  ['12 min 59 s', '47 h'],
])('a page is the same one, however long things took: %s, %s', (took, lived) => {
  expect(withoutTimes(line(took, lived))).toBe(withoutTimes(line('10 s', '50 min')))
})

test('what is not a time makes another page', () => {
  expect(withoutTimes(line('10 s', '50 min').replace('success', 'failed'))).not.toBe(
    withoutTimes(line('10 s', '50 min')),
  )
})
