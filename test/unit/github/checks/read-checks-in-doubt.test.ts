import { describe, expect, test } from 'vitest'
import type { GitHubDouble } from '../../../../packages/github-double/src/github.ts'
import type { Job } from '../../../../packages/github-double/src/state/workflow-run.ts'
import type { CheckFacts } from '../../../../src/domain/checks/facts.ts'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import { readChecks } from '../../../../src/github/checks/read-checks.ts'
import type { GitHubClient } from '../../../../src/github/client.ts'
import type { CheckPolicy } from '../../../../src/policy/policy.ts'
import { policy } from '../../domain/checks/facts.ts'
import { connectToDouble } from '../double.ts'
import { type Answer, startFakeApi } from '../fake-api.ts'

const CI = { path: '.github/workflows/ci.yml', name: 'ci' }
const DEPLOY = { path: '.github/workflows/deploy.yml', name: 'deploy' }

function jobs(conclusion: Job['conclusion'], ...names: string[]): Job[] {
  return names.map(name => (conclusion === undefined ? { name } : { name, conclusion }))
}

/** How long the second look is waited for. */
const pauses: number[] = []

function read(
  github: GitHubClient,
  question: { readonly sha: string; readonly runId?: number },
  rules: CheckPolicy = policy(),
): Promise<CheckFacts> {
  pauses.length = 0
  const pause = async (ms: number) => void pauses.push(ms)
  return readChecks(github, { ...question, branch: 'main', policy: rules, pause })
}

function reasons(facts: CheckFacts, rules: CheckPolicy = policy()): string[] {
  return judgeChecks(facts, rules).findings.map(finding => `${finding.reason}: ${finding.text.split("'")[1]}`)
}

describe('where the lists are not enough', () => {
  /** Paths below the repository that were asked for beside the lists and the own run. */
  const beside = (github: GitHubDouble) =>
    github.requests
      .filter(({ method, path }) => method === 'GET' && !/\/(status|check-runs|runs)$/.test(path))
      .map(({ path }) => path.replace('/repos/acme/hello/actions/', ''))

  test('a red report made with a workflow’s token, in the suite of a scheduled run', async () => {
    const { github, repository, client, call } = await connectToDouble()
    const headSha = await repository.commit({ message: 'one' })
    const nightly = { path: 'nightly.yml', name: 'nightly' }
    const first = await github.recordWorkflowRun({
      ...{ workflow: nightly, event: 'schedule', headSha, jobs: jobs('success', 'night') },
    })
    await github.recordWorkflowRun({ workflow: CI, event: 'push', headSha, jobs: jobs('success', 'test') })
    await call('POST', '/check-runs', { body: { name: 'report', head_sha: headSha, conclusion: 'failure' } })
    const facts = await read(client, { sha: headSha })
    expect(facts.checkRuns.find(({ name }) => name === 'report')?.suiteId).toBe(first.checkSuiteId)
    expect(reasons(facts)).toEqual(['check-failed: report'])
    expect(judgeChecks(facts, policy({ ignored: ['report'], required: ['test'] })).findings).toEqual([])
    expect(beside(github)).toEqual([`runs/${first.id}/jobs`])
  })

  test('a red job of a run that does not count is asked about once, and does not count', async () => {
    const { github, repository, client } = await connectToDouble()
    const headSha = await repository.commit({ message: 'one' })
    const run = { workflow: CI, event: 'push', headSha }
    await github.recordWorkflowRun({ ...run, jobs: jobs('success', 'test') })
    const tag = await github.recordWorkflowRun({ ...run, headBranch: 'v1', jobs: jobs('failure', 'test') })
    expect(reasons(await read(client, { sha: headSha }))).toEqual([])
    expect(beside(github)).toEqual([`runs/${tag.id}/jobs`])
  })

  test('a list of runs that lags: the own run and those of the jobs are read by their ids', async () => {
    const { github, repository, client } = await connectToDouble()
    const headSha = await repository.commit({ message: 'one' })
    const ci = await github.recordWorkflowRun({
      ...{ workflow: CI, event: 'push', headSha, jobs: jobs('failure', 'test') },
    })
    const own = await github.recordWorkflowRun({
      ...{ workflow: DEPLOY, event: 'deployment', headSha, jobs: jobs(undefined, 'deploy') },
    })
    github.unlistRuns(2)
    const facts = await read(client, { sha: headSha, runId: own.id })
    expect(reasons(facts)).toEqual(['check-failed: ci / test'])
    expect(facts.workflowRuns.map(({ id }) => id).toSorted()).toEqual([ci.id, own.id])
    expect(beside(github)).toEqual([`runs/${own.id}`, `runs/${ci.id}`])
    expect(pauses).toEqual([])
  })

  test('the deploying run’s own check never blocks, also while the list of runs is empty', async () => {
    const { github, repository, client } = await connectToDouble()
    const headSha = await repository.commit({ message: 'one' })
    const own = await github.recordWorkflowRun({
      ...{ workflow: DEPLOY, event: 'deployment', headSha, jobs: jobs(undefined, 'deploy') },
    })
    github.unlistRuns(1)
    const facts = await read(client, { sha: headSha, runId: own.id })
    expect(judgeChecks(facts, policy({ noChecks: 'allow' })).findings).toEqual([])
  })

  test('what GitHub requires of the branch, by rulesets and protection, only where the policy asks for it', async () => {
    const { github, repository, client, call } = await connectToDouble()
    const headSha = await repository.commit({ message: 'one' })
    const both = [...jobs('success', 'test'), ...jobs('failure', 'e2e')]
    await github.recordWorkflowRun({ workflow: CI, event: 'push', headSha, jobs: both })
    await call('POST', '/check-runs', {
      body: { name: 'scan', head_sha: headSha, conclusion: 'success' },
      token: 'ghs_ci',
    })
    github.protectBranch({ rules: [{ context: 'test', appId: 15368 }], protection: [{ context: 'scan' }] })
    const rules = policy({ count: 'required' })
    const facts = await read(client, { sha: headSha }, rules)
    expect(facts.required).toEqual([
      { context: 'test', appId: 15368 },
      { context: 'scan', appId: undefined },
    ])
    const { passed, findings } = judgeChecks(facts, rules)
    expect([passed.map(({ name }) => name).toSorted(), findings]).toEqual([['ci / test', 'scan'], []])
    expect(beside(github)).toEqual(['/repos/acme/hello/rules/branches/main', '/repos/acme/hello/branches/main'])
    github.protectBranch({ protection: [{ context: 'test', appId: 9 }] })
    expect(reasons(await read(client, { sha: headSha }, rules), rules)).toEqual(['check-missing: test'])
    expect((await read(client, { sha: headSha })).required).toBeUndefined()
  })

  test('what no id leads to gets a second look before it blocks', async () => {
    const lists = { check_runs: [], workflow_runs: [], statuses: [] }
    const url = 'https://github.test/acme/hello/actions/runs/7/job/5'
    const suite = { check_suite: { id: 3 }, app: { slug: 'github-actions' }, html_url: url }
    const check = { id: 5, name: 'test', status: 'completed', conclusion: 'success', ...suite }
    let looks = 0
    const answer: Answer = (request, response) => {
      const path = request.url?.split('?')[0] ?? ''
      if (path.endsWith('/check-runs')) looks += 1
      const found = path.endsWith('/check-runs') ? { check_runs: [check], total_count: 1 } : { total_count: 0 }
      const body = path.endsWith('/runs/7') ? { message: 'Not Found' } : { ...lists, ...found }
      response
        .writeHead('message' in body ? 404 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(body))
    }
    const api = await startFakeApi(answer)
    expect(reasons(await read(api.connect(), { sha: 'a'.repeat(40) }))).toEqual(['check-unreadable: test'])
    expect([looks, pauses]).toEqual([2, [3000]])
  })

  test('a red job of an earlier attempt under another name does not count once the run passed', async () => {
    const { github, repository, client } = await connectToDouble()
    const headSha = await repository.commit({ message: 'one' })
    const run = await github.recordWorkflowRun({
      ...{ workflow: CI, event: 'push', headSha, jobs: jobs('failure', 'test (shard 1 of 3)') },
    })
    github.rerunWorkflowRun(run.id, jobs('success', 'test (shard 1 of 2)'), { whole: true })
    expect(reasons(await read(client, { sha: headSha }))).toEqual([])
    expect(beside(github)).toEqual([`runs/${run.id}/jobs`])
  })

  test('a job with continue-on-error that failed refuses, and no request is spent on it', async () => {
    const { github, repository, client } = await connectToDouble()
    const headSha = await repository.commit({ message: 'one' })
    const both = [...jobs('success', 'test'), { name: 'e2e', conclusion: 'failure', continueOnError: true } as const]
    await github.recordWorkflowRun({ workflow: CI, event: 'push', headSha, jobs: both })
    const facts = await read(client, { sha: headSha })
    expect(facts.workflowRuns).toMatchObject([{ conclusion: 'success' }])
    expect(judgeChecks(facts, policy()).findings).toMatchObject([
      { reason: 'check-failed', text: expect.stringContaining('its run passed') },
    ])
    expect(beside(github)).toEqual([])
  })
})

describe('what GitHub does not hand out', () => {
  const EMPTY = { total_count: 0, check_runs: [], statuses: [], workflow_runs: [] }

  test.each([
    ['check-runs', 'check runs'],
    ['status', 'commit statuses'],
    ['actions/runs', 'workflow runs'],
  ])('fewer %s than it counts: unreadable', async (path, what) => {
    const answer: Answer = (request, response) => {
      const body = { ...EMPTY, total_count: request.url?.split('?')[0]?.endsWith(path) === true ? 2 : 0 }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const api = await startFakeApi(answer)
    const facts = await read(api.connect(), { sha: 'a'.repeat(40) })
    expect(facts.unreadable).toEqual([
      {
        reason: 'check-unreadable',
        text: `GitHub counts 2 more ${what} for the commit than it lists: they cannot be judged`,
      },
    ])
  })

  test('an answer without its list is no empty list', async () => {
    const api = await startFakeApi({ status: 200, body: { total_count: 0 } })
    await expect(read(api.connect(), { sha: 'a'.repeat(40) })).rejects.toThrow()
  })

  test('a page that fails in the end fails the whole', async () => {
    const answer: Answer = (request, response) => {
      const refused = request.url?.includes('/check-runs') === true
      const body = refused ? { message: 'Resource not accessible by integration' } : EMPTY
      response.writeHead(refused ? 403 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const api = await startFakeApi(answer)
    await expect(read(api.connect(), { sha: 'a'.repeat(40) })).rejects.toThrow(
      "GitHub refused to list the commit's checks (403 Resource not accessible by integration): give the job 'permissions: checks: read'",
    )
  })
})
