import { expect, test } from 'vitest'
import { type ChangedFile, type DistNeed, distNeed } from '../../../../script/commits/need.ts'

const changed = (path: string, before: string | undefined, after: string | undefined): ChangedFile => ({
  path,
  before,
  after,
})
const lock = (packages: Record<string, { version: string; dev?: boolean }>) => JSON.stringify({ packages })

test.each<[string, ChangedFile[], DistNeed]>([
  ['docs alone', [changed('README.md', 'a', 'b')], 'none'],
  ['a test', [changed('test/unit/a.test.ts', 'a', 'b')], 'none'],
  ['code', [changed('src/a.ts', 'const a = 1', 'const a = 2')], 'unclear'],
  ['a new file', [changed('src/a.ts', undefined, 'const a = 1')], 'unclear'],
  ['a file that goes', [changed('src/a.ts', 'const a = 1', undefined)], 'unclear'],
  ['the build', [changed('script/build', 'a', 'b')], 'unclear'],
  [
    'code with its dist/',
    [changed('src/a.ts', 'const a = 1', 'const a = 2'), changed('dist/1.js', '', 'a')],
    'carried',
  ],
  ['types alone', [changed('src/a.ts', 'const a: A = 1', 'const a: B<C> = 1')], 'none'],
  ['an interface', [changed('src/a.ts', 'interface A { a: 1 }', 'interface A { a: 1; b: 2 }')], 'none'],
  ['an import of types', [changed('src/a.ts', 'go()', "import type { A } from './b.ts'\ngo()")], 'none'],
  ['a comment, which the bundle keeps', [changed('src/a.ts', '// a\ngo()', '// b\ngo()')], 'unclear'],
  [
    'a shipped package',
    [changed('package-lock.json', lock({ a: { version: '1' } }), lock({ a: { version: '2' } }))],
    'missing',
  ],
  [
    'a package for development',
    [changed('package-lock.json', lock({}), lock({ a: { version: '1', dev: true } }))],
    'none',
  ],
])('%s', (_, files, need) => {
  expect(distNeed(files)).toBe(need)
})
