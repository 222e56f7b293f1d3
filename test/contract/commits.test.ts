import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkCommits, isBuiltHere } from '../../script/commits/check.ts'
import { cacheFolder, root } from '../../script/setup/places.ts'

test('every commit since the rule can be pinned: it carries its dist/', { timeout: 900_000 }, () => {
  expect(checkCommits({ root, cache: join(cacheFolder(process.env), 'commits'), isBuilt: isBuiltHere })).toEqual([])
})
