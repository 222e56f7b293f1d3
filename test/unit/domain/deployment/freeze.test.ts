import { describe, expect, test } from 'vitest'
import { frozenUntil } from '../../../../src/domain/deployment/freeze.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'

function windows(text: string) {
  const policy = parsePolicy(`environments: { production: { freeze: [${text}] } }`, { repository: 'x' })
  return policy.environments[0]?.rules.freeze ?? []
}

const WEEKEND = windows("{ from: '0 17 * * fri', for: 63h, zone: Europe/Berlin, reason: weekend }")
const UNTIL = '2026-11-30 08:00 Europe/Berlin (weekend)'

test.each([
  ['a minute before', '2026-11-27T15:59:59Z', undefined],
  ['as it begins', '2026-11-27T16:00:00Z', UNTIL],
  ['within', '2026-11-28T23:30:00Z', UNTIL],
  ['in its last second', '2026-11-30T06:59:59Z', UNTIL],
  ['when it is over', '2026-11-30T07:00:00Z', undefined],
])('%s', (_, at, expected) => {
  expect(frozenUntil(WEEKEND, Date.parse(at))).toBe(expected)
})

test('without a window never', () => {
  expect(frozenUntil([], Date.parse('2026-11-28T00:00:00Z'))).toBeUndefined()
})

test('of several the one that ends last', () => {
  const both = windows(
    "{ from: '0 17 * * fri', for: 1h, zone: UTC }, { from: '0 0 20 12 *', for: 14d, zone: UTC, reason: the holidays }",
  )
  expect(frozenUntil(both, Date.parse('2026-12-25T17:30:00Z'))).toBe('2027-01-03 00:00 UTC (the holidays)')
  expect(frozenUntil(both, Date.parse('2026-11-27T17:30:00Z'))).toBe('2026-11-27 18:00 UTC')
})

describe('when the clocks change', () => {
  const night = windows("{ from: '30 2 * * *', for: 1h, zone: Europe/Berlin }")

  test('a time that the clocks skip begins no window', () => {
    expect(frozenUntil(night, Date.parse('2026-03-29T01:15:00Z'))).toBeUndefined()
    expect(frozenUntil(night, Date.parse('2026-03-30T01:15:00Z'))).toBe('2026-03-30 03:30 Europe/Berlin')
  })

  test('one that is there twice begins it twice', () => {
    expect(frozenUntil(night, Date.parse('2026-10-25T00:30:00Z'))).toBe('2026-10-25 02:30 Europe/Berlin')
    expect(frozenUntil(night, Date.parse('2026-10-25T02:29:00Z'))).toBe('2026-10-25 03:30 Europe/Berlin')
  })

  test('a window lasts its length, whatever the clocks do', () => {
    const long = windows("{ from: '0 0 * * sun', for: 24h, zone: Europe/Berlin }")
    expect(frozenUntil(long, Date.parse('2026-10-25T12:00:00Z'))).toBe('2026-10-25 23:00 Europe/Berlin')
  })
})
