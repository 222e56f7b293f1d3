import { expect, test } from 'vitest'
import { pushTimes } from '../../../../src/github/scan/pushes.ts'

// The line a … f, head first.
const line = [...'fedcba'].map(sha => ({ sha }))
const push = (before: string, after: string, at: number) => ({ before, after, at })

test.each([
  ['nothing', [], '......'],
  ['one commit each', [push('e', 'f', 6), push('d', 'e', 5)], '65....'],
  ['several commits in one push', [push('c', 'f', 9)], '999...'],
  ['a push of commits that are no longer there', [push('c', 'x', 9), push('x', 'f', 12)], 'c.....'],
  ['a push that began further back than the line', [push('0', 'b', 2)], '....2.'],
  [
    'moved away and brought back: since the first time',
    [push('b', 'd', 3), push('d', 'b', 4), push('b', 'f', 8)],
    '8833..',
  ],
  ['in whatever order they come', [push('b', 'd', 3), push('d', 'f', 8)].toReversed(), '8833..'],
])('%s', (_, pushes, times) => {
  expect(
    pushTimes(line, pushes)
      .map(at => at?.toString(16) ?? '.')
      .join(''),
  ).toBe(times)
})
