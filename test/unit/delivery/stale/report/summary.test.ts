import { describe, expect, test } from 'vitest'
import { staleSummary } from '../../../../../src/delivery/stale/report/summary.ts'
import type { Finding } from '../../../../../src/errors.ts'
import { deployment } from '../../../domain/history/facts.ts'
import { notSurveyed, resultOf, surveyed, unread } from '../surveyed.ts'
import { merged, sha, waiting } from '../waiting-services.ts'

const nothingWaits = () => waiting({ line: [merged('live')] })
const shown = (...given: Parameters<typeof resultOf>) => staleSummary(resultOf(...given), 'https://github.com')
const headline = (...given: Parameters<typeof resultOf>) => shown(...given).split('\n')[0]

/** Cells of each line of the table, by GitHub's rules: a bar that is escaped ends no cell. */
function rows(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter(line => line.startsWith('|'))
  return lines.map(line => line.split(/(?<!\\)\|/).slice(1, -1))
}

describe('the all clear', () => {
  test('when all was looked at', () => {
    expect(headline([surveyed([nothingWaits()])])).toBe('## Nothing is stale')
  })

  test.each([
    [
      'a repository that failed',
      [notSurveyed('acme/gone', 'failed', 'gone')],
      '## Nothing stale was found; 1 of 2 repositories could not be scanned',
    ],
    [
      'one that was left out',
      [notSurveyed('acme/late', 'left-out', 'budget')],
      '## Nothing stale was found; 1 of 2 repositories could not be scanned',
    ],
    [
      'an environment that could not be read',
      [surveyed([unread('acme/shop', 'shop', 'acme/shop: unread')])],
      '## Nothing stale was found; 1 of 2 could not be read',
    ],
  ])('not with %s', (_, others, line) => {
    const problems = others.flatMap(({ kind, finding }) => (kind === 'failed' && finding ? [finding] : []))
    expect(headline([surveyed([nothingWaits()]), ...others], { problems })).toBe(line)
  })

  test('not when there are repositories that could not be listed', () => {
    const problems: Finding[] = [{ reason: 'repositories-not-listed', text: 'GitHub has 200 more' }]
    expect(headline([surveyed([nothingWaits()])], { problems })).toBe('## Nothing stale was found')
  })
})

test('a problem leads to what its reason means', () => {
  const problems: Finding[] = [{ reason: 'github-forbidden', text: 'the token may not' }]
  const line = shown([], { problems }).split('\n')[2]
  expect(line).toMatch(/^- ❌ the token may not \(\[what `github-forbidden` means\]\(https:\S+#github-forbidden\)\)$/)
})

test('every row of the table has its cells, whatever the names', () => {
  const text = shown([
    surveyed([waiting(), nothingWaits(), waiting({ production: [] })]),
    surveyed([unread('acme/shop', 'a|b', 'unread')]),
    surveyed([waiting({ lock: { owner: 'ada', reason: 'mi|gra\ntion', expiresAt: undefined } })]),
  ])
  const table = rows(text)
  expect(table).toHaveLength(7)
  expect(table.map(cells => cells.length)).toEqual(table.map(() => 6))
})

test('the link to what waits leads there, whatever the branch is called', () => {
  const text = shown([surveyed([{ ...waiting(), branch: 'release/#1 (ü)' }])])
  const address = /\]\(([^)]+)\)/.exec(text)?.[1] ?? ''
  expect(address).toMatch(/^https:\/\/github\.com\/acme\/web\/compare\/[0-9a-f]{12}\.\.\.release\/%231%20%28%C3%BC%29$/)
})

/** One key each, which is of a repository with another name than its service. */
const inOneRepository = (service: string, of: Parameters<typeof waiting>[0] = {}) => {
  const one = waiting({ service: 'shop', ...of })
  return { ...one, key: { ...one.key, service } }
}
const TABLE = `| service | environment | live | waiting | stale | |
| --- | --- | --- | --- | --- | --- |`
const COST = `3 points in 2 queries and 1 REST request of a budget of 500; GitHub has 4,997 points left this hour; 0 requests to Slack. Times are those of UTC; read at 17:00.
`

describe('the whole summary', () => {
  test('of repositories that were read, and of some that were not', () => {
    const checksRed = merged('red', { checks: undefined })
    const ofUnknownAge = merged('old', { merged: undefined })
    const repositories = [
      surveyed([
        waiting({ line: [merged('two'), merged('one'), merged('live')] }),
        nothingWaits(),
        inOneRepository('api', { production: [] }),
        inOneRepository('cart', { lock: { owner: 'ada', reason: 'migration', expiresAt: undefined } }),
        inOneRepository('list', { end: 'too-far-back', production: [deployment(sha('gone'), -100)] }),
        inOneRepository('mail', { line: [checksRed, ofUnknownAge, merged('live')] }),
      ]),
      surveyed([unread('acme/shop', 'shop', 'unread')]),
      notSurveyed('acme/late', 'left-out', 'the budget is spent'),
      notSurveyed('acme/gone', 'failed', 'gone'),
    ]
    const problems: Finding[] = [{ reason: 'github-not-found', text: 'gone' }]
    const actions = [
      { environment: 'production', channel: '#ship', action: 'post', ts: '', services: 2, newCommits: 1 },
    ] as const
    const quiet = 'day off (saturday)'
    const meaning =
      '([what `github-not-found` means](https://github.com/commit-train/commit-train/blob/main/docs/reasons.md#github-not-found))'
    expect(
      shown(repositories, { problems, actions, quiet, slack: 'dry-run' }),
    ).toBe(`## 5 of 7 have stale commits; 2 of 4 repositories could not be scanned; 1 of 7 could not be read

- ❌ gone ${meaning}

- ⏭️ not scanned: the budget is spent ${meaning}

Notifications are off now: day off (saturday).

${TABLE}
| web | production | \`6c69766\` | [2](https://github.com/acme/web/compare/6c6976650000...main) | 2 (5 h) | 2 waiting |
| web | production | \`6c69766\` | 0 | 0  |  |
| acme/shop: api | production | never deployed | [2](https://github.com/acme/shop/commits/main) | 2 (5 h) | 2 never deployed |
| acme/shop: cart | production | \`6c69766\` | [1](https://github.com/acme/shop/compare/6c6976650000...main) | 1 (5 h) | silent: locked by ada: migration |
| acme/shop: list | production | \`676f6e6\` | [more than 2](https://github.com/acme/shop/commits/main) | 2 (5 h) | 2 waiting |
| acme/shop: mail | production | \`6c69766\` | [2](https://github.com/acme/shop/compare/6c6976650000...main) | 2 (at least 5 h) | 1 checks red, 1 waiting |
| shop | production | | | | could not be read |

- \\#ship, production: the message would be posted (2 services, 1 new commit)

4 repositories: ${COST}`)
  })

  test('of one service', () => {
    const cost = { points: 1, queries: 1, requests: 2, budget: 500, remaining: undefined, slackRequests: 1 }
    const actions = [
      {
        ...{ environment: 'production', channel: '#ship' },
        ...({ action: 'edit', ts: '1', services: 1, newCommits: 0 } as const),
      },
    ] as const
    expect(shown([surveyed([waiting()])], { actions, cost, slack: 'notified' })).toBe(`## 1 of 1 has stale commits

${TABLE}
| web | production | \`6c69766\` | [1](https://github.com/acme/web/compare/6c6976650000...main) | 1 (5 h) | 1 waiting |

- \\#ship, production: the message edited (1 service)

1 repository: 1 point in 1 query and 2 REST requests of a budget of 500; 1 request to Slack. Times are those of UTC; read at 17:00.
`)
  })

  test('of none has no table', () => {
    expect(shown([])).toBe(`## Nothing is stale

0 repositories: ${COST}`)
  })
})
