import { describe, expect, it } from 'vitest'
import { costOf } from '../../src/graphql/cost.ts'
import { readQuery } from '../../src/graphql/query.ts'
import { startHarness } from '../harness.ts'

function cost(text: string, variables: Readonly<Record<string, unknown>> = {}) {
  const query = readQuery(text, undefined)
  if (!('document' in query)) throw new Error(query.map(one => one.message).join('\n'))
  return costOf(query, variables)
}

/** Source of both: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
const PUBLISHED = {
  simple:
    'query { viewer { repositories(first: 50) { edges { repository: node { name issues(first: 10) { totalCount edges { node { title bodyHTML } } } } } } } }',
  complex: `query { viewer {
    repositories(first: 50) { edges { repository: node { name
      pullRequests(first: 20) { edges { pullRequest: node { title comments(first: 10) { edges { comment: node { bodyHTML } } } } } }
      issues(first: 20) { totalCount edges { issue: node { title bodyHTML comments(first: 10) { edges { comment: node { bodyHTML } } } } } }
    } } }
    followers(first: 10) { edges { follower: node { login } } }
  } }`,
  points: `query { viewer { login repositories(first: 100) { edges { node { id
    issues(first: 50) { edges { node { id labels(first: 60) { edges { node { id name } } } } } }
  } } } } }`,
}

describe('the cost of a query', () => {
  it.each([
    ['the simple example', PUBLISHED.simple, 550, 1],
    ['the complex example', PUBLISHED.complex, 22_060, 21],
    ['the example of points', PUBLISHED.points, 100 + 100 * 50 + 100 * 50 * 60, 51],
    ['no connection at all', '{ viewer { login } }', 0, 1],
    ['a total alone', '{ viewer { repositories { totalCount } } }', 0, 1],
    ['last instead of first', '{ viewer { repositories(last: 7) { nodes { name } } } }', 7, 1],
  ])('is, of %s, what GitHub publishes', (_, text, nodes, points) => {
    expect(cost(text)).toEqual({ nodes, points })
  })

  it('counts each alias, and what two fragments ask of the same field once', () => {
    const aliased = Array.from({ length: 3 }, (_, at) => `r${at}: repository(owner: "a", name: "b") { ...all }`)
    const fragment =
      'fragment all on Repository { deployments(first: 100) { nodes { statuses(first: 6) { totalCount } } } }'
    expect(cost(`{ ${aliased.join(' ')} } ${fragment}`)).toEqual({ nodes: 3 * 700, points: 3 })
    expect(cost(`{ r: repository(owner: "a", name: "b") { ...all ...all } } ${fragment}`).nodes).toBe(700)
  })

  it('counts all that two selections of the same field ask for', () => {
    const nodes = 'deployments(first: 10) { nodes { statuses(first: 5) { totalCount } } }'
    const total = 'deployments(first: 10) { totalCount }'
    const asked = (fields: string) => cost(`{ repository(owner: "a", name: "b") { ${fields} } }`).nodes
    expect([asked(`${nodes} ${total}`), asked(`${total} ${nodes}`)]).toEqual([60, 60])
  })

  it('takes sizes from variables and their defaults', () => {
    const text = `query ($first: Int = 30) { repository(owner: "a", name: "b") {
      deployments(first: $first) { nodes { statuses(first: 100) { totalCount } } }
    } }`
    expect(cost(text).nodes).toBe(30 + 3000)
    expect(cost(text, { first: 2 }).nodes).toBe(2 + 200)
  })

  it('is in the answer, in its headers and in the log, and counted', async () => {
    const { github, query } = await startHarness({ now: () => 1_700_000_000_000 })
    const inner = 'deployments(first: 100) { nodes { statuses(first: 100) { nodes { state } } } }'
    const repositories = Array.from(
      { length: 4 },
      (_, at) => `r${at}: repository(owner: "acme", name: "hello") { ${inner} }`,
    )
    const text = `{ rateLimit { cost nodeCount limit used remaining resetAt } ${repositories.join(' ')} }`
    const { data, headers } = await query(text)
    expect(data).toMatchObject({
      rateLimit: { cost: 4, nodeCount: 40_400, limit: 5000, used: 4, remaining: 4996, resetAt: '2023-11-14T23:13:20Z' },
    })
    const rate = ['limit', 'used', 'remaining', 'reset', 'resource'].map(name => headers.get(`x-ratelimit-${name}`))
    expect(rate).toEqual(['5000', '4', '4996', '1700003600', 'graphql'])
    await query('{ rateLimit { cost } }')
    expect(github.requests.map(one => one.points)).toEqual([4, 1])
  })
})

describe('the limits of a query', () => {
  it('are half a million nodes', async () => {
    const { query } = await startHarness()
    const history =
      'history(first: 100) { nodes { parents(first: 100) { nodes { checkSuites(first: 50) { totalCount } } } } }'
    const text = `{ repository(owner: "acme", name: "hello") { object(expression: "HEAD") { ... on Commit { ${history} } } } }`
    const { status, data, errors } = await query(text)
    expect([status, data]).toEqual([200, undefined])
    expect(errors).toEqual([
      {
        type: 'MAX_NODE_LIMIT_EXCEEDED',
        message: 'This query requests up to 510,100 possible nodes which exceeds the maximum limit of 500,000.',
      },
    ])
  })

  it.each([
    ['deployments { nodes { id } }', 'MISSING_PAGINATION_BOUNDARIES', 'provide a `first` or `last`'],
    ['deployments(first: 101) { nodes { id } }', 'EXCESSIVE_PAGINATION', 'exceeds the `first` limit of 100'],
    ['deployments(last: 200) { nodes { id } }', 'EXCESSIVE_PAGINATION', 'exceeds the `last` limit of 100'],
    ['deployments(first: 1, after: "x") { nodes { id } }', 'INVALID_CURSOR_ARGUMENTS', '`x`'],
  ])('%s is %s, at that field', async (field, type, words) => {
    const { query } = await startHarness()
    const { status, data, errors } = await query(`{ repository(owner: "acme", name: "hello") { name ${field} } }`)
    // Its schema does not let the field be null, so the repository is.
    expect([status, data]).toEqual([200, { repository: null }])
    expect(errors).toMatchObject([
      { type, path: ['repository', 'deployments'], message: expect.stringContaining(words) },
    ])
  })

  it('leave a total alone', async () => {
    const { query } = await startHarness()
    const { data } = await query('{ repository(owner: "acme", name: "hello") { deployments { totalCount } } }')
    expect(data).toEqual({ repository: { deployments: { totalCount: 0 } } })
  })

  it('are points an hour, refused with 200 and RATE_LIMITED from the moment they are used up', async () => {
    let now = 1_700_000_000_000
    const { github, query } = await startHarness({ now: () => now })
    github.addToken('small', { name: 'small', kind: 'app', pointLimit: 2 })
    const ask = async () => {
      const { status, headers, data, errors } = await query('{ rateLimit { remaining } }', { token: 'small' })
      return [status, headers.get('x-ratelimit-remaining'), data, errors[0]?.type]
    }
    expect(await ask()).toEqual([200, '1', { rateLimit: { remaining: 1 } }, undefined])
    expect(await ask()).toEqual([200, '0', { rateLimit: { remaining: 0 } }, undefined])
    expect(await ask()).toEqual([200, '0', undefined, 'RATE_LIMITED'])
    now += 3_600_000
    expect(await ask()).toEqual([200, '1', { rateLimit: { remaining: 1 } }, undefined])
  })

  it('do not touch the requests of REST', async () => {
    const { github, query, call } = await startHarness()
    github.addToken('small', { name: 'small', kind: 'app', pointLimit: 1, rateLimit: 1 })
    await query('{ rateLimit { cost } }', { token: 'small' })
    expect((await call('GET', '', { token: 'small' })).status).toBe(200)
    expect((await call('GET', '', { token: 'small' })).status).toBe(403)
  })
})
