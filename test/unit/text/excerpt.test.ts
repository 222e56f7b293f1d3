import { expect, test } from 'vitest'
import { excerpt } from '../../../src/text/excerpt.ts'

test.each([
  ['short enough', 12, 'short enough'],
  ['a little longer', 12, 'a little …'],
  ['cut at a blank', 6, 'cut …'],
  ['token=correct-horse-battery', 20, '…'],
  ['with token=correct-horse-battery', 20, 'with …'],
  ['🚂🚂🚂 🚂🚂🚂', 7, '🚂🚂🚂 🚂🚂🚂'],
  ['🚂🚂🚂 🚂🚂🚂', 5, '🚂🚂🚂 …'],
])('%j in %i characters', (line, most, expected) => {
  expect(excerpt(line, most)).toBe(expected)
})
