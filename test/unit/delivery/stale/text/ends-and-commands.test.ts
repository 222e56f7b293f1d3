import { describe, expect, test } from 'vitest'
import { deployCommand } from '../../../../../src/delivery/stale/text/deploy-command.ts'
import { replyBatches } from '../../../../../src/delivery/stale/text/new-commits-reply.ts'
import { doneMessage, staleMessage } from '../../../../../src/delivery/stale/text/stale-message.ts'
import type { Cleared } from '../../../../../src/domain/stale/message-change.ts'
import type { Waiting } from '../../../../../src/domain/stale/waiting.ts'
import { deployment } from '../../../domain/history/facts.ts'
import { HOUR, linesOf, merged, NOON, rendering, type ServiceFacts, sha, waiting } from '../waiting-services.ts'
import { message, pings, shown } from './read-message.ts'

describe('the end of a message', () => {
  const cleared = (...all: readonly (readonly [name: string, why: Cleared['why']])[]) =>
    all.map(([name, why]) => ({ key: `acme/${name}#${name}`, why }))
  test.each<[what: string, cleared: readonly Cleared[], text: string]>([
    [
      'what has become of each service',
      cleared(['web', 'live'], ['api', 'live'], ['old', 'policy']),
      '✅ production: done · web and api: everything is deployed · old: no longer watched (policy changed) · Mon 19 Oct 17:00 UTC',
    ],
    [
      'one is younger',
      cleared(['web', 'not-stale']),
      '✅ production: done · web: no stale commits left · Mon 19 Oct 17:00 UTC',
    ],
    [
      'no policy names it any more',
      cleared(['web', 'policy'], ['api', 'policy']),
      '⏹ production: no longer watched (policy changed) · Mon 19 Oct 17:00 UTC',
    ],
    [
      'archived',
      cleared(['web', 'closed']),
      '⏹ production: no longer watched (repository archived) · Mon 19 Oct 17:00 UTC',
    ],
    [
      'for several reasons',
      cleared(['web', 'closed'], ['api', 'not-scanned']),
      '⏹ production: no longer watched (repository archived; repository no longer scanned) · Mon 19 Oct 17:00 UTC',
    ],
  ])('%s', (_, some, text) => {
    expect(shown(doneMessage('production', some, rendering))).toBe(text)
  })

  test('in the place of its zone', () => {
    const zone = 'America/Argentina/Buenos_Aires'
    expect(shown(doneMessage('production', cleared(['web', 'live']), { ...rendering, zone }))).toMatch(
      / · Mon 19 Oct 14:00 Buenos Aires$/,
    )
  })
})

describe('the command', () => {
  const live = merged('live', { merged: { at: NOON - 90 * HOUR, source: 'pull-request' } })
  const [fix, more] = [merged('fix'), merged('more')]
  const failing = (name: string) => deployment(sha(name), 3, [[3.5, 'failure']])
  const was = deployment(sha('live'), -90)
  const command = (of: ServiceFacts) =>
    /(?:This also brings .*:\n)?```commit-train deploy production \w+ --repo acme\/web/.exec(message(of))?.[0]

  test.each<[string, ServiceFacts]>([
    ['the commit has just failed', { line: [fix, live], production: [failing('fix'), was] }],
    [
      'the commit was rolled back',
      { line: [fix, live], production: [deployment(sha('live'), 0), deployment(sha('fix'), -20), was] },
    ],
    [
      'a branch is live, which it would replace',
      {
        line: [fix, live],
        production: [deployment(sha('branch'), 1), was],
        leftAt: { [sha('branch')]: sha('live') },
      },
    ],
    [
      'the environment is frozen',
      { line: [fix, live], rules: '{ freeze: [{ from: "0 16 * * mon", for: 2h, zone: UTC, reason: release }] }' },
    ],
    ['another environment has to run it first', { line: [fix, live], rules: '{ order: { after: staging } }' }],
  ])('none: %s', (_, of) => {
    expect(message(of)).toContain('*web*: <')
    expect(message(of)).not.toContain('commit-train deploy')
  })

  test('until when it is frozen is said', () => {
    const rules = '{ freeze: [{ from: "0 16 * * mon", for: 2h, zone: UTC, reason: release }] }'
    expect(message({ line: [fix, live], rules })).toContain('· frozen until 2026-10-19 18:00 UTC (release)')
  })

  test.each<[string, Partial<Waiting>]>([
    ['under a lock', { silence: { reason: 'locked', text: 'locked by ada' } }],
    ['while it is deployed', { silence: { reason: 'deploying', text: 'deployment 7 of abc is in progress' } }],
    ['while a person has to approve', { silence: { reason: 'waiting-for-approval', text: 'deployment 7 waits' } }],
  ])('none: %s', (_, some) => {
    expect(deployCommand({ ...waiting(), ...some })).toBeUndefined()
    expect(deployCommand({ ...waiting(), silence: { reason: 'quiet', text: '' } })).toContain('commit-train deploy')
  })

  test('another environment runs it', () => {
    const others = { staging: [deployment(sha('fix'), 1)] }
    expect(command({ line: [fix, live], others, rules: '{ order: { after: staging } }' })).toContain(
      'commit-train deploy',
    )
  })

  test('a newer commit takes along one that has failed: said', () => {
    const short = sha('fix').slice(0, 7)
    expect(command({ line: [more, fix, live], production: [failing('fix'), was] })).toMatch(
      new RegExp(
        `^This also brings \`${short}\`, whose deployment failed at 15:30 .*:\n\`\`\`commit-train deploy production ${sha('more').slice(0, 7)} --repo acme/web$`,
      ),
    )
  })

  test('a newer commit takes along some that were rolled back: said', () => {
    const line = [more, fix, merged('fix2'), live]
    const production = [deployment(sha('live'), 0), deployment(sha('fix'), -20), was]
    expect(command({ line, production })).toMatch(
      new RegExp(`^This also brings \`${sha('fix').slice(0, 7)}\` and 1 other, which were rolled back:\n`),
    )
  })
})

describe('where nothing was ever deployed', () => {
  const history = Array.from({ length: 600 }, (_, at) => merged(`c${at}`, { login: `p${at % 25}` }))
  const everybody = new Map(Array.from({ length: 25 }, (_, at) => [`p${at}`, `U0P${at}`]))

  test('it is shown, and nobody is mentioned, neither in the post nor later', () => {
    const first = waiting({ line: history, production: [] })
    const lines = linesOf([first])
    const content = staleMessage('production', lines, 'post', { ...rendering, users: everybody })
    expect(shown(content)).toMatch(/\|600 commits>, the oldest for 5 h · never deployed to production\n/)
    expect([pings(content), shown(content)]).toEqual([[], expect.not.stringContaining('For ')])
    const before = lines.map(({ notified }) => notified)
    const younger = merged('new', { merged: { at: NOON + HOUR / 2, source: 'pull-request' } })
    expect(replyBatches(linesOf([waiting({ line: [younger, ...history], production: [] })], before))).toEqual([])
  })

  test('what still waits after the first deployment is new then', () => {
    const before = linesOf([waiting({ line: history, production: [] })]).map(({ notified }) => notified)
    const after = linesOf([waiting({ line: history, production: [deployment(sha('c2'), 1)] })], before)
    expect(replyBatches(after)[0]?.[0]?.newCommits.map(({ commit }) => commit.title)).toEqual(['c0', 'c1'])
  })

  test('it stays in the message in quiet hours, and is not posted in them', () => {
    const quiet = { ...waiting({ line: history, production: [] }), silence: { reason: 'quiet', text: '' } as const }
    expect(linesOf([quiet])).toEqual([])
    const before = linesOf([waiting({ line: history, production: [] })]).map(({ notified }) => notified)
    expect(linesOf([quiet], before)).toHaveLength(1)
  })
})

test('what a bot wrote mentions who merged it', () => {
  const bump = merged('bump', { login: 'dependabot', author: 'dependabot', mergedBy: 'ben' })
  const text = message({ line: [bump, merged('live')] })
  expect(text).toContain('For <@U0BEN0001>\n')
  expect(text).toContain('bump — dependabot, merged by ben · 5 h')
})
