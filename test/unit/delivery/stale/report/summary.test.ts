import { describe, expect, test } from 'vitest'
import { staleSummary } from '../../../../../src/delivery/stale/report/summary.ts'
import type { Finding } from '../../../../../src/errors.ts'
import { notSurveyed, resultOf, surveyed, unread } from '../surveyed.ts'
import { merged, waiting } from '../waiting-services.ts'

const nothingWaits = () => waiting({ line: [merged('live')] })
const shown = (...given: Parameters<typeof resultOf>) => staleSummary(resultOf(...given), 'https://github.com')
const headline = (...given: Parameters<typeof resultOf>) => shown(...given).split('\n')[0]

/** Cells of each line of the table, by GitHub's rules: a bar that is escaped ends no cell. */
function rows(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter(line => line.startsWith('|'))
  return lines.map(line => line.split(/(?<!\\)\|/).slice(1, -1))
}

describe('the all clear', () => {
  test('when all was looked at', () => {
    expect(headline([surveyed([nothingWaits()])])).toBe('## Nothing is stale')
  })

  test.each([
    [
      'a repository that failed',
      [notSurveyed('acme/gone', 'failed', 'gone')],
      '## Nothing stale was found; 1 of 2 repositories could not be scanned',
    ],
    [
      'one that was left out',
      [notSurveyed('acme/late', 'left-out', 'budget')],
      '## Nothing stale was found; 1 of 2 repositories could not be scanned',
    ],
    [
      'an environment that could not be read',
      [surveyed([unread('acme/shop', 'shop', 'acme/shop: unread')])],
      '## Nothing stale was found; 1 of 2 could not be read',
    ],
  ])('not with %s', (_, others, line) => {
    const problems = others.flatMap(({ kind, finding }) => (kind === 'failed' && finding ? [finding] : []))
    expect(headline([surveyed([nothingWaits()]), ...others], { problems })).toBe(line)
  })

  test('not when there are repositories that could not be listed', () => {
    const problems: Finding[] = [{ reason: 'repositories-not-listed', text: 'GitHub has 200 more' }]
    expect(headline([surveyed([nothingWaits()])], { problems })).toBe('## Nothing stale was found')
  })
})

test('a problem leads to what its reason means', () => {
  const problems: Finding[] = [{ reason: 'github-forbidden', text: 'the token may not' }]
  const line = shown([], { problems }).split('\n')[2]
  expect(line).toMatch(/^- ❌ the token may not \(\[what `github-forbidden` means\]\(https:\S+#github-forbidden\)\)$/)
})

test('every row of the table has its cells, whatever the names', () => {
  const text = shown([
    surveyed([waiting(), nothingWaits(), waiting({ production: [] })]),
    surveyed([unread('acme/shop', 'a|b', 'unread')]),
    surveyed([waiting({ lock: { owner: 'ada', reason: 'mi|gra\ntion', expiresAt: undefined } })]),
  ])
  const table = rows(text)
  expect(table).toHaveLength(7)
  expect(table.map(cells => cells.length)).toEqual(table.map(() => 6))
})

test('the link to what waits leads there, whatever the branch is called', () => {
  const text = shown([surveyed([{ ...waiting(), branch: 'release/#1 (ü)' }])])
  const address = /\]\(([^)]+)\)/.exec(text)?.[1] ?? ''
  expect(address).toMatch(/^https:\/\/github\.com\/acme\/web\/compare\/[0-9a-f]{12}\.\.\.release\/%231%20%28%C3%BC%29$/)
})
