import { expect, test } from 'vitest'
import { type ChangedFile, changesCode, type DistNeed, distNeed } from '../../../../script/commits/need.ts'

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

test.each<[string, ChangedFile[], boolean]>([
  ['code', [changed('src/a.ts', 'const a = 1', 'const a = 2')], true],
  ['a word in a text', [changed('src/a.ts', "log('a')", "log('b')")], true],
  ['a new file', [changed('src/a.ts', undefined, 'const a = 1')], true],
  ['a file that goes', [changed('src/a.ts', 'const a = 1', undefined)], true],
  ['a test', [changed('test/a.ts', 'const a = 1', 'const a = 2')], false],
  ['a new file of types', [changed('src/a.ts', undefined, 'export type A = 1')], false],
  ['comments', [changed('src/a.ts', '// a\ngo() // a', '/** b */\ngo()')], false],
  ['the comment of a type', [changed('src/a.ts', '/** a */\ntype A = 1', '/** b */\ntype A = 2')], false],
  ['layout', [changed('src/a.ts', 'go(1, 2)', 'go(\n  1,\n  2,\n)')], false],
  ['what a file exports', [changed('src/a.ts', 'export const a = 1', 'const a = 1')], false],
  ['what it passes on', [changed('src/a.ts', "export { a } from './b.ts'", '')], false],
  ['what the entry passes on', [changed('src/index.ts', "export { a } from './b.ts'", '')], true],
  [
    'the order and the paths of imports',
    [
      changed(
        'src/a.ts',
        "import { a, b } from './a.ts'\nimport { c } from './c.ts'\na(b, c)",
        "import { c } from './d.ts'\nimport { b, a } from '../b.ts'\na(b, c)",
      ),
    ],
    false,
  ],
  [
    'another import under the same name',
    [changed('src/a.ts', "import { a as b } from './a.ts'\nb()", "import { c as b } from './a.ts'\nb()")],
    true,
  ],
  ['another package', [changed('src/a.ts', "import { a } from 'a'\na()", "import { a } from 'b'\na()")], true],
  ['a moved file', [changed('src/a.ts', 'go()', undefined), changed('src/b.ts', undefined, 'go()')], false],
  ['the build', [changed('script/build', 'a', 'b')], true],
])('the code of the bundle: %s', (_, files, changes) => {
  expect(changesCode(files)).toBe(changes)
})
