import { describe, expect, test } from 'vitest'
import { type DeploymentHold, isHoldExpired, parseHold, serializeHold } from '../../../../src/domain/deployment/hold.ts'

const HOLD: DeploymentHold = {
  ...{ deployment: 4711, commit: '3f2c1ab'.padEnd(40, '0'), stage: 1, of: 3, ready: 1, pods: 5 },
  ...{ since: '2026-11-26T14:00:00.000Z', until: '2026-11-27T14:00:00.000Z', live: '9e8d7c6'.padEnd(40, '0') },
}

describe('a hold', () => {
  test('is read as it was written, also that of a later version', () => {
    expect(parseHold(serializeHold(HOLD))).toEqual(HOLD)
    expect(parseHold(JSON.stringify({ ...HOLD, v: 2, more: {} }))).toEqual(HOLD)
  })

  test.each([
    ['', 'no JSON'],
    ['null', 'no object'],
    [JSON.stringify({ ...HOLD, commit: '3f2c1ab' }), 'a short SHA'],
    [JSON.stringify({ ...HOLD, live: undefined }), 'nothing that was live'],
    [JSON.stringify({ ...HOLD, deployment: '4711' }), 'a text for a number'],
    [JSON.stringify({ ...HOLD, stage: 4 }), 'more stages than there are'],
    [JSON.stringify({ ...HOLD, stage: 0 }), 'no stage'],
    [JSON.stringify({ ...HOLD, until: 'tomorrow' }), 'no time'],
    [JSON.stringify({ ...HOLD, ready: 1.5 }), 'half a pod'],
  ])('%s is none: %s', text => {
    expect(parseHold(text)).toBeUndefined()
  })

  test.each([
    ['2026-11-27T13:59:59.999Z', false],
    ['2026-11-27T14:00:00.000Z', true],
  ])('at %s it is expired: %s', (now, isExpired) => {
    expect(isHoldExpired(HOLD, Date.parse(now))).toBe(isExpired)
  })
})
