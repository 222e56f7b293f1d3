import { describe, expect, test } from 'vitest'
import { pastDeployments } from '../../../../src/domain/deployment/past-deployment.ts'
import { HOUR, recorded, type Short, START } from './past.ts'

/** Each as `from→sha outcome`, the newest first. */
function told(shorts: readonly Short[], complete = true): readonly string[] {
  return pastDeployments(recorded(...shorts), complete).map(one => {
    const from = one.from ?? (one.fromKnown ? 'nothing' : '?')
    const marks = [...(one.back ? ['back'] : []), ...(one.force === undefined ? [] : [`forced ${one.force}`])]
    const restored = one.restored === undefined ? [] : [`restored ${one.restored}`]
    return [`${from}→${one.deployment.sha} ${one.outcome}`, ...marks, ...restored].join(', ')
  })
}

describe('from what to what, and how it ended', () => {
  test.each<readonly [string, readonly Short[], readonly string[]]>([
    ['the first one', [{ sha: 'a', at: 0 }], ['nothing→a success']],
    [
      'one after the other',
      [
        { sha: 'a', at: 0 },
        { sha: 'b', at: 2 },
      ],
      ['a→b success', 'nothing→a success'],
    ],
    [
      'what failed is not what the next one comes from',
      [
        { sha: 'a', at: 0 },
        { sha: 'b', at: 2, end: 'Failed: crash' },
        { sha: 'c', at: 4 },
      ],
      ['a→c success', 'a→b failed', 'nothing→a success'],
    ],
    [
      'refused, superseded and open ones',
      [
        { sha: 'a', at: 0 },
        { sha: 'b', at: 2, end: 'Refused: not on the line' },
        { sha: 'c', at: 4, end: 'Superseded: deployment 4 is newer' },
        { sha: 'd', at: 5, end: 'open' },
      ],
      ['a→d open', 'a→c superseded', 'a→b refused', 'nothing→a success'],
    ],
    [
      'back to what was live before',
      [
        { sha: 'a', at: 0 },
        { sha: 'b', at: 2 },
        { sha: 'a', at: 4 },
      ],
      ['b→a success, back', 'a→b success', 'nothing→a success'],
    ],
    [
      'what was taken out goes forward again, and may be taken out once more',
      ['a', 'b', 'a', 'b', 'a'].map((sha, index) => ({ sha, at: 2 * index })),
      ['b→a success, back', 'a→b success', 'b→a success, back', 'a→b success', 'nothing→a success'],
    ],
    [
      'the same again is no rollback',
      [
        { sha: 'a', at: 0 },
        { sha: 'a', at: 2 },
      ],
      ['a→a success', 'nothing→a success'],
    ],
    [
      'to a commit that was never live here, which the payload calls a rollback',
      [
        { sha: 'b', at: 0 },
        { sha: 'a', at: 2, payload: { 'commit-train': 1, verb: 'rollback' } },
      ],
      ['b→a success, back', 'nothing→b success'],
    ],
    [
      'forced, with the reason; one that comes to nothing brought back the last good one',
      [
        { sha: 'a', at: 0 },
        {
          ...{ sha: 'b', at: 2, end: 'Failed: crash; a1b2c3d is live again' },
          payload: JSON.stringify({ 'commit-train': 1, force: { reason: 'outage', ignored: [] } }),
        },
      ],
      ['a→b failed, forced outage, restored a1b2c3d', 'nothing→a success'],
    ],
    [
      'a payload without our mark says nothing',
      [{ sha: 'a', at: 0, payload: { verb: 'rollback', force: { reason: 'x' } } }],
      ['nothing→a success'],
    ],
  ])('%s', (_, shorts, expected) => {
    expect(told(shorts)).toEqual(expected)
  })

  test('where older ones were not read, what the oldest came from is not known; the payload may say it', () => {
    const train = { from: 'f'.repeat(40), commits: 1, more: false, back: false, compare: '' }
    expect(
      told(
        [
          { sha: 'a', at: 0 },
          { sha: 'b', at: 2 },
        ],
        false,
      ),
    ).toEqual(['a→b success', '?→a success'])
    expect(told([{ sha: 'a', at: 0, payload: { 'commit-train': 1, train } }], false)).toEqual([
      `${'f'.repeat(40)}→a success`,
    ])
  })
})

test('how long it took, and how long it was live', () => {
  const past = pastDeployments(
    recorded({ sha: 'a', at: 0 }, { sha: 'b', at: 2, end: 'Failed: x' }, { sha: 'c', at: 5 }),
    true,
  )
  const hours = (at: number | undefined) => (at === undefined ? undefined : (at - START) / HOUR)
  expect(past.map(({ began, ended, liveFrom, liveUntil }) => [began, ended, liveFrom, liveUntil].map(hours))).toEqual([
    [5, 6, 6, undefined],
    [2, 3, undefined, undefined],
    [0, 1, 1, 6],
  ])
})

test('one that a later status hides was a success all the same; ids give the order, not the list', () => {
  const [newest, oldest] = recorded({ sha: 'a', at: 0 }, { sha: 'b', at: 2 })
  if (newest === undefined || oldest === undefined) throw new Error('two')
  const inactive = { state: 'inactive', createdAt: START + 9 * HOUR, description: '', logUrl: '' } as const
  const past = pastDeployments([{ ...oldest, statuses: [...oldest.statuses, inactive] }, newest], true)
  expect(past.map(({ deployment, outcome }) => [deployment.sha, outcome])).toEqual([
    ['b', 'success'],
    ['a', 'success'],
  ])
})
