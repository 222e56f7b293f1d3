import { describe, expect, test } from 'vitest'
import type { Job } from '../../../../packages/github-double/src/state/workflow-run.ts'
import type { CheckFacts } from '../../../../src/domain/checks/facts.ts'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import { readChecks } from '../../../../src/github/checks/read-checks.ts'
import type { GitHubClient } from '../../../../src/github/client.ts'
import type { CheckPolicy } from '../../../../src/policy/policy.ts'
import { policy } from '../../domain/checks/facts.ts'
import { connectToDouble } from '../double.ts'

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

describe('against the double', () => {
  test('runs, check runs of other apps and statuses, each with its place', async () => {
    const { github, repository, client, call } = await connectToDouble()
    const sha = await repository.commit({ message: 'one' })
    const made = await github.recordWorkflowRun({
      workflow: CI,
      event: 'push',
      headSha: sha,
      jobs: jobs('success', 'test'),
    })
    const scan = { name: 'scan', head_sha: sha, conclusion: 'neutral', details_url: 'https://scan.example/1' }
    await call('POST', '/check-runs', { body: scan, token: 'ghs_ci' })
    await call('POST', `/statuses/${sha}`, {
      body: { state: 'pending', context: 'cov', target_url: 'https://cov.example' },
    })
    const facts = await read(client, { sha })
    expect(facts).toMatchObject({ sha, ownWorkflowIds: [], unreadable: [] })
    expect(facts.workflowRuns).toEqual([
      {
        id: made.id,
        workflowId: made.workflowId,
        workflowName: 'ci',
        event: 'push',
        title: 'one',
        headBranch: 'main',
        suiteId: made.checkSuiteId,
        attempt: 1,
        status: 'completed',
        conclusion: 'success',
        url: `${github.serverUrl}/acme/hello/actions/runs/${made.id}`,
      },
    ])
    expect(facts.checkRuns.map(({ name, app, status, conclusion }) => ({ name, app, status, conclusion }))).toEqual([
      { name: 'scan', app: 'ci', status: 'completed', conclusion: 'neutral' },
      { name: 'test', app: 'github-actions', status: 'completed', conclusion: 'success' },
    ])
    expect(facts.checkRuns[1]).toMatchObject({ id: made.jobs.test, suiteId: made.checkSuiteId })
    expect(facts.checkRuns[1]?.url).toMatch(/\/acme\/hello\/.*runs\//)
    expect(facts.statuses).toMatchObject([{ context: 'cov', state: 'pending', url: 'https://cov.example' }])
    expect(reasons(facts)).toEqual(['check-running: cov'])
    github.assertNoUnknownRequests()
  })

  test('four requests, side by side, when everything fits on a page', async () => {
    const { github, repository, client } = await connectToDouble()
    const sha = await repository.commit({ message: 'one' })
    const own = await github.recordWorkflowRun({
      workflow: DEPLOY,
      event: 'deployment',
      headSha: sha,
      jobs: jobs(undefined, 'd'),
    })
    const facts = await read(client, { sha, runId: own.id })
    expect(facts.ownWorkflowIds).toEqual([own.workflowId])
    expect(github.requests.map(request => request.path.replace('/repos/acme/hello/', '')).sort()).toEqual([
      'actions/runs',
      `actions/runs/${own.id}`,
      `commits/${sha}/check-runs`,
      `commits/${sha}/status`,
    ])
    expect(client.requests()).toBe(4)
  })

  test('all pages: the failure may be on the last', async () => {
    const { github, repository, client, call } = await connectToDouble({ limits: { contentWritesPerMinute: 1000 } })
    const sha = await repository.commit({ message: 'one' })
    const run = { workflow: CI, event: 'push', headSha: sha }
    await github.recordWorkflowRun({ ...run, jobs: jobs('failure', 'first') })
    const names = Array.from({ length: 210 }, (_, at) => `job ${at}`)
    await github.recordWorkflowRun({ ...run, workflow: { ...CI, path: 'b.yml' }, jobs: jobs('success', ...names) })
    await call('POST', `/statuses/${sha}`, { body: { state: 'error', context: 'old' } })
    for (const name of names.slice(0, 101))
      await call('POST', `/statuses/${sha}`, { body: { state: 'success', context: name } })
    const facts = await read(client, { sha })
    expect([facts.checkRuns.length, facts.statuses.length, facts.unreadable]).toEqual([211, 102, []])
    expect(reasons(facts)).toEqual(['check-failed: ci / first', 'check-failed: old'])
  })

  test('two workflows with a job of the same name: neither hides the other', async () => {
    const { github, repository, client } = await connectToDouble()
    const headSha = await repository.commit({ message: 'one' })
    await github.recordWorkflowRun({ workflow: CI, event: 'push', headSha, jobs: jobs('failure', 'test') })
    const other = { path: 'e2e.yml', name: 'e2e' }
    await github.recordWorkflowRun({ workflow: other, event: 'push', headSha, jobs: jobs('success', 'test') })
    expect(reasons(await read(client, { sha: headSha }))).toEqual(['check-failed: ci / test'])
  })

  test('two jobs of one name in one run: the one that was skipped does not hide the one that failed', async () => {
    const { github, repository, client } = await connectToDouble()
    const headSha = await repository.commit({ message: 'one' })
    const both = [...jobs('failure', 'test'), ...jobs('skipped', 'test')]
    await github.recordWorkflowRun({ workflow: CI, event: 'push', headSha, jobs: both, conclusion: 'failure' })
    expect(reasons(await read(client, { sha: headSha }))).toEqual(['check-failed: ci / test'])
  })

  test('a run that was run again counts as it is now', async () => {
    const { github, repository, client } = await connectToDouble()
    const headSha = await repository.commit({ message: 'one' })
    const first = {
      workflow: CI,
      event: 'push',
      headSha,
      jobs: [...jobs('failure', 'test'), ...jobs('success', 'lint')],
    }
    const run = await github.recordWorkflowRun(first)
    expect(reasons(await read(client, { sha: headSha }))).toEqual(['check-failed: ci / test'])
    github.rerunWorkflowRun(run.id, jobs('success', 'test'))
    expect(reasons(await read(client, { sha: headSha }))).toEqual([])
  })

  test('a run that never had a job, as GitHub ends a workflow file it cannot read', async () => {
    const { github, repository, client } = await connectToDouble()
    const headSha = await repository.commit({ message: 'one' })
    await github.recordWorkflowRun({ workflow: CI, event: 'push', headSha, jobs: [], conclusion: 'startup_failure' })
    expect(reasons(await read(client, { sha: headSha }))).toEqual(['check-failed: ci'])
  })

  test('checks of other commits are not this one’s', async () => {
    const { github, repository, client } = await connectToDouble()
    const one = await repository.commit({ message: 'one' })
    const two = await repository.commit({ message: 'two' })
    await github.recordWorkflowRun({ workflow: CI, event: 'push', headSha: one, jobs: jobs('success', 'test') })
    const facts = await read(client, { sha: two })
    expect([facts.checkRuns, facts.workflowRuns, facts.statuses]).toEqual([[], [], []])
  })

  test('an own run that GitHub does not know is an error: its workflow is not known', async () => {
    const { repository, client } = await connectToDouble()
    const sha = await repository.commit({ message: 'one' })
    await expect(read(client, { sha, runId: 424242 })).rejects.toMatchObject({
      outcome: 'error',
      reason: 'github-not-found',
    })
  })
})
