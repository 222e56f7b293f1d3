import { expect, test } from 'vitest'
import { judgeByUnit } from '../../../../script/mutation/judge.ts'
import { reportOf } from '../../../../script/mutation/report.ts'
import type { Mutant } from '../../../../script/mutation/sample.ts'
import type { TestRun } from '../../../../script/mutation/workspace.ts'

const TEXT = 'return a < b'
const MUTANT: Mutant = {
  ...{ file: 'src/a.ts', line: 1, operator: 'operator', before: 'a < b', after: 'a > b' },
  edit: { start: 7, end: 12, text: 'a > b' },
}
const COVERAGE = ['test/quick.test.ts', 'test/slow.test.ts'].map((test, at) => ({
  ...{ test, ms: 100 * (at + 1) },
  ran: { 'src/a.ts': [[0, TEXT.length]] as const },
}))
const GREEN: TestRun = { kind: 'green' }
const TIMEOUT: TestRun = { kind: 'timeout' }
const RED: TestRun = { kind: 'red', tests: ['test/slow.test.ts > adds'] }

/** Judges with runs that end so, one after the other: the text they meet and the tests they run are kept. */
async function judged(ends: readonly TestRun[], patience = 1) {
  let text = TEXT
  const runs: string[] = []
  const left = [...ends]
  const workspace = {
    read: () => text,
    write: (_: string, changed: string) => {
      text = changed
    },
    unit: async (tests: readonly string[]) => {
      runs.push(`${text === TEXT ? 'whole' : 'broken'}: ${tests.length}`)
      const end = left.shift()
      if (end === undefined) throw new Error('one run too many')
      return end
    },
  }
  const { noticed, by } = await judgeByUnit(workspace, MUTANT, COVERAGE, () => patience)
  expect([text, left]).toEqual([TEXT, []])
  return { noticed, by, runs }
}

test.each<[string, TestRun[], number, unknown]>([
  ['tests that stay green', [GREEN], 1, { noticed: 'survived', runs: ['broken: 2'] }],
  ['a red test', [RED], 1, { noticed: 'unit', by: 'test/slow.test.ts > adds', runs: ['broken: 2'] }],
  ['a red test on a busy machine', [RED, GREEN], 2, { noticed: 'unit', runs: ['broken: 2', 'whole: 1'] }],
  ['a test that is red there without it', [RED, RED], 2, { noticed: 'unknown', runs: ['broken: 2', 'whole: 1'] }],
  [
    'tests that end without it alone',
    [TIMEOUT, GREEN, TIMEOUT],
    1,
    { noticed: 'unit', by: 'timeout', runs: ['broken: 2', 'whole: 2', 'broken: 2'] },
  ],
  ['tests that take too long without it too', [TIMEOUT, TIMEOUT], 1, { noticed: 'unknown', by: 'timeout' }],
  ['tests that were only slow', [TIMEOUT, GREEN, GREEN], 1, { noticed: 'survived' }],
  ['tests that were slow, and red', [TIMEOUT, GREEN, RED], 1, { noticed: 'unit', by: 'test/slow.test.ts > adds' }],
])('%s', async (_, ends, patience, expected) => {
  expect(await judged(ends, patience)).toMatchObject(Object(expected))
})

test('what is not known counts as not noticed, and is listed', () => {
  const one = (noticed: 'unit' | 'unknown' | 'survived') => ({ ...MUTANT, noticed, seconds: 1 })
  const report = reportOf([one('unit'), one('unknown'), one('survived'), one('unit')], 5, 0)
  expect(report).toMatch(/noticed +2 +50\.0 %/)
  expect(report).toMatch(/unknown +1 +25\.0 %/)
  expect(report.match(/src\/a\.ts:1 operator: a < b → a > b/g)).toHaveLength(2)
})
