import { expect, test } from 'vitest'
import { checkCommits } from '../../script/commits/check.ts'
import { root } from '../../script/setup/places.ts'

test('every commit since the rule can be pinned: it carries its dist/', () => {
  expect(checkCommits({ root })).toEqual([])
})
