import { expect, test } from 'vitest'
import {
  continuingText,
  heldStage,
  isHeldStatus,
  readHeldStatus,
  untilText,
} from '../../../../src/domain/claims/held-status.ts'
import { heldEnding } from '../../../../src/domain/deployment/ending.ts'
import { endingText } from '../../../../src/domain/deployment/status-text.ts'
import { DAY, HOUR, MINUTE } from '../../../../src/time/duration.ts'

/** A Thursday. */
const NOW = Date.parse('2026-11-26T14:00:00Z')

function held(until: number, since = NOW): string {
  const times = { since: new Date(since).toISOString(), until: new Date(until).toISOString() }
  const shas = { commit: '3f2c1ab'.padEnd(40, '0'), live: '9e8d7c6'.padEnd(40, '0') }
  return endingText(heldEnding({ deployment: 7, stage: 1, of: 3, ready: 1, pods: 5, ...times, ...shas }, 60_000))
}

test('says how far it is, and when it aborts itself', () => {
  expect(held(NOW + DAY)).toBe(
    'Held 1/3: 1 of 5 pods run 3f2c1ab, healthy 60 s; promote or abort (aborts itself Fri 14:00 UTC)',
  )
  expect(held(NOW + 8 * DAY)).toContain('(aborts itself 2026-12-04 14:00 UTC)')
  expect(held(NOW + 31 * DAY).length).toBeLessThanOrEqual(140)
})

test.each([
  ['a minute', MINUTE],
  ['a day', DAY],
  ['just less than six days', 6 * DAY - MINUTE],
  ['six days', 6 * DAY],
  ['a month', 31 * DAY],
  // It is never said to end earlier than it does.
  ['a second past the minute', DAY + 1000],
])('is read as it was written: after %s', (_what, ms) => {
  for (const apart of [-10 * MINUTE, 0, 10 * MINUTE]) {
    const read = readHeldStatus({ state: 'in_progress', description: held(NOW + ms) }, NOW + apart)
    expect(read).toEqual({
      ...{ stage: 1, stages: 3, what: '1 of 5 pods run 3f2c1ab, healthy 60 s' },
      until: Math.ceil((NOW + ms) / MINUTE) * MINUTE,
    })
  }
})

test.each([
  ['in_progress', 'Held 1/3: 1 of 5 pods run 3f2c1ab', 1],
  ['in_progress', 'Held 12/13: something else', 12],
  ['success', 'Held 1/3: 1 of 5 pods run 3f2c1ab', undefined],
  ['inactive', 'Held back until Monday', undefined],
  ['in_progress', 'Held back until Monday', undefined],
  ['in_progress', '4/5 Applying', undefined],
  ['in_progress', 'Waiting: Held 1/3: no', undefined],
])('%s: %s', (state, description, stage) => {
  expect(heldStage({ state, description })).toBe(stage)
  expect(isHeldStatus({ state, description })).toBe(stage !== undefined)
})

test('without a time that can be read, it is held for as long as nobody decides', () => {
  const description = 'Held 1/3: 1 of 5 pods run 3f2c1ab; promote or abort (aborts itself soon)'
  expect(readHeldStatus({ state: 'in_progress', description }, NOW)?.until).toBeUndefined()
})

test('a time is rounded up to the minute', () => {
  expect(untilText(NOW + HOUR + 1, NOW)).toBe('Thu 15:01 UTC')
})

test.each([
  ['promote', held(NOW + DAY), 'Promoting to 2/3, asked by ada'],
  ['promote', 'Held 3/3: 2 of 4 pods run 3f2c1ab', 'Promoting to all pods, asked by ada'],
  ['abort', held(NOW + DAY), 'Aborting at 1/3, asked by ada'],
] as const)('%s', (how, said, expected) => {
  expect(continuingText(how, said, 'ada')).toBe(expected)
  expect(continuingText(how, said, '')).toBe(expected.replace(', asked by ada', ''))
})
