import { describe, expect, test } from 'vitest'
import type { DeploymentFacts } from '../../../../src/domain/history/deployment-facts.ts'
import type { RepositoryFacts } from '../../../../src/domain/history/facts.ts'
import type { Waiting } from '../../../../src/domain/stale/waiting.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'
import { commit, deployment, HOUR, NOON, repository } from '../history/facts.ts'
import { oneCheck } from '../history/one-check.ts'
import { judged, KEY, notified, red, waiting } from './judged-key.ts'

const live = (sha: string, hours = -1) => deployment(sha, hours)
const failed = (sha: string, hours: number, state: 'failure' | 'error' | 'inactive' = 'failure') =>
  deployment(sha, hours, [[hours, state]])

test.each<[string, RepositoryFacts, string]>([
  ['the head is live', repository([commit('b'), commit('a')], { production: [live('b')] }), ''],
  ['one waits', repository([commit('b'), commit('a')], { production: [live('a')] }), 'b waiting stale'],
  ['none was ever good', repository([commit('b')], { production: [failed('b', 1)] }), 'b behind-failed stale'],
  ['no deployment at all', repository([commit('b')], { production: [] }), 'b never-deployed stale'],
  [
    'a deployment of another task is none of ours',
    repository([commit('b'), commit('a')], {
      production: [deployment('b', 1, undefined, { task: 'pages' }), live('a')],
    }),
    'b waiting stale',
  ],
  [
    'good is good whatever came later',
    repository([commit('b'), commit('a')], {
      production: [
        deployment('b', 1, [
          [1, 'success'],
          [2, 'inactive'],
        ]),
        live('a'),
      ],
    }),
    '',
  ],
  [
    'the skip marker, whatever its case',
    repository([commit('b', { message: 'x\n\n[Skip Deploy]' }), commit('a')], { production: [live('a')] }),
    'b skipped',
  ],
  [
    'ignored paths alone; not when one path counts, nor when the paths were not read, nor without any path',
    repository(
      [
        commit('e', { changedPaths: ['docs/a', 'docs/b/c'] }),
        commit('d', { changedPaths: ['docs/a', 'src/a'] }),
        commit('c', { changedPaths: undefined }),
        commit('b', { changedPaths: [] }),
        commit('a'),
      ],
      { production: [live('a')] },
    ),
    'e ignored, d waiting stale, c waiting stale, b waiting stale',
  ],
  [
    'red, and nothing newer can be deployed',
    repository([red('d'), red('c'), commit('b'), commit('a')], { production: [live('a')] }),
    'd checks-red stale, c checks-red stale, b waiting stale',
  ],
  [
    'red, but a newer one can be deployed',
    repository([commit('c'), red('b'), commit('a')], { production: [live('a')] }),
    'c waiting stale, b waiting stale',
  ],
  [
    'checks that were not read, and some that still run, do not pass',
    repository([commit('c', { checks: undefined }), commit('b', { checks: oneCheck('b', 'pending') }), commit('a')], {
      production: [live('a')],
    }),
    'c checks-red stale, b checks-red stale',
  ],
  [
    'rolled back, each since it was taken out',
    repository([commit('d'), commit('c'), commit('b'), commit('a')], {
      production: [live('a', 2), live('b', 0.5), live('c', 0)],
    }),
    'd waiting stale, c rolled-back stale, b rolled-back',
  ],
  [
    'behind what failed: what it held, not what is newer',
    repository([commit('d'), commit('c'), commit('b'), commit('a')], {
      production: [failed('c', 2, 'error'), live('a')],
    }),
    'd waiting stale, c behind-failed stale, b behind-failed stale',
  ],
  [
    'a superseded one says nothing; one older than the live one neither',
    repository([commit('c'), commit('b'), commit('a')], {
      production: [failed('c', 2, 'inactive'), live('a'), failed('c', -2)],
    }),
    'c waiting stale, b waiting stale',
  ],
  [
    'rolled back comes before failed',
    repository([commit('b'), commit('a')], { production: [failed('b', 1), live('a', 0), live('b', -1)] }),
    'b rolled-back stale',
  ],
  [
    'live, but off the line: what the newest one on the line does not hold waits',
    repository([commit('c'), commit('b'), commit('a')], { production: [live('x', 1), live('b'), live('a', -2)] }),
    'c waiting stale',
  ],
  [
    'live, but off the line, and no other on it: all wait, though it was deployed before',
    repository([commit('b'), commit('a')], { production: [live('x', 1)] }),
    'b waiting stale, a waiting stale',
  ],
  [
    'not known since when: never stale',
    repository([commit('b', { merged: undefined }), commit('a')], { production: [live('a')] }),
    'b waiting',
  ],
])('%s', (_, facts, expected) => {
  expect(notified(waiting(facts))).toBe(expected)
})

test('what is live elsewhere, in the order of the policy', () => {
  const facts = repository([commit('c'), commit('b'), commit('a')], { production: [live('a')], staging: [live('b')] })
  expect(waiting(facts).commits.map(one => one.liveIn)).toEqual([[], ['staging']])
})

test('the newest that can be deployed is offered, also one that is not reported', () => {
  const line = [red('d'), commit('c', { changedPaths: ['docs/a'] }), commit('b'), commit('a')]
  const answer = waiting(repository(line, { production: [live('a')] }))
  expect(answer.candidate?.commit.sha).toBe('c')
  expect(waiting(repository([red('b'), commit('a')], { production: [live('a')] })).candidate).toBeUndefined()
})

test('each environment judges the checks by its own rules', () => {
  const strict = parsePolicy('environments: {staging: , production: {checks: {required: [audit]}}}', {
    repository: 'shop',
  })
  const facts = repository([commit('b'), commit('a')], { production: [live('a')], staging: [live('a')] })
  expect(notified(waiting(facts, 5, strict))).toBe('b checks-red stale')
  expect(notified(waiting(facts, 5, strict, { ...KEY, environment: 'staging' }))).toBe('b waiting stale')
})

test('a line that was not followed to its end: more wait than are listed, and it is not said to be off the line', () => {
  const facts = repository([commit('c'), commit('b')], { production: [live('a')] })
  const cut = waiting({ ...facts, line: { commits: facts.line?.commits ?? [], end: 'too-far-back' } })
  expect([cut.more, cut.live.offLine, cut.commits.length]).toEqual([true, false, 2])
  const whole = waiting(facts)
  expect([whole.more, whole.live.offLine]).toEqual([false, true])
})

test('never deployed, and the line was followed only to what is live elsewhere: more wait than are listed', () => {
  const facts = repository([commit('c'), commit('b')], { production: [] })
  const cut = waiting({ ...facts, line: { commits: facts.line?.commits ?? [], end: 'live-found' } })
  expect([cut.more, cut.commits.length]).toEqual([true, 2])
  expect(waiting(facts).more).toBe(false)
})

test('the line is not needed where the head is live', () => {
  const facts = { ...repository([commit('b')], { production: [live('B')] }), line: undefined }
  expect(waiting(facts)).toMatchObject({ commits: [], silence: { reason: 'nothing-stale' } })
})

test.each<[string, RepositoryFacts, string]>([
  [
    'deployments',
    repository([commit('a')], { staging: [] }),
    'acme/shop: the deployments to production could not be read',
  ],
  [
    'the line',
    { ...repository([commit('b')], { production: [live('a')] }), line: undefined },
    'acme/shop: the commits of main could not be read',
  ],
  [
    'the line, where nothing was ever deployed',
    { ...repository([commit('b')], { production: [] }), line: undefined },
    'acme/shop: the commits of main could not be read',
  ],
  [
    'what is live',
    {
      ...repository([commit('b')], {}),
      environments: new Map([['production', { deployments: [failed('b', 1)], complete: false }]]),
    },
    'acme/shop: no good deployment of shop to production is among the 1 newest there, and older ones are not read; deploy it, or turn it off there (stale: off)',
  ],
])('not known is not live: %s', (_, facts, text) => {
  expect(judged(facts)).toMatchObject({ kind: 'unread', finding: { text } })
})

test('rolled back: the deployment of a commit that is off the branch did not take anything out', () => {
  const good = [live('a', 3), live('gone', 2), live('c', 1)]
  const line = [commit('c'), commit('b'), commit('a')]
  const since = ({ commits }: Waiting) => commits.map(one => ((one.since?.at ?? 0) - NOON) / HOUR)
  expect(since(waiting(repository(line, { production: good })))).toEqual([3, 3])
  // It may just be further back where the line was not followed to its root.
  const facts = repository(line, { production: good })
  expect(since(waiting({ ...facts, line: { commits: line, end: 'live-found' } }))).toEqual([2, 2])
})

describe('a branch that was deployed', () => {
  const line = [
    commit('d', { merged: { at: NOON + HOUR, source: 'pull-request' } }),
    commit('c'),
    commit('b'),
    commit('a'),
  ]
  const onBranch = (good: readonly DeploymentFacts[], leftAt: Record<string, string>) => {
    const facts = repository(line, { production: good })
    return waiting({ ...facts, line: { commits: line, end: 'root', leftAt: new Map(Object.entries(leftAt)) } }, 6)
  }
  const shown = ({ commits }: Waiting) =>
    commits.map(one => `${one.commit.sha} ${one.kind} since ${((one.since?.at ?? 0) - NOON) / HOUR}`).join(', ')

  test('made from the newest commit that was live: only what came later waits', () => {
    expect(shown(onBranch([live('x', 2), live('c', 0.5)], { x: 'c' }))).toBe('d waiting since 1')
  })

  test('made from an older one: what it does not contain waits since then', () => {
    expect(shown(onBranch([live('x', 2), live('c', 0.5)], { x: 'b' }))).toBe('d waiting since 1, c rolled-back since 2')
  })

  test('a rollback from it: what it contained was taken out by the rollback', () => {
    expect(shown(onBranch([live('a', 3), live('x', 2), live('a', 0.5)], { x: 'c' }))).toBe(
      'd waiting since 1, c rolled-back since 3, b rolled-back since 3',
    )
  })

  test('a rollback after another one: each commit waits since it was taken out', () => {
    expect(shown(onBranch([live('a', 3), live('b', 2), live('c', 1), live('a', 0.5)], {}))).toBe(
      'd waiting since 1, c rolled-back since 2, b rolled-back since 3',
    )
  })
})
