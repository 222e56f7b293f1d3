import { expect, test } from 'vitest'
import type { DayAftermath, DayRecord, Sight } from '../day/day-aftermath.ts'
import { dayFindings } from '../day/day-findings.ts'
import { type DayAsk, dayOf } from '../day/day-story.ts'
import { simulateDay } from '../day/simulated-day.ts'
import { tokenFindings } from '../day/token-limits.ts'

test('a small day: every record ends as it is in the cluster, in order, within the limits of each token', async () => {
  const story = dayOf(1, { deployments: 30, services: 12, ofShop: 8, doors: 'both' })
  const aftermath = await simulateDay(story, 1)
  expect(dayFindings(aftermath)).toEqual([])
  expect(aftermath.answers).toHaveLength(30)
  expect(new Set(aftermath.answers.map(({ code }) => code))).toContain('deployed')
})

/** What the day would find, held against what is wrong. */
const ASK: DayAsk = {
  ...{ at: 0, repository: 'r', service: 's', environment: 'e', fate: 'healthy', startsAfter: 0, befallsAfter: 0 },
  ...{ verb: 'deploy', door: 'terminal', person: 0 },
}
const [A, B] = ['a'.repeat(40), 'b'.repeat(40)]
const record = (id: number, sha: string, state: string, description: string, fate: DayAsk['fate'] = 'healthy') =>
  ({
    ...{ id, sha, askedAt: 0, log: [], ask: { ...ASK, fate } },
    statuses: [{ state, description, at: id }],
  }) satisfies DayRecord
const sight = (at: number, sha: string | undefined, isBroken = false): Sight => ({ key: 'r s e', at, sha, isBroken })
const good = record(1, A, 'success', 'Deployed in 1 s')
const failed = (text: string) => record(2, B, 'failure', `Failed: Deployment/web: crash; ${text}`, 'failing')
const of = (given: Partial<DayAftermath>) =>
  dayFindings({ deployments: [], applied: [], sights: [], answers: [], requests: [], ...given })
const applied = [1, 2].map(id => ({ id, at: id }))

test.each<[string, readonly DayRecord[], readonly Sight[], readonly string[]]>([
  ['nothing where it is true', [good], [sight(1, A)], []],
  ['a success that is not there', [good], [sight(1, B)], ['r s e: bbbbbbb is live, and the records say aaaaaaa']],
  ['a success that does not start', [good], [sight(1, A, true)], ['r s e: aaaaaaa does not start, and is a success']],
  ['nothing where it came back', [good, failed('aaaaaaa is live again')], [sight(1, A), sight(2, A)], []],
  [
    'what did not come back',
    [good, failed('aaaaaaa is live again')],
    [sight(1, A), sight(2, B)],
    ['r s e: bbbbbbb is live, and the records say aaaaaaa'],
  ],
  [
    'what came back and was never live',
    [good, failed('ccccccc is live again')],
    [sight(1, A), sight(2, A)],
    ['r s e: deployment 2 says Failed: Deployment/web: crash; ccccccc is live again, and aaaaaaa was live'],
  ],
  ['nothing where either may be live', [good, failed('no pod serves')], [sight(1, A), sight(2, B)], []],
])('finds %s', (_, deployments, sights, expected) => {
  expect(of({ deployments, sights, applied: applied.slice(0, deployments.length) })).toEqual(expected)
})

test('finds a door that said something else than the record', () => {
  const answer = { ask: ASK, id: 1, askedAt: 0, answeredAt: 1 }
  const deployments = [good]
  const found = (code: string, id = 1) => of({ deployments, applied, answers: [{ ...answer, code, id }] })
  expect(found('deployed')).toEqual([])
  expect(found('deploy-failed')).toEqual(['deployment 1: the door said deploy-failed, and it ended as Deployed in 1 s'])
  expect(found('deployed', 9)).toEqual(['s e: the door names deployment 9, which is none'])
})

test('finds what a token used beyond its limits, by its kind', () => {
  const sent = (token: string, many: number, method: string, apart: number, status = 200) =>
    Array.from({ length: many }, (_, at) => ({
      ...{ id: '', path: '/repos', query: {}, body: undefined, receivedMonotonic: 0, answeredMonotonic: 0 },
      ...{ operationId: 'x', fault: undefined, token, validated: true, status, method, receivedAt: at * apart },
    }))
  expect(tokenFindings(sent('hello', 1001, 'GET', 3000))).toEqual(['hello: 1001 requestsPerHour, of 1000'])
  expect(tokenFindings(sent('door-0', 1001, 'GET', 3000))).toEqual([])
  expect(tokenFindings(sent('person-0', 81, 'POST', 700))).toEqual(['person-0: 81 writesPerMinute, of 80'])
  expect(tokenFindings(sent('door-0', 1, 'POST', 1, 403))).toEqual(['door-0: 1 requests were refused for a limit'])
})
