import { expect, test } from 'vitest'
import { diffLines, withContext } from '../../../../src/kubernetes/plan/line-diff.ts'

const shown = (lines: ReturnType<typeof withContext>): string =>
  lines.map(line => (line === undefined ? '…' : `${line.sign}${line.text}`)).join('\n')

test.each<[string, string, string, string]>([
  ['nothing', 'abc', 'abc', ' a, b, c'],
  ['one line in the middle', 'abc', 'axc', ' a,-b,+x, c'],
  ['a line more at the end', 'ab', 'abc', ' a, b,+c'],
  ['a line less at the beginning', 'abc', 'bc', '-a, b, c'],
  ['what moved stays as far as it can', 'abcd', 'bcda', '-a, b, c, d,+a'],
  ['repeated lines', 'aab', 'ab', ' a,-a, b'],
  ['two places', 'abcde', 'xbcdy', '-a,+x, b, c, d,-e,+y'],
  ['from nothing', '', 'ab', '+a,+b'],
  ['to nothing', 'ab', '', '-a,-b'],
])('%s', (_, before, after, expected) => {
  const lines = diffLines([...before], [...after])
  expect(shown(lines).replaceAll('\n', ',')).toBe(expected)
})

/** The most lines that can stay, by the plain way. */
function mostCommon(before: readonly string[], after: readonly string[]): number {
  let above = new Array<number>(after.length + 1).fill(0)
  for (const line of before) {
    const row = [0]
    for (const [at, other] of after.entries()) {
      row.push(line === other ? (above[at] ?? 0) + 1 : Math.max(row[at] ?? 0, above[at + 1] ?? 0))
    }
    above = row
  }
  return above.at(-1) ?? 0
}

test('both sides are whole, and as many lines stay as can', () => {
  let seed = 1
  const random = (below: number): number => {
    seed = (seed * 48271) % 2147483647
    return seed % below
  }
  for (let round = 0; round < 300; round += 1) {
    const text = (): string[] => Array.from({ length: random(12) }, () => 'abcd'[random(4)] ?? '')
    const [before, after] = [text(), text()]
    const lines = diffLines(before, after)
    const side = (sign: string) => lines.filter(line => line.sign === ' ' || line.sign === sign).map(one => one.text)
    expect({ round, old: side('-'), now: side('+') }).toEqual({ round, old: before, now: after })
    expect(lines.filter(({ sign }) => sign === ' ')).toHaveLength(mostCommon(before, after))
  }
})

test('beyond what is compared line by line, what differs is replaced as a whole', () => {
  const text = (word: string) => ['same', ...Array.from({ length: 400 }, (_, at) => `${word} ${at}`), 'shared', word]
  const lines = diffLines(text('old'), text('new'))
  expect(lines.filter(({ sign }) => sign === ' ').map(one => one.text)).toEqual(['same'])
  expect(lines).toHaveLength(1 + 2 * 402)
})

test('only what is beside a change is shown', () => {
  expect(shown(withContext(diffLines([...'abcdefgh'], [...'abcxefgh']), 1))).toBe('…\n c\n-d\n+x\n e\n…')
  expect(withContext(diffLines(['a'], ['a']), 1)).toEqual([undefined])
})
