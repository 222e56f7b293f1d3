import { describe, expect, test } from 'vitest'
import { Budget } from '../../../../src/github/budget.ts'
import { readPushTimes } from '../../../../src/github/scan/activity.ts'
import { pathsOf as pathsOfCommit, readChangedPaths } from '../../../../src/github/scan/changed-paths.ts'
import type { RepositoryReading } from '../../../../src/github/scan/repository-reading.ts'
import { readWaitingRuns } from '../../../../src/github/scan/waiting-runs.ts'
import { type PathPattern, pathPattern } from '../../../../src/policy/path-patterns.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'
import { type Answer, type FakeApi, startFakeApi } from '../fake-api.ts'
import { deployment, draft } from './facts.ts'

function toolsOf(api: FakeApi, budget = 100) {
  return { github: api.connect(), budget: new Budget(budget), log: api.log, clock: api.clock }
}

const pathsOf = (api: FakeApi) => api.requests.map(({ url }) => url.replace('/repos/acme/hello/', ''))

describe('commits without a pull request of their own', () => {
  const live = { production: [deployment({ sha: 'a', good: true })] }
  const push = (before: string, after: string, timestamp: string) => ({ before, after, timestamp })
  const suite = new Map([['acme/hello b', { at: 7, source: 'check-suite' as const }]])

  test('have the time of their push, else of a check suite, else none', async () => {
    const api = await startFakeApi({ status: 200, body: [push('c', 'E', '1970-01-01T00:00:09Z')] })
    const one = draft('edcba', live)
    await readPushTimes(toolsOf(api), [one], suite)
    expect(one.line?.commits.map(({ merged }) => merged)).toEqual([
      { at: 9000, source: 'activity' },
      { at: 9000, source: 'activity' },
      undefined,
      { at: 7, source: 'check-suite' },
      undefined,
    ])
    expect(pathsOf(api)).toEqual(['activity?ref=refs%2Fheads%2Fmain&per_page=100'])
  })

  test('are looked for on the next pages until all are found', async () => {
    const next = { link: '<http://x/activity?after=CURSOR&per_page=100>; rel="next"' }
    const api = await startFakeApi(
      { status: 200, headers: next, body: [push('b', 'c', '1970-01-01T00:00:09Z')] },
      { status: 200, headers: next, body: [push('a', 'b', '1970-01-01T00:00:08Z')] },
    )
    const one = draft('cba', live)
    await readPushTimes(toolsOf(api), [one], new Map())
    expect(one.line?.commits.map(({ merged }) => merged?.at)).toEqual([9000, 8000, undefined])
    expect(pathsOf(api)[1]).toBe('activity?ref=refs%2Fheads%2Fmain&per_page=100&after=CURSOR')
  })

  test('are not looked for behind the last page', async () => {
    const api = await startFakeApi({ status: 200, body: [push('a', 'b', '1970-01-01T00:00:09Z')] })
    const one = draft('cba', live)
    await readPushTimes(toolsOf(api), [one], new Map())
    expect(one.line?.commits.map(({ merged }) => merged?.at)).toEqual([undefined, 9000, undefined])
    expect(api.requests).toHaveLength(1)
  })

  test('are not looked for when there are none', async () => {
    const api = await startFakeApi({ status: 200, body: [] })
    const one = draft('ba', live)
    one.line?.commits.forEach((commit, at, all) => {
      all[at] = { ...commit, merged: { at: 1, source: 'pull-request' } }
    })
    await readPushTimes(toolsOf(api), [one], new Map())
    expect(api.requests).toEqual([])
  })
})

describe('the paths of waiting commits', () => {
  const files = (...names: object[]) => ({ sha: 'x', files: names })
  const ignoring = (pathsAfter: number | undefined): RepositoryReading => {
    const one = draft('cba', { production: [deployment({ sha: 'a', good: true })] })
    return {
      ...one,
      question: {
        services: ['hello'],
        apps: [],
        asksForRules: false,
        environments: [{ name: 'production', pathsAfter }],
      },
    }
  }

  test('both names of what was renamed, from all pages', async () => {
    const api = await startFakeApi(
      { status: 200, headers: { link: '<http://x?page=2>; rel="next"' }, body: files({ filename: 'a' }) },
      { status: 200, body: files({ filename: 'new', previous_filename: 'old' }) },
    )
    const one = ignoring(1000)
    await readChangedPaths(toolsOf(api), [one])
    expect(one.line?.commits.map(({ changedPaths }) => changedPaths)).toEqual([
      ['a', 'new', 'old'],
      ['new', 'old'],
      undefined,
    ])
    expect(pathsOf(api)[1]).toBe('commits/c?per_page=100&page=2')
  })

  test.each([
    ['the policy ignores none', undefined, 0],
    ['none has waited so long', 500, 999_600],
  ])('are not asked for where %s', async (_, after, at) => {
    const api = await startFakeApi({ status: 200, body: files() })
    const one = ignoring(after)
    one.line?.commits.forEach((commit, index, all) => {
      all[index] = { ...commit, merged: { at, source: 'activity' } }
    })
    await readChangedPaths(toolsOf(api), [one])
    expect(api.requests).toEqual([])
  })

  test('only of the commits that have waited so long', async () => {
    const api = await startFakeApi({ status: 200, body: files({ filename: 'a' }) })
    const one = ignoring(500)
    one.line?.commits.forEach((commit, index, all) => {
      all[index] = { ...commit, merged: { at: index === 0 ? 999_600 : 999_500, source: 'activity' } }
    })
    await readChangedPaths(toolsOf(api), [one])
    expect(one.line?.commits.map(({ changedPaths }) => changedPaths)).toEqual([undefined, ['a'], undefined])
  })

  test.each([
    [99, 2999],
    [100, undefined],
  ])('of 2,900 files and %i more GitHub lists no others: they may be all, or not', async (last, expected) => {
    let page = 0
    const api = await startFakeApi((_, response) => {
      page += 1
      const names = Array.from({ length: page === 30 ? last : 100 }, (__, at) => ({ filename: `${page}/${at}` }))
      const link = page === 30 ? {} : { link: '<http://x?page=2>; rel="next"' }
      response.writeHead(200, { 'content-type': 'application/json', ...link }).end(JSON.stringify(files(...names)))
    })
    const one = draft('ba', { production: [deployment({ sha: 'a', good: true })] })
    expect((await pathsOfCommit(toolsOf(api), one, 'b'))?.length).toBe(expected)
    expect(api.requests).toHaveLength(30)
  })

  test('more than may be compared with the patterns of the policy: the rest counts as other files, without a request', async () => {
    let page = 0
    const api = await startFakeApi((_, response) => {
      page += 1
      const body = JSON.stringify(files({ filename: `${page}${'a'.repeat(98)}` }))
      response.writeHead(200, { 'content-type': 'application/json' }).end(body)
    })
    const one = ignoring(1000)
    const ignorePaths = [pathPattern('/*a*a*b') as PathPattern]
    const environments = one.question.environments.map(environment => ({ ...environment, ignorePaths }))
    // A comparison takes some 200 steps here, and at most 700.
    const hostile = { ...one, question: { ...one.question, environments }, pathSteps: { left: 850 } }
    await readChangedPaths(toolsOf(api), [hostile])
    expect(hostile.line?.commits.map(({ changedPaths }) => changedPaths?.length)).toEqual([1, undefined, undefined])
    expect(api.requests).toHaveLength(2)
    expect(api.log.lines).toEqual([
      'notice: acme/hello: its policy has too many or too long patterns for the paths that its commits change: commits that are not compared count as if they changed other files as well',
    ])
  })

  test('the patterns that many environments have are compared once', async () => {
    const text = `stale: {ignore-paths: [/*a*a*b]}\nenvironments: {${Array.from({ length: 40 }, (_, at) => `e${at}: `).join(', ')}}`
    const api = await startFakeApi({ status: 200, body: files({ filename: 'a'.repeat(99) }) })
    const one = ignoring(1000)
    const environments = parsePolicy(text, { repository: 'hello' }).environments.map(({ name, stale }) => {
      return { name, pathsAfter: 1000, ignorePaths: stale?.ignorePaths ?? [] }
    })
    const watched = { ...one, question: { ...one.question, environments }, pathSteps: { left: 10_000 } }
    await readChangedPaths(toolsOf(api), [watched])
    expect(watched.line?.commits.map(({ changedPaths }) => changedPaths?.length)).toEqual([1, 1, undefined])
    expect(watched.pathSteps.left).toBeGreaterThan(8000)
  })

  test('more than the budget has: the repository is left out, not taken for read', async () => {
    const api = await startFakeApi({ status: 200, body: files() })
    const one = ignoring(1000)
    await readChangedPaths(toolsOf(api, 1), [one])
    expect(api.requests).toHaveLength(1)
    expect(one.problem).toMatchObject({ kind: 'left-out', finding: { reason: 'budget-used-up' } })
  })

  test('GitHub’s limit ends the asking for all', async () => {
    const api = await startFakeApi({ status: 429, headers: { 'retry-after': '90' } })
    const [one, other] = [ignoring(1000), ignoring(1000)]
    await readChangedPaths(toolsOf(api), [one, other])
    expect(api.requests).toHaveLength(1)
    expect([one.problem?.kind, other.problem?.kind]).toEqual(['left-out', 'left-out'])
  })

  test('a failure is the repository’s problem, the next one goes on', async () => {
    const refused: Answer = { status: 403, body: { message: 'Resource not accessible by integration' } }
    const api = await startFakeApi(refused, { status: 200, body: files({ filename: 'a' }) })
    const [one, other] = [ignoring(1000), ignoring(1000)]
    await readChangedPaths(toolsOf(api), [one, other])
    expect(one.problem?.finding.text).toBe(
      "acme/hello: GitHub refused to list the files of a commit (403 Resource not accessible by integration): give the job 'permissions: contents: read'",
    )
    expect([other.problem, other.line?.commits[0]?.changedPaths]).toEqual([undefined, ['a']])
  })
})

describe('deployments that have not begun', () => {
  const run = (sha: string, second: number) => {
    return {
      ...{ id: 1, workflow_id: 1, path: 'deploy.yml', html_url: 'https://github.test/runs/1' },
      ...{ head_sha: sha, event: 'deployment', created_at: `1970-01-01T00:00:0${second}Z` },
    }
  }

  test('wait for a reviewer when their run does', async () => {
    const api = await startFakeApi({ status: 200, body: { total_count: 1, workflow_runs: [run('b', 6)] } })
    const one = draft('ba', {
      staging: [deployment({ id: 1, sha: 'b', createdAt: 4000, state: 'pending' })],
      production: [deployment({ id: 2, sha: 'b', createdAt: 5000, state: 'abandoned' }), deployment({ id: 3 })],
    })
    await readWaitingRuns(toolsOf(api), [one])
    const waits = [...one.environments.values()].map(({ deployments }) => deployments.map(({ runWaits }) => runWaits))
    expect(waits).toEqual([[false], [true, undefined]])
    expect(pathsOf(api)).toEqual([
      'actions/runs?status=waiting&event=deployment&exclude_pull_requests=true&per_page=100',
    ])
  })

  test('no request where the newest has begun, or is not ours', async () => {
    const api = await startFakeApi({ status: 200, body: {} })
    const foreign = deployment({ task: 'pages', state: 'pending' })
    const one = draft('ba', { staging: [foreign, deployment({ state: 'in_progress' })], production: [] })
    await readWaitingRuns(toolsOf(api), [one])
    expect(api.requests).toEqual([])
  })
})
