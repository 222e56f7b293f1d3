import { describe, expect, it } from 'vitest'
import { COUNT_LIMITS } from '../src/description/limits.ts'
import { MinutePoints } from '../src/http/minute-points.ts'
import type { Account } from '../src/state/account.ts'
import { startHarness } from './harness.ts'

const SECOND = 1000

function account(kind: Account['kind'], name: string, repositories?: readonly string[]): Account {
  const login = kind === 'workflow' ? 'github-actions[bot]' : name
  return { name, kind, user: { login }, repositories } as Partial<Account> as Account
}

const APP = account('app', 'ci')

/** What is asked, and what is refused: the seconds that it names, or undefined. */
function points(limits: Partial<typeof COUNT_LIMITS> = {}, namesPause = true) {
  const counted = new MinutePoints({ ...COUNT_LIMITS, ...limits }, { namesPause })
  const refusal = (count: () => void) => {
    try {
      count()
      return 'allowed'
    } catch (thrown) {
      const { status, headers } = thrown as { status: number; headers: Record<string, string> }
      return `${status} ${headers['retry-after'] ?? 'no pause'}`
    }
  }
  return {
    ask: (at: number, method = 'GET', who = APP, repository = 'acme/hello') =>
      refusal(() => counted.countRequest(who, repository, method, at * SECOND)),
    query: (at: number, who = APP) => refusal(() => counted.countQuery(who, at * SECOND)),
  }
}

describe('the secondary limit of points a minute', () => {
  it('lets 900 reads through, and refuses the next for a minute', () => {
    const { ask } = points()
    for (let one = 1; one <= 900; one++) expect(ask(0)).toBe('allowed')
    expect([ask(10), ask(69), ask(70)]).toEqual(['403 60', '403 1', 'allowed'])
  })

  it('counts five for a write, whatever the method', () => {
    const { ask } = points({ restPointsPerMinute: 16 })
    expect(['POST', 'PATCH', 'DELETE', 'GET', 'GET'].map(method => ask(0, method))).toEqual([
      'allowed',
      'allowed',
      'allowed',
      'allowed',
      '403 60',
    ])
  })

  it('counts the last minute, not the one of the clock', () => {
    const { ask } = points({ restPointsPerMinute: 2 })
    expect([ask(0), ask(50), ask(60), ask(61)]).toEqual(['allowed', 'allowed', 'allowed', '403 60'])
  })

  it('has 2,000 queries of its own', () => {
    const { ask, query } = points({ restPointsPerMinute: 1, queryPointsPerMinute: 2 })
    expect([ask(0), query(0), query(0), query(0), ask(0)]).toEqual([
      'allowed',
      'allowed',
      'allowed',
      '403 60',
      '403 60',
    ])
    expect(COUNT_LIMITS.queryPointsPerMinute).toBe(2000)
  })

  it('is one for all workflow tokens of a repository, and one for each App', () => {
    const { ask, query } = points({ restPointsPerMinute: 1, queryPointsPerMinute: 1 })
    const [first, second] = ['one run', 'another'].map(name => account('workflow', name, ['acme/hello']))
    expect([ask(0, 'GET', first), ask(0, 'GET', second, 'Acme/Hello')]).toEqual(['allowed', '403 60'])
    expect([ask(0, 'GET', second, 'acme/other'), ask(0)]).toEqual(['allowed', 'allowed'])
    expect([query(0, first), query(0, second), query(0)]).toEqual(['allowed', '403 60', 'allowed'])
  })

  it('does not always say when to come back', () => {
    const { ask } = points({ restPointsPerMinute: 0 }, false)
    expect(ask(0)).toBe('403 no pause')
  })

  it('is answered like the limit of content, for requests and for queries', async () => {
    const { github, call } = await startHarness({ limits: { restPointsPerMinute: 1, queryPointsPerMinute: 0 } })
    expect((await call('GET', '')).status).toBe(200)
    const { status, body, headers } = await call('GET', '')
    expect([status, headers.get('retry-after'), body.message]).toEqual([
      403,
      '60',
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    ])
    const authorization = 'Bearer ghs_workflow'
    const query = JSON.stringify({ query: '{ rateLimit { cost } }' })
    const answered = await fetch(`${github.url}/graphql`, { method: 'POST', headers: { authorization }, body: query })
    expect([answered.status, answered.headers.get('retry-after')]).toEqual([403, '60'])
  })
})
