import { expect, test } from 'vitest'
import { judgedOf, staleOutput } from '../../../../../src/delivery/stale/report/stale-output.ts'
import { resultOf, surveyed, unread } from '../surveyed.ts'
import { HOUR, merged, NOON, sha, waiting } from '../waiting-services.ts'

const HALF_OF_GITHUBS = 524_288

interface Entry {
  readonly repository: string
  readonly count: number
  readonly commits: readonly { readonly title: string }[]
}

/** So many services, each with so many stale commits of long titles. */
function output(services: number, commits: number) {
  const line = Array.from({ length: commits }, (_, at) => merged(`fix${at}`, { title: 'ü'.repeat(250) }))
  const one = waiting({ line: [...line, merged('live')] })
  const all = Array.from({ length: services }, (_, at) => {
    const name = `service-${String(at).padStart(4, '0')}`
    return { ...one, key: { ...one.key, repository: `acme/${name}`, service: name } }
  })
  const { entries, left } = staleOutput(resultOf([surveyed(all)]))
  const json = JSON.stringify(entries)
  return { length: json.length, entries: JSON.parse(json) as readonly Entry[], left }
}

test('what is stale, for the next step', () => {
  const young = merged('young', { merged: { at: NOON + 4 * HOUR, source: 'pull-request' } })
  const one = waiting({ line: [young, merged('fix', { login: 'ada' }), merged('live')] })
  const { entries } = staleOutput(resultOf([surveyed([one, waiting({ line: [merged('live')] })])]))
  const json = JSON.stringify(entries)
  expect(JSON.parse(json)).toEqual([
    {
      ...{ repository: 'acme/web', service: 'web', environment: 'production' },
      ...{ count: 1, more: false, since: '2026-10-19T12:00:00.000Z', silent: '', deploy: sha('young') },
      commits: [
        {
          sha: sha('fix'),
          title: 'fix',
          author: 'ada',
          since: '2026-10-19T12:00:00.000Z',
          kind: 'waiting',
          liveIn: [],
        },
      ],
    },
  ])
})

test.each([
  [1, 25, 20],
  [100, 25, 5],
  [400, 25, 1],
  [1000, 25, 0],
])('of %i services with %i stale commits each the newest %i are there', (services, commits, there) => {
  const { entries, left, length } = output(services, commits)
  expect([entries.length, left]).toEqual([services, 0])
  expect(new Set(entries.map(one => `${one.count} ${one.commits.length}`))).toEqual(new Set([`${commits} ${there}`]))
  expect(length).toBeLessThan(HALF_OF_GITHUBS)
})

test('more than fit without a commit: how many are left out is said', () => {
  const { entries, left, length } = output(4000, 1)
  expect(left).toBeGreaterThan(0)
  expect(entries.length + left).toBe(4000)
  expect(length).toBeLessThanOrEqual(300_000)
  // One more would be too much; all are of one length.
  expect(length + (length - 1) / entries.length).toBeGreaterThan(300_000)
})

test('in the order of their names; why nothing is said, what cannot be deployed, an author without an account', () => {
  const lock = { owner: 'ada', reason: 'migration', expiresAt: undefined }
  const red = merged('red', { checks: undefined, login: undefined })
  const keyStates = [
    [waiting({ service: 'b', lock }), waiting({ service: 'a', end: 'too-far-back', production: [] })],
    [waiting({ service: 'c', line: [red, merged('live')] }), unread('acme/d', 'd', 'unread')],
  ]
  const result = resultOf(keyStates.map(surveyed))
  expect(judgedOf(result.repositories).map(({ key }) => key.service)).toEqual(['a', 'b', 'c'])
  const entries = staleOutput(result).entries as readonly (Entry & Record<string, unknown>)[]
  expect(entries.map(({ service, silent, deploy, more }) => [service, silent, deploy, more])).toEqual([
    ['a', '', sha('fix'), true],
    ['b', 'locked', sha('fix'), false],
    ['c', '', '', false],
  ])
  expect(entries.at(-1)?.commits).toEqual([
    {
      ...{ sha: sha('red'), title: 'red', author: 'Ada', since: '2026-10-19T12:00:00.000Z' },
      ...{ kind: 'checks-red', liveIn: [] },
    },
  ])
})
