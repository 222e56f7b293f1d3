import { expect, test } from 'vitest'
import { closureOf } from '../../../../script/mutation/closure.ts'

const FILES: Readonly<Record<string, string>> = {
  'test/unit/a.test.ts':
    "import { expect } from 'vitest'\nimport {\n  type B,\n} from '../../src/b.ts'\nimport './set-up.ts'",
  'test/unit/set-up.ts': "export * from '../../src/d.ts'",
  'src/b.ts': "import { c } from './c.ts'\nimport path from 'node:path'",
  'src/c.ts': "import type { B } from './b.ts'\nconst late = () => import('./late.ts')",
  'src/d.ts': "import gone from './gone.ts'",
  'src/late.ts': '',
  'src/other.ts': "import './b.ts'",
}

test('a test file reaches what it imports, and what that imports', () => {
  expect(closureOf('test/unit/a.test.ts', file => FILES[file])).toEqual(
    ['src/b.ts', 'src/c.ts', 'src/d.ts', 'src/late.ts', 'test/unit/a.test.ts', 'test/unit/set-up.ts'].toSorted(),
  )
})
