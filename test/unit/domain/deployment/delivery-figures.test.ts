import { describe, expect, test } from 'vitest'
import { dayCounts, deliveryFigures, type MergedCommit } from '../../../../src/domain/deployment/delivery-figures.ts'
import { pastDeployments } from '../../../../src/domain/deployment/past-deployment.ts'
import { HOUR, recorded, type Short, START } from './past.ts'

const DAY = 24 * HOUR
const PERIOD = { from: START, to: START + 10 * DAY }

/** A line of commits, head first, merged so many hours after the start; undefined: not known. */
function line(...commits: readonly (readonly [sha: string, merged: number | undefined])[]): readonly MergedCommit[] {
  return commits.map(([sha, merged]) => ({ sha, merged: merged === undefined ? undefined : START + merged * HOUR }))
}

const figures = (shorts: readonly Short[], commits?: readonly MergedCommit[]) =>
  deliveryFigures(pastDeployments(recorded(...shorts), true), commits, PERIOD)

describe('deployment frequency', () => {
  test.each<readonly [string, readonly Short[], ReturnType<typeof figures>['frequency']]>([
    ['nothing was ever deployed: no figure', [], undefined],
    ['none in the period: nought, for that is known', [{ sha: 'a', at: -50 }], { perDay: 0, n: 0 }],
    [
      'one that goes live in the period counts, also one that was asked for before',
      [{ sha: 'a', at: -1, ended: 1 }],
      { perDay: 0.1, n: 1 },
    ],
    ['one that ended after now, by another clock, counts', [{ sha: 'a', at: 239, ended: 241 }], { perDay: 0.1, n: 1 }],
    [
      'rollbacks count, failures do not',
      [
        { sha: 'a', at: 0 },
        { sha: 'b', at: 2 },
        { sha: 'c', at: 3, end: 'Failed: x' },
        { sha: 'a', at: 6 },
      ],
      { perDay: 0.3, n: 3 },
    ],
  ])('%s', (_, shorts, expected) => {
    expect(figures(shorts).frequency).toEqual(expected)
  })
})

describe('lead time: from the merge of a commit to the deployment that brought it first', () => {
  const commits = line(['d', 20], ['c', 10], ['b', undefined], ['a', -5])
  test.each<readonly [string, readonly Short[], number | undefined, number, number]>([
    ['what the oldest one brought is not known', [{ sha: 'a', at: 0 }], undefined, 0, 0],
    [
      'all commits of a train; one whose merge is not known is counted apart',
      [
        { sha: 'a', at: 0 },
        { sha: 'd', at: 24, ended: 25 },
      ],
      10,
      2,
      1,
    ],
    [
      'a commit counts once, whatever comes and goes',
      [
        { sha: 'a', at: 0 },
        { sha: 'c', at: 11, ended: 12 },
        { sha: 'a', at: 13 },
        { sha: 'c', at: 15 },
      ],
      2,
      1,
      1,
    ],
    [
      'a failure brings nothing',
      [
        { sha: 'a', at: 0 },
        { sha: 'c', at: 11, end: 'Failed: x' },
        { sha: 'd', at: 29, ended: 30 },
      ],
      15,
      2,
      1,
    ],
    [
      'a deployment off the line is passed over',
      [
        { sha: 'a', at: 0 },
        { sha: 'x', at: 2 },
        { sha: 'c', at: 13, ended: 14 },
      ],
      4,
      1,
      1,
    ],
    [
      'what went live before the period is none of it',
      [
        { sha: 'a', at: -9 },
        { sha: 'c', at: -3, ended: -1 },
      ],
      undefined,
      0,
      0,
    ],
    [
      'a merge after it went live, by another clock, counts as none',
      [
        { sha: 'a', at: 0 },
        { sha: 'c', at: 8, ended: 9 },
      ],
      0,
      1,
      1,
    ],
  ])('%s', (_, shorts, hours, n, unknown) => {
    const { leadTime, leadTimeUnknown } = figures(shorts, commits)
    expect([leadTime, leadTimeUnknown]).toEqual([
      hours === undefined ? undefined : { median: hours * HOUR, n },
      unknown,
    ])
  })

  test('without the line there is no figure', () => {
    expect(
      figures([
        { sha: 'a', at: 0 },
        { sha: 'd', at: 24 },
      ]).leadTime,
    ).toBeUndefined()
  })
})

describe('change failure rate, and time to restore', () => {
  const FAILED = 'Failed: crash'
  test.each<readonly [string, readonly Short[], string, string]>([
    ['nothing that changed anything: no figure', [{ sha: 'a', at: 0, end: 'Refused: locked' }], 'no data', 'no data'],
    [
      'all went well',
      [
        { sha: 'a', at: 0 },
        { sha: 'b', at: 2 },
      ],
      '0 of 2',
      'no data',
    ],
    [
      'one failed, and the next went well',
      [
        { sha: 'a', at: 0 },
        { sha: 'b', at: 2, end: FAILED },
        { sha: 'c', at: 6, ended: 7 },
      ],
      '1 of 3',
      '5 h of 1',
    ],
    [
      'one failed and brought the last good one back',
      [
        { sha: 'a', at: 0 },
        { sha: 'b', at: 2, end: `${FAILED}; a1 is live again`, ended: 4 },
      ],
      '1 of 2',
      '2 h of 1',
    ],
    [
      'one that went well was rolled back; the rollback is no change',
      [
        { sha: 'a', at: 0 },
        { sha: 'b', at: 2, ended: 3 },
        { sha: 'a', at: 5, ended: 6 },
      ],
      '1 of 2',
      '3 h of 1',
    ],
    [
      'a failure that is not over',
      [
        { sha: 'a', at: 0 },
        { sha: 'b', at: 2, end: FAILED },
      ],
      '1 of 2',
      'no data, 1 open',
    ],
    [
      'a rollback that fails is not a failed change, and does not end the failure',
      [
        { sha: 'a', at: 0 },
        { sha: 'b', at: 2, end: FAILED },
        { sha: 'a', at: 4, end: FAILED, payload: { 'commit-train': 1, verb: 'rollback' } },
        { sha: 'a', at: 6, ended: 8 },
      ],
      '1 of 3',
      '6 h of 1',
    ],
    [
      'before the period',
      [
        { sha: 'a', at: -9 },
        { sha: 'b', at: -5, end: FAILED },
        { sha: 'c', at: 1 },
      ],
      '0 of 1',
      'no data',
    ],
    [
      'two failures: the middle of both',
      [
        { sha: 'a', at: 0, end: FAILED },
        { sha: 'b', at: 1, ended: 2 },
        { sha: 'c', at: 10, end: FAILED },
        { sha: 'd', at: 13, ended: 14 },
      ],
      '2 of 4',
      '3 h of 2',
    ],
  ])('%s', (_, shorts, failure, restore) => {
    const { changeFailure, restore: found, unrestored } = figures(shorts)
    expect(changeFailure === undefined ? 'no data' : `${changeFailure.failed} of ${changeFailure.n}`).toBe(failure)
    const hours = found === undefined ? 'no data' : `${found.median / HOUR} h of ${found.n}`
    expect(`${hours}${unrestored === 0 ? '' : `, ${unrestored} open`}`).toBe(restore)
  })
})

test('how many each day, the newest first; days without any are left out', () => {
  const past = pastDeployments(
    recorded(
      { sha: 'a', at: -1 },
      { sha: 'b', at: 0 },
      { sha: 'a', at: 3 },
      { sha: 'c', at: 23, end: 'Failed: x' },
      { sha: 'd', at: 50, end: 'Refused: y' },
      { sha: 'e', at: 51, end: 'open' },
    ),
    true,
  )
  expect(dayCounts(past, PERIOD)).toEqual([
    { day: '2026-01-07', succeeded: 0, failed: 0, back: 0, others: 2 },
    { day: '2026-01-05', succeeded: 2, failed: 1, back: 1, others: 0 },
  ])
})
