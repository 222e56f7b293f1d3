import { expect, test } from 'vitest'
import type { DeploymentFacts } from '../../../../src/domain/history/deployment-facts.ts'
import { openDeployments } from '../../../../src/domain/history/open-deployments.ts'
import { deployment, HOUR, NOON } from './facts.ts'

/** Kinds at so many hours after noon. */
function kinds(ours: readonly DeploymentFacts[], hours: number, live?: DeploymentFacts): string[] {
  return openDeployments(ours, live, NOON + hours * HOUR).map(({ kind }) => kind)
}

const MINUTE = 1 / 60
const just = (hours: number) => hours - 1 / 3600
const WAITS = { runWaits: true }
const ABANDONED = { state: 'abandoned' } as const

test.each<[string, DeploymentFacts, number, string[]]>([
  ['just asked for', deployment('a', 0, []), 1 * MINUTE, ['deploying']],
  ['not picked up yet', deployment('a', 0, []), just(0.5), ['deploying']],
  ['not picked up', deployment('a', 0, [], ABANDONED), 0.5, ['not-picked-up']],
  ['pending by its own word', deployment('a', 0, [[1, 'pending']]), just(1.5), ['deploying']],
  ['pending by its own word for long', deployment('a', 0, [[1, 'pending']]), 1.5, ['not-picked-up']],
  ['waiting', deployment('a', 0, [[0, 'waiting']]), 70, ['waiting-for-approval']],
  ['waiting, by the record', deployment('a', 0, [], { state: 'waiting' }), 70, ['waiting-for-approval']],
  ['its run waits', deployment('a', 0, [], WAITS), 0.1, ['waiting-for-approval']],
  ['its run waits, abandoned', deployment('a', 0, [], { ...ABANDONED, ...WAITS }), 70, ['waiting-for-approval']],
  ['its run waits, queued', deployment('a', 0, [[0, 'queued']], WAITS), 1, ['waiting-for-approval']],
  ['its run does not wait', deployment('a', 0, [], { ...ABANDONED, runWaits: false }), 1, ['not-picked-up']],
  ['queued', deployment('a', 0, [[1, 'queued']]), just(3), ['deploying']],
  ['queued for too long', deployment('a', 0, [[1, 'queued']]), 3, ['stuck']],
  ['at work', deployment('a', 0, [[1, 'in_progress']]), just(3), ['deploying']],
  [
    'at work, and said so again',
    deployment('a', 0, [
      [1, 'in_progress'],
      [2.9, 'in_progress'],
    ]),
    4.5,
    ['deploying'],
  ],
  ['at work for too long', deployment('a', 0, [[1, 'in_progress']]), 3, ['stuck']],
  [
    'approved and begun',
    deployment('a', 0, [
      [0, 'waiting'],
      [9, 'in_progress'],
    ]),
    10,
    ['deploying'],
  ],
  [
    'good',
    deployment('a', 0, [
      [1, 'in_progress'],
      [2, 'success'],
    ]),
    2,
    [],
  ],
  [
    'good, whatever came later',
    deployment('a', 0, [
      [1, 'success'],
      [2, 'in_progress'],
    ]),
    2,
    [],
  ],
  [
    'failed',
    deployment('a', 0, [
      [1, 'in_progress'],
      [2, 'failure'],
    ]),
    2,
    [],
  ],
  ['broken', deployment('a', 0, [[2, 'error']]), 2, []],
  ['superseded', deployment('a', 0, [[2, 'inactive']]), 2, []],
])('%s', (_, one, hours, expected) => {
  expect(kinds([one], hours)).toEqual(expected)
})

test('older than what is live: it no longer matters; behind one that failed it does', () => {
  const lost = deployment('a', 0, [[0, 'in_progress']])
  const live = deployment('b', 0.2)
  const busy = deployment('c', 0.3, [[0.3, 'in_progress']])
  const refused = deployment('d', 0.4, [[0.4, 'failure']])
  expect(kinds([refused, busy, live, lost], 0.5, live)).toEqual(['deploying'])
})
