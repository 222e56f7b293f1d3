import { describe, expect, test } from 'vitest'
import { spansOf, testsOf } from '../../../../script/mutation/covered.ts'
import type { Judged } from '../../../../script/mutation/judge.ts'
import { randomFrom } from '../../../../script/mutation/random.ts'
import { reportOf } from '../../../../script/mutation/report.ts'
import { drawMutants } from '../../../../script/mutation/sample.ts'

describe('drawing', () => {
  const files = { 'src/a.ts': 'if (a) b()', 'src/b.ts': `x = [${'a < b, '.repeat(50)}]`, 'src/c.ts': '' }
  const draw = (seed: number, of: Readonly<Record<string, string>> = files) => [...drawMutants(of, randomFrom(seed))]

  test('the same seed draws the same, another seed another order', () => {
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })

  test('the order of the files does not matter', () => {
    expect(draw(1, Object.fromEntries(Object.entries(files).toReversed()))).toEqual(draw(1))
  })

  test('every place comes once, then there is no other', () => {
    const drawn = draw(3)
    expect(drawn).toHaveLength(52)
    const places = drawn.map(({ file, line, operator, edit }) => `${file} ${line} ${operator} ${edit.start}`)
    expect(new Set(places).size).toBe(52)
  })

  test('larger files are drawn more often', () => {
    const first = Array.from({ length: 200 }, (_, seed) => drawMutants(files, randomFrom(seed)).next().value?.file)
    expect(first.filter(file => file === 'src/b.ts').length).toBeGreaterThan(150)
    expect(first).toContain('src/a.ts')
  })

  test('it says what stood there and what stands there', () => {
    const [mutant] = draw(1, { 'src/a.ts': 'x = a &&\n  b' })
    expect(mutant).toMatchObject({ file: 'src/a.ts', line: 1, before: 'a && b', after: '(a) || (b)' })
  })
})

describe('what a test file ran', () => {
  const range = (startOffset: number, endOffset: number, count: number) => ({ startOffset, endOffset, count })

  test.each<[string, ReturnType<typeof range>[], [number, number][]]>([
    ['all of it', [range(0, 10, 1)], [[0, 10]]],
    ['nothing', [range(0, 10, 0)], []],
    [
      'all but a branch',
      [range(0, 10, 1), range(3, 5, 0)],
      [
        [0, 3],
        [5, 10],
      ],
    ],
    [
      'a branch in a branch, in any order',
      [range(4, 5, 2), range(3, 6, 0), range(0, 10, 1)],
      [
        [0, 3],
        [4, 5],
        [6, 10],
      ],
    ],
  ])('%s', (_, ranges, spans) => {
    expect(spansOf(ranges, 10)).toEqual(spans)
  })

  test('its tests come the quickest first', () => {
    const coverage = [
      { test: 'slow', ms: 9, ran: { a: [[0, 5]] as const } },
      { test: 'quick', ms: 1, ran: { a: [[2, 4]] as const } },
      { test: 'elsewhere', ms: 1, ran: { b: [[0, 5]] as const } },
    ]
    const testsAt = (offset: number) => testsOf(coverage, 'a', offset).map(each => each.test)
    expect([1, 2, 4, 5].map(testsAt)).toEqual([['slow'], ['quick', 'slow'], ['slow'], []])
  })
})

test('the report counts what compiled, and shows what survived', () => {
  const judged = (noticed: Judged['noticed'], line: number): Judged => ({
    file: 'src/a.ts',
    line,
    operator: 'not',
    edit: { start: 0, end: 1, text: 'b' },
    before: '!a',
    after: '(a)',
    noticed,
    seconds: 1,
  })
  const all = [judged('unit', 1), judged('unit', 2), judged('bundle', 3), judged('survived', 4)]
  const text = reportOf(all, 7, 1)
  expect(text).toContain('4 mutants, seed 7; 1 more did not compile')
  expect(text).toMatch(/unit +2 +50\.0 %/)
  expect(text).toMatch(/noticed +3 +75\.0 %/)
  expect(text).toContain('src/a.ts:4 not: !a → (a)')
  expect(text).not.toContain('src/a.ts:3')
})
