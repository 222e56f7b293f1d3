import { describe, expect, test } from 'vitest'
import { newCommitsReply, replyBatches } from '../../../../../src/delivery/stale/text/new-commits-reply.ts'
import { fitsOneMessage, staleMessage } from '../../../../../src/delivery/stale/text/stale-message.ts'
import type { CheckFacts } from '../../../../../src/domain/checks/facts.ts'
import type { Finding } from '../../../../../src/errors.ts'
import { deployment } from '../../../domain/history/facts.ts'
import {
  HOUR,
  linesOf,
  manyServices,
  merged,
  NOON,
  NOW,
  rendering,
  type ServiceFacts,
  sha,
  waiting,
} from '../waiting-services.ts'
import { message, pings, shown } from './read-message.ts'

test('one service at a glance', () => {
  const line = [merged('fix', { login: 'ada' }), merged('live')]
  expect(message({ line })).toBe(`⏳ Waiting for production: 1 service, 1 commit
For <@U0ADA0001>
*web*: <https://github.com/acme/web/compare/${sha('live').slice(0, 12)}...main|1 commit> for 5 h
• <https://github.com/acme/web/commit/${sha('fix')}|${sha('fix').slice(0, 7)}> fix — ada · 5 h
\`\`\`commit-train deploy production ${sha('fix').slice(0, 7)} --repo acme/web\`\`\`
Last checked: Mon 19 Oct 17:00 UTC · updated in place · <https://github.com/acme/train/actions/runs/7|job summary>`)
})

const failed = (name: string) => deployment(sha(name), 3, [[3.5, 'failure']])
const red = {
  checks: {
    ...merged('fix').checks,
    statuses: [{ id: 1, context: 'ci', state: 'failure', url: 'https://ci.example/1' }],
  },
}

describe('why it waits, in words', () => {
  const live = merged('live', { merged: { at: NOON - 90 * HOUR, source: 'pull-request' } })
  const fix = merged('fix')
  const unchecked = { ...(fix.checks as CheckFacts), checkRuns: [], statuses: [], workflowRuns: [] }
  const table: readonly (readonly [string, ServiceFacts, string])[] = [
    ['never deployed', { line: [fix], production: [] }, '|1 commit> for 5 h · never deployed to production'],
    [
      'behind a failed deployment',
      { line: [fix, live], production: [failed('fix'), deployment(sha('live'), -90)] },
      'its deployment failed at 15:30 (<https://github.com/acme/web/deployments|deployments>)',
    ],
    [
      'behind a failed deployment of another commit, on another day, with a log',
      {
        line: [merged('newer'), merged('new'), fix, live],
        production: [
          deployment(sha('new'), 3, [], {
            statuses: [
              { state: 'failure', createdAt: NOON - 20 * HOUR, description: '', logUrl: 'https://ci.example/log' },
            ],
          }),
          deployment(sha('live'), -90),
        ],
      },
      `fix — ada · 5 h · waiting behind \`${sha('new').slice(0, 7)}\`, whose deployment failed on Sun 18 Oct, 16:00 (<https://ci.example/log|log>)\n`,
    ],
    ...[300, 301].map((length): readonly [string, ServiceFacts, string] => {
      const logUrl = `https://ci.example/${'x'.repeat(length - 19)}`
      const statuses = [{ state: 'failure', createdAt: NOON - 20 * HOUR, description: '', logUrl }] as const
      const production = [deployment(sha('fix'), 3, [], { statuses }), deployment(sha('live'), -90)]
      const said = length === 300 ? `(<${logUrl}|log>)` : '16:00 (log)'
      return [`a log with an address of ${length} characters`, { line: [fix, live], production }, said]
    }),
    [
      'no checks',
      {
        line: [merged('fix', { checks: unchecked }), live],
      },
      '· has no checks, and the policy refuses that',
    ],
    [
      'no checks, twice',
      {
        line: [merged('more', { checks: unchecked }), merged('fix', { checks: unchecked }), live],
      },
      '· have no checks, and the policy refuses that',
    ],
    ['checks that were not read', { line: [merged('fix', { checks: undefined }), live] }, '· checks not read: cannot'],
    [
      'rolled back',
      {
        line: [fix, live],
        production: [deployment(sha('live'), 0), deployment(sha('fix'), -20), deployment(sha('live'), -90)],
      },
      `rolled back 12:00 to \`${sha('live').slice(0, 7)}\``,
    ],
    [
      'checks red',
      { line: [merged('fix', red as Partial<ReturnType<typeof merged>>), live] },
      'checks red (<https://ci.example/1|ci>): cannot be deployed',
    ],
    [
      'live elsewhere',
      { line: [fix, live], others: { staging: [deployment(sha('fix'), 1)], canary: [deployment(sha('fix'), 2)] } },
      '· live in staging and canary',
    ],
    [
      'undone by a revert, beside one that waits',
      {
        line: [
          merged('revert', { message: `Revert\n\nThis reverts commit ${sha('bad')}.` }),
          merged('bad'),
          merged('skip', { message: 'skip [skip deploy]' }),
          fix,
          live,
        ],
      },
      'besides 2 undone by a revert and 1 with the skip marker',
    ],
    [
      'younger ones',
      { line: [merged('new', { merged: { at: NOW - HOUR, source: 'activity' } }), fix, live] },
      'besides 1 younger',
    ],
    [
      'at least so long',
      { line: [merged('fix', { merged: { at: NOON, source: 'check-suite' } }), live] },
      'for at least 5 h',
    ],
    [
      'forced off the branch',
      { line: [fix, live], production: [deployment(sha('gone'), -10), deployment(sha('live'), -90)] },
      `production runs \`${sha('gone').slice(0, 7)}\`, which is not on main`,
    ],
    [
      'a branch was deployed',
      {
        line: [fix, live],
        production: [deployment(sha('branch'), 1), deployment(sha('fix'), 0.5)],
        leftAt: { [sha('branch')]: sha('live') },
      },
      `replaced 13:00 by \`${sha('branch').slice(0, 7)}\`, which is not on main`,
    ],
    [
      'stuck',
      {
        line: [fix, live],
        production: [deployment(sha('fix'), 1, [[1, 'in_progress']], { id: 12 }), deployment(sha('live'), -90)],
      },
      `deployment 12 of \`${sha('fix').slice(0, 7)}\` has no status since 13:00`,
    ],
    [
      'not picked up',
      {
        line: [fix, live],
        production: [deployment(sha('fix'), 1, [], { id: 12, state: 'abandoned' }), deployment(sha('live'), -90)],
      },
      `deployment 12 of \`${sha('fix').slice(0, 7)}\` was not picked up since 13:00`,
    ],
    [
      "made with the workflow's own token",
      {
        line: [fix, live],
        production: [
          deployment(sha('fix'), 1, [], { id: 12, state: 'abandoned', creator: 'github-actions' }),
          deployment(sha('live'), -90),
        ],
      },
      "since 13:00: made with a workflow's own token, which starts nothing: was a workflow dispatched for it?",
    ],
    ['several services in a repository', { service: 'api', owner: 'acme', line: [fix, live] }, '*api*: '],
  ]
  test.each(table)('%s', (_what, of, words) => {
    expect(message(of)).toContain(words)
  })

  test('two reasons: each with how many, and at each commit', () => {
    const line = [merged('new'), fix, live]
    const text = message({ line, production: [failed('fix'), deployment(sha('live'), -90)] })
    expect(text).toContain('· 1 commit: its deployment failed at 15:30 (<')
    expect(text).toMatch(/fix — ada · 5 h · its deployment failed at 15:30 \(<.*\|deployments>\)\n/)
    expect(text).toMatch(/new — ada · 5 h\n/)
  })

  test('nothing that can be deployed: no command', () => {
    expect(message({ line: [merged('fix', red as Partial<ReturnType<typeof merged>>), live] })).not.toContain(
      'commit-train deploy',
    )
  })
})

test('titles and names are shown, and do nothing', () => {
  const evil = { title: '<!channel> *free* <https://evil.example|x>', login: undefined, author: '<@U0EVE>' }
  const lines = linesOf([waiting({ line: [merged('fix', evil), merged('live')] })])
  const content = staleMessage('production', lines, 'post', rendering)
  expect(shown(content)).toContain('&lt;!channel&gt; ∗free∗ &lt;https://evil.example|x&gt; — &lt;@U0EVE&gt;')
  expect(pings(content)).toEqual([])
})

test('the name that git has is never a mention, whatever it says', () => {
  const lines = linesOf([waiting({ line: [merged('fix', { login: undefined, author: 'ada' }), merged('live')] })])
  expect(pings(staleMessage('production', lines, 'post', rendering))).toEqual([])
})

test('an environment whose name would run in a shell is quoted', async () => {
  const { deployCommand } = await import('../../../../../src/delivery/stale/text/deploy-command.ts')
  const judged = waiting()
  const key = { ...judged.key, environment: "pro'd; rm -rf /" }
  expect(deployCommand({ ...judged, key })).toContain(` 'pro'\\''d; rm -rf /' `)
})

describe('many', () => {
  test.each([7, 100, 300, 1025])('%d commits: the newest, how many more, and all of them behind a link', count => {
    const line = [
      ...Array.from({ length: count }, (_, at) => merged(`c${at}`, { title: 'A title '.repeat(30) })),
      merged('live'),
    ]
    const text = message({ line })
    expect(text).toContain(`${count.toLocaleString('en')} commits`)
    expect(text).toContain(`and ${(count - 6).toLocaleString('en')} more: <https://github.com/acme/web/compare/`)
    expect(text).toContain('commit-train deploy')
  })

  test('a line that was not followed to its end: more than', () => {
    const line = Array.from({ length: 1025 }, (_, at) => merged(`c${at}`))
    const text = message({ line, production: [deployment(sha('far'), -90)], end: 'too-far-back' })
    expect(text).toContain('|more than 1,025 commits>')
    expect(text).toContain('and more than 1,019 more: ')
  })

  test.each([1, 12, 13, 50, 60])('%d services: each has its line, everybody is mentioned', count => {
    const people = new Map(Array.from({ length: count }, (_, at) => [`person${at}`, `U0PERSON${at}`]))
    const lines = linesOf(manyServices(count))
    const content = staleMessage('production', lines, 'post', { ...rendering, users: people })
    const text = shown(content)
    for (let at = 0; at < count; at++) expect(text).toContain(`*service-with-a-long-name-${at}*`)
    expect(pings(content)).toHaveLength(count)
    expect(fitsOneMessage('production', lines, 'post', { ...rendering, users: people })).toBe(true)
  })

  test('more services than fit are more than one message is given; should it be, it says how many more', () => {
    const lines = linesOf(manyServices(300))
    expect(fitsOneMessage('production', lines, 'edit', rendering)).toBe(false)
    expect(shown(staleMessage('production', lines, 'edit', rendering))).toMatch(/and \d+ more services: <https/)
  })

  test('an edit names some of very many people; a post all of them', () => {
    const line = [...Array.from({ length: 100 }, (_, at) => merged(`c${at}`, { login: `p${at}` })), merged('live')]
    const lines = linesOf([waiting({ line })])
    const everybody = new Map(Array.from({ length: 100 }, (_, at) => [`p${at}`, `U0P${at}`]))
    const with_ = { ...rendering, users: everybody }
    expect(pings(staleMessage('production', lines, 'post', with_))).toHaveLength(100)
    expect(shown(staleMessage('production', lines, 'edit', with_))).toContain('and 70 others')
    expect(pings(staleMessage('production', lines, 'renewal', with_))).toEqual([])
  })
})

describe('new commits', () => {
  test('one reply names only the authors of what is new', () => {
    const before = linesOf([waiting({ line: [merged('fix'), merged('live')] })]).map(({ notified }) => notified)
    const later = { at: NOON + HOUR / 2, source: 'pull-request' } as const
    const line = [merged('new', { login: 'ben', merged: later }), merged('fix'), merged('live')]
    const lines = linesOf([waiting({ line })], before)
    const [newCommits, ...others] = replyBatches(lines)
    expect(others).toEqual([])
    const content = newCommitsReply('production', newCommits ?? [], rendering)
    expect(shown(content)).toMatch(
      /^<@U0BEN0001>: 1 more commit is waiting for production\n• \*web\* <.*> new — ben · 4 h$/,
    )
    expect(pings(content)).toEqual(['@U0BEN0001'])
  })

  test('many people: as many replies as it takes, each service in one of them', () => {
    const keyStates = manyServices(3).map(({ key }, at) =>
      waiting({
        service: key.service,
        line: [...Array.from({ length: 101 }, (_, n) => merged(`c${n}`, { login: `p${at}-${n}` })), merged('live')],
      }),
    )
    const replies = replyBatches(linesOf(keyStates, []))
    expect(replies.map(({ length }) => length)).toEqual([1, 1, 1])
    for (const newCommits of replies) shown(newCommitsReply('production', newCommits, rendering))
  })
})

test('a service that could not be read keeps its line', () => {
  const notified = linesOf([waiting()], undefined, NOW).map(one => ({
    ...one.notified,
    seen: one.notified.seen - 7200,
  }))
  const finding: Finding = { reason: 'github-unreachable', text: 'GitHub failed to <answer> (502)' }
  const key = { repository: 'acme/web', service: 'web', environment: 'production' }
  const lines = linesOf([{ kind: 'unread', key, finding }], notified)
  expect(shown(staleMessage('production', lines, 'edit', rendering))).toContain(
    '*web*: 1 commit for 5 h · not read since 15:00 (GitHub failed to &lt;answer&gt; (502))',
  )
})
