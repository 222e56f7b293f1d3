import { expect, test } from 'vitest'
import { cronMatches, parseCron } from '../../../src/policy/cron.ts'

/** Friday 2026-11-27 17:00. */
const FRIDAY = { minute: 0, hour: 17, day: 27, month: 11, weekday: 5 }

test.each<[string, boolean]>([
  ['0 17 * * fri', true],
  ['0 17 * * 5', true],
  ['0 17 * * FRI', true],
  ['0 17 27 11 *', true],
  ['0 17 27 nov *', true],
  ['*/15 9-17 * * mon-fri', true],
  ['0,30 17 * * *', true],
  ['* * * * *', true],
  ['0 5/12 * * *', true],
  ['0 17 1 * fri', true],
  ['0 17 27 * mon', true],
  ['0 17 1 * mon', false],
  ['0 17 28 11 *', false],
  ['0 17 27 12 fri', false],
  ['1 17 * * fri', false],
  ['0 16 * * fri', false],
  ['0 17 * * sat,sun', false],
])('%s begins on friday at 17:00: %s', (text, expected) => {
  const cron = parseCron(text)
  expect(cron).toBeDefined()
  expect(cron !== undefined && cronMatches(cron, FRIDAY)).toBe(expected)
})

test('sunday is 0 and 7', () => {
  for (const text of ['0 0 * * 0', '0 0 * * 7', '0 0 * * sun', '0 0 * * 5-7']) {
    const cron = parseCron(text)
    const sunday = { minute: 0, hour: 0, day: 29, month: 11, weekday: 0 }
    expect(cron !== undefined && cronMatches(cron, sunday), text).toBe(true)
  }
})

test.each([
  '',
  '* * * *',
  '* * * * * *',
  '60 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  '* * 32 * *',
  '* * * 13 *',
  '* * * * 8',
  '5-1 * * * *',
  '1-2-3 * * * *',
  '*/0 * * * *',
  '1/ * * * *',
  'x * * * *',
  '* * * fri *',
  '@daily',
  '-1 * * * *',
  '1.5 * * * *',
])('%j is none', text => {
  expect(parseCron(text)).toBeUndefined()
})
