import { expect, test } from 'vitest'
import { unreadFindings } from '../../../../../src/delivery/stale/survey/unread.ts'
import { notSurveyed, surveyed, unread } from '../surveyed.ts'
import { waiting } from '../waiting-services.ts'

test('what could not be read, of a whole repository or of one environment, is said once', () => {
  const lost = 'acme/shop: no good deployment to production is among the newest that were read'
  const findings = unreadFindings([
    surveyed([waiting()]),
    surveyed([unread('acme/shop', 'front', lost), unread('acme/shop', 'back', lost)]),
    notSurveyed('acme/gone', 'failed', 'acme/gone: it was deleted'),
    notSurveyed('acme/late', 'left-out', 'the budget is used up'),
  ])
  expect(findings.map(({ text }) => text)).toEqual([lost, 'acme/gone: it was deleted'])
})
