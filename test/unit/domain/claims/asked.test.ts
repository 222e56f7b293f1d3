import { expect, test } from 'vitest'
import { askedFor, askedNow, askedUrl, asksIn } from '../../../../src/domain/claims/asked.ts'
import { claimsIn, heldIn } from '../../../../src/domain/claims/run-claims.ts'
import type { DeploymentStatusFacts } from '../../../../src/domain/history/deployment-facts.ts'
import { MINUTE } from '../../../../src/time/duration.ts'

const NOW = 1_000_000_000
const HELD = 'Held 1/3: 1 of 5 pods run 3f2c1ab, healthy 60 s'
const where = { page: 'https://github.com/acme/hello', environment: 'eu west' }

function status(description: string, logUrl: string, minutesAgo = 1, state = 'in_progress'): DeploymentStatusFacts {
  return { state: state as 'in_progress', description, logUrl, createdAt: NOW - minutesAgo * MINUTE }
}
const heldBy = (run: number) => status(HELD, `https://github.com/acme/hello/actions/runs/${run}/attempts/1`, 30)
const asked = (how: 'promote' | 'abort', intent: string, minutesAgo = 1) =>
  status(`${how}, asked by ada`, askedUrl(where, how, intent), minutesAgo)

test('what a door writes is no claim of a run, and the deployment stays held', () => {
  const statuses = [heldBy(1), asked('promote', 'run:7/attempts/1')]
  expect(claimsIn(statuses)).toEqual([])
  expect(heldIn(statuses)).toBe(statuses[0])
})

test('the first who asked counts, with their own words', () => {
  const statuses = [heldBy(1), asked('abort', 'comment:2917'), asked('promote', 'comment:2918')]
  expect(askedNow(statuses, NOW)).toMatchObject({ how: 'abort', intent: 'comment:2917', said: 'abort, asked by ada' })
})

test('what was asked for before it was held at this stage, or led to no run, does not count', () => {
  expect(askedNow([heldBy(1), asked('promote', 'a'), heldBy(2)], NOW)).toBeUndefined()
  expect(askedNow([heldBy(1), asked('promote', 'a', 11)], NOW)).toBeUndefined()
  expect(askedNow([heldBy(1), asked('promote', 'a', 11), asked('abort', 'b')], NOW)).toMatchObject({ intent: 'b' })
})

test('a run goes by what led to it, however long it has waited; what was refused meanwhile led to none', () => {
  const queued = [heldBy(1), asked('promote', 'a', 25), asked('promote', 'b', 20), asked('abort', 'c', 12)]
  expect(askedFor(queued, 'promote')).toMatchObject({ intent: 'a' })
  expect(askedFor(queued, 'abort')).toMatchObject({ intent: 'c' })
  expect(askedFor([...queued, heldBy(2)], 'promote')).toBeUndefined()
  // The one that was refused does not stand in the way of the next.
  const again = [heldBy(1), asked('abort', 'a', 12), asked('promote', 'b', 5), asked('promote', 'c', 1)]
  expect([askedNow(again, NOW)?.intent, askedFor(again, 'promote')?.intent]).toEqual(['c', 'c'])
})

test('each request is found again, also after it led to the next stage', () => {
  const statuses = [heldBy(1), asked('promote', 'comment:1 ä'), heldBy(2)]
  expect(asksIn(statuses).map(({ intent }) => intent)).toEqual(['comment:1 ä'])
})

test.each([
  'https://github.com/acme/hello/deployments/production#asked-explode-x',
  'https://github.com/acme/hello/deployments/production',
  '',
])('no request: %s', url => {
  expect(asksIn([heldBy(1), status('x', url)])).toEqual([])
})

test('one whose name is no address is a request all the same', () => {
  expect(asksIn([status('x', 'https://github.com/acme/hello/deployments/a#asked-abort-%E0%A4%A')])).toMatchObject([
    { intent: '%E0%A4%A' },
  ])
})
