import { describe, expect, test } from 'vitest'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import type { Fields } from '../../../../src/github/graphql/answer.ts'
import { checkFacts, earliestSuite } from '../../../../src/github/scan/check-nodes.ts'
import { policy } from '../../domain/checks/facts.ts'

const suite = (id: number, more: Fields = {}): Fields => ({
  databaseId: id,
  createdAt: `2026-11-20T10:00:0${id % 10}Z`,
  status: 'COMPLETED',
  conclusion: 'SUCCESS',
  app: { databaseId: 15368, slug: 'github-actions' },
  branch: { name: 'main' },
  workflowRun: {
    databaseId: id * 10,
    event: 'push',
    url: `https://github.test/runs/${id}`,
    workflow: { databaseId: 7, name: 'ci' },
  },
  ...more,
})
const run = (id: number, more: Fields = {}): Fields => ({
  __typename: 'CheckRun',
  databaseId: id,
  name: 'test',
  status: 'COMPLETED',
  conclusion: 'SUCCESS',
  url: `https://github.test/acme/hello/actions/runs/10/job/${id}`,
  checkSuite: { databaseId: 1, app: { databaseId: 15368, slug: 'github-actions' } },
  ...more,
})
const status = (state: string, more: Fields = {}): Fields => ({
  __typename: 'StatusContext',
  context: 'cov',
  state,
  targetUrl: null,
  createdAt: '2026-11-20T10:00:00Z',
  ...more,
})
const list = (nodes: readonly Fields[], total = nodes.length) => ({ nodes, total, next: undefined })

const on = (own: readonly number[] = []) => ({ branch: 'main', ownRuns: new Set(own) })

function reasons(contexts: readonly Fields[], suites: readonly Fields[], own: readonly number[] = []): string[] {
  const facts = checkFacts('a', { contexts: list(contexts), suites: list(suites) }, on(own))
  return judgeChecks(facts, policy()).findings.map(({ reason, text }) => `${reason}: ${text.split("'")[1]}`)
}

test('the facts are those of the REST interface', () => {
  const facts = checkFacts('a', { contexts: list([run(5), status('SUCCESS')]), suites: list([suite(1)]) }, on())
  expect(facts).toEqual({
    sha: 'a',
    branch: 'main',
    checkRuns: [
      {
        id: 5,
        name: 'test',
        app: 'github-actions',
        appId: 15368,
        suiteId: 1,
        status: 'completed',
        conclusion: 'success',
        url: 'https://github.test/acme/hello/actions/runs/10/job/5',
      },
    ],
    statuses: [{ id: 1, context: 'cov', state: 'success', url: '' }],
    workflowRuns: [
      {
        id: 10,
        workflowId: 7,
        workflowName: 'ci',
        event: 'push',
        headBranch: 'main',
        suiteId: 1,
        attempt: 2,
        status: 'completed',
        conclusion: 'success',
        url: 'https://github.test/runs/1',
      },
    ],
    ownWorkflowIds: [],
    unreadable: [],
  })
})

describe('judged as everywhere', () => {
  const failed = { conclusion: 'FAILURE' }
  const suiteOf = (id: number) => ({
    checkSuite: { databaseId: id, app: { databaseId: 15368, slug: 'github-actions' } },
  })

  test.each<[string, Fields[], Fields[], string[]]>([
    ['all passed', [run(5)], [suite(1)], []],
    ['a failed job', [run(5, failed)], [suite(1, failed)], ['check-failed: ci / test']],
    ['a job run again', [run(5, failed), run(6)], [suite(1)], []],
    [
      'of one name, the first failed, the second skipped',
      [run(5, failed), run(6, { conclusion: 'SKIPPED' })],
      [suite(1, failed)],
      ['check-failed: ci'],
    ],
    ['a run without a job', [], [suite(1, { conclusion: 'STARTUP_FAILURE' })], ['check-failed: ci']],
    ['a run that goes on', [], [suite(1, { status: 'QUEUED', conclusion: null })], ['check-running: ci']],
    ['a failed status', [status('FAILURE'), run(5)], [suite(1)], ['check-failed: cov']],
    [
      'the newest status of a name',
      [status('SUCCESS', { createdAt: '2026-11-20T11:00:00Z' }), status('ERROR')],
      [suite(1)],
      [],
    ],
    ['a status that was not reported yet', [status('EXPECTED')], [suite(1)], ['check-running: cov']],
    ['a job of no listed run', [run(5)], [], ['check-unreadable: test']],
    [
      'another app',
      [run(5, { ...failed, checkSuite: { databaseId: 9, app: { databaseId: 7, slug: 'scan' } } })],
      [suite(1)],
      ['check-failed: test'],
    ],
    [
      'a suite in which nothing ever ran',
      [run(5)],
      [suite(1), suite(2, { app: { slug: 'idle' }, status: 'QUEUED', workflowRun: null })],
      [],
    ],
    ['no checks', [], [], ['no-checks: undefined']],
    [
      'a run for a branch that is gone, or a tag, beside that of the default branch',
      [run(5), run(6, { ...failed, url: 'https://github.test/acme/hello/actions/runs/20/job/6', ...suiteOf(2) })],
      [suite(1), suite(2, { ...failed, branch: null })],
      [],
    ],
    [
      'a report that a workflow made with its token, in the suite of a run that does not count',
      [run(5), run(6, { ...failed, name: 'report', url: 'https://github.test/acme/hello/runs/6', ...suiteOf(2) })],
      [suite(1), suite(2, { branch: { name: 'other' } })],
      ['check-failed: report'],
    ],
  ])('%s', (_, contexts, suites, expected) => {
    expect(reasons(contexts, suites)).toEqual(expected)
  })

  test('the workflow that deploys is known by the runs that wrote the deployments’ statuses', () => {
    expect(reasons([run(5, failed)], [suite(1, failed)], [10])).toEqual(['no-checks: undefined'])
  })
})

test('fewer than GitHub counts: unreadable', () => {
  const facts = checkFacts('a', { contexts: list([run(5)], 3), suites: list([suite(1)], 2) }, on())
  expect(facts.unreadable.map(({ text }) => text)).toEqual([
    'GitHub counts 2 more checks for the commit than it lists: they cannot be judged',
    'GitHub counts 1 more check suites for the commit than it lists: they cannot be judged',
  ])
})

test('the earliest suite on the branch: those of a pull request were there before the merge', () => {
  const suites = list([suite(5), suite(3), suite(1, { branch: { name: 'feature' } }), suite(2, { branch: null })])
  expect(earliestSuite({ suites }, 'main')).toBe(Date.parse('2026-11-20T10:00:03Z'))
  expect(earliestSuite({ suites: list([]) }, 'main')).toBeUndefined()
})
