import { expect, test } from 'vitest'
import { endOf, findings, mostWithin, wordOf } from '../storm/findings.ts'
import type { Aftermath, StormDeployment } from '../storm/storm.ts'
import { storm } from '../storm/storm.ts'
import { type Ask, type Fate, storyOf } from '../storm/story.ts'

const SMALL = { repositories: 1, services: 2, hours: 2, burst: 1, hourly: 2 }

test('a small storm: every record ends right, in order, within the limits', async () => {
  const story = storyOf(3, SMALL)
  const aftermath = await storm(story)
  expect(findings(aftermath, story)).toEqual([])
  expect(aftermath.deployments.map(endOf)).not.toContain(undefined)
  expect(new Set(aftermath.deployments.map(wordOf))).toContain('Deployed')
  expect(aftermath.deployments).toHaveLength(story.asks.length)
})

/** What the storm would find, held against records that are wrong. */
const story = storyOf(3, SMALL)
const ask = (fate: Fate): Ask => ({
  ...{ at: 0, repository: 'r', service: 's', environment: 'e', fate, startsAfter: 0, befallsAfter: 0 },
})
const deployment = (id: number, statuses: readonly (readonly [string, string, number?])[], fate: Fate = 'healthy') => ({
  ...{ id, ask: ask(fate), askedAt: 0, log: [] },
  statuses: statuses.map(([state, description, at = id]) => ({ state, description, at })),
})
const found = (deployments: readonly StormDeployment[], applied: readonly number[], more: Partial<Aftermath> = {}) =>
  findings({ deployments, applied: applied.map(id => ({ id, at: id })), requests: [], ...more }, story)

test.each<[string, readonly StormDeployment[], readonly number[], RegExp]>([
  ['no end', [deployment(1, [['in_progress', '4/5']])], [], /has no end: 4\/5/],
  ['a success without an apply', [deployment(1, [['success', 'Deployed in 1 s']])], [], /succeeded without an apply/],
  [
    'nothing changed, it says',
    [deployment(1, [['error', 'Cancelled: stopped; nothing was changed']], 'lost')],
    [1],
    /says that nothing/,
  ],
  [
    'two ends',
    [
      deployment(1, [
        ['success', 'Deployed in 1 s'],
        ['error', 'Error: x'],
      ]),
    ],
    [1],
    /ends 2 times/,
  ],
  [
    'the wrong end',
    [deployment(1, [['success', 'Deployed in 1 s']], 'red-check')],
    [1],
    /\(red-check\) ended as Deployed/,
  ],
  ['a late end', [deployment(1, [['success', 'Deployed in 1 s', 6_000_000]])], [1], /took 100 minutes/],
  [
    'an older one after a newer one',
    [
      deployment(1, [
        ['success', 'Deployed in 1 s', 9],
        ['inactive', 'Replaced by deployment 2', 10],
      ]),
      deployment(2, [['success', 'Deployed in 1 s', 3]]),
    ],
    [2, 1],
    /applied in the order 2,1[\s\S]*succeeded in the order 2,1/,
  ],
  [
    'two that are live',
    [1, 2].map(id => deployment(id, [['success', 'Deployed in 1 s']])),
    [1, 2],
    /1,2 all look live/,
  ],
])('finds %s', (_, deployments, applied, message) => {
  expect(found(deployments, applied).join('\n')).toMatch(message)
})

test('finds what exceeds a limit', () => {
  const writes = (many: number, status: number) =>
    Array.from({ length: many }, (_, at) => ({
      ...{ id: '', method: 'POST', path: '', query: {}, body: undefined, receivedMonotonic: 0, answeredMonotonic: 0 },
      ...{ operationId: 'repos/create-deployment-status', fault: undefined, token: 'r', validated: true, status },
      receivedAt: at * 100,
    }))
  expect(found([], [], { requests: writes(81, 201) })).toEqual(['r: 81 writes in a minute'])
  expect(found([], [], { requests: [...writes(10, 201), ...writes(2, 403)] })).toEqual([
    'r: 2 writes were refused, 10 taken',
  ])
  expect([mostWithin([0, 59, 60], 60), mostWithin([], 60)]).toEqual([2, 0])
})
