import { describe, expect, it } from 'vitest'
import type { CheckConclusion } from '../src/schema.ts'
import { startHarness } from './harness.ts'

const WORKFLOW = { path: '.github/workflows/ci.yml', name: 'CI' }

describe('workflow runs', () => {
  it('record a run, its suite and a check run for each job', async () => {
    const { github, repository, call } = await startHarness()
    const sha = await repository.commit({ message: 'one\n\nmore' })
    const made = { workflow: WORKFLOW, event: 'push', headSha: sha }
    const jobs = [{ name: 'lint', conclusion: 'success' as const }, { name: 'test' }]
    const run = await github.recordWorkflowRun({ ...made, jobs })
    const got = (await call('GET', `/actions/runs/${run.id}`)).body
    expect(got).toMatchObject({
      id: run.id,
      workflow_id: run.workflowId,
      check_suite_id: run.checkSuiteId,
      head_sha: sha,
      event: 'push',
      path: WORKFLOW.path,
      status: 'in_progress',
      conclusion: null,
      display_title: 'one',
    })
    const { body } = await call('GET', `/commits/${sha}/check-runs`)
    const of = { app: { id: 15368, slug: 'github-actions' }, check_suite: { id: run.checkSuiteId }, head_sha: sha }
    expect(body).toMatchObject({
      total_count: 2,
      check_runs: [
        { ...of, id: run.jobs.test, name: 'test', status: 'in_progress', conclusion: null },
        { ...of, id: run.jobs.lint, name: 'lint', status: 'completed', conclusion: 'success' },
      ],
    })
    github.concludeJob(run.jobs.test ?? 0, 'failure')
    expect((await call('GET', `/actions/runs/${run.id}`)).body.conclusion).toBe('failure')
  })

  it.each([
    [['success', 'skipped'], 'success'],
    [['skipped', 'skipped'], 'skipped'],
    [['cancelled', 'failure'], 'failure'],
    [['success', 'cancelled'], 'cancelled'],
    [['timed_out', 'success'], 'failure'],
    [['neutral'], 'success'],
  ] as [CheckConclusion[], string][])('jobs %j make the run %s', async (conclusions, expected) => {
    const { github, repository, call } = await startHarness()
    const headSha = await repository.commit({ message: 'one' })
    const jobs = conclusions.map((conclusion, at) => ({ name: `job ${at}`, conclusion }))
    const { id } = await github.recordWorkflowRun({ workflow: WORKFLOW, event: 'push', headSha, jobs })
    const { body } = await call('GET', `/actions/runs/${id}`)
    expect([body.status, body.conclusion]).toEqual(['completed', expected])
  })

  it('lists the jobs of all attempts, or of the newest', async () => {
    const { github, repository, call } = await startHarness()
    const headSha = await repository.commit({ message: 'one' })
    const job = (name: string, conclusion: CheckConclusion) => ({ name, conclusion })
    const made = { workflow: WORKFLOW, event: 'push', headSha }
    const run = await github.recordWorkflowRun({ ...made, jobs: [job('a', 'failure'), job('b', 'success')] })
    const jobs = async (filter: string) =>
      ((await call('GET', `/actions/runs/${run.id}/jobs?filter=${filter}`)).body.jobs as Record<string, unknown>[]).map(
        one => `${String(one.name)} ${String(one.run_attempt)} ${String(one.conclusion)}`,
      )
    github.rerunWorkflowRun(run.id, [job('a', 'success')])
    expect(await jobs('latest')).toEqual(['a 2 success', 'b 1 success'])
    github.rerunWorkflowRun(run.id, [job('c', 'success')], { whole: true })
    expect(await jobs('latest')).toEqual(['c 3 success'])
    expect(await jobs('all')).toEqual(['c 3 success', 'a 2 success', 'b 1 success', 'a 1 failure'])
    expect((await call('GET', `/actions/runs/${run.id}`)).body.conclusion).toBe('success')
  })

  it('a job that may fail fails no run', async () => {
    const { github, repository, call } = await startHarness()
    const headSha = await repository.commit({ message: 'one' })
    const jobs = [{ name: 'e2e', conclusion: 'failure' as const, continueOnError: true }]
    const { id } = await github.recordWorkflowRun({ workflow: WORKFLOW, event: 'push', headSha, jobs })
    expect((await call('GET', `/actions/runs/${id}`)).body.conclusion).toBe('success')
  })

  it('lag in filtered lists only, and an empty head_sha filters nothing', async () => {
    const { github, repository, call } = await startHarness()
    const headSha = await repository.commit({ message: 'one' })
    const other = await repository.commit({ message: 'two' })
    const made = { workflow: WORKFLOW, event: 'push', jobs: [{ name: 'x' }] }
    const first = await github.recordWorkflowRun({ ...made, headSha })
    const second = await github.recordWorkflowRun({ ...made, headSha: other })
    const ids = async (query: string) =>
      ((await call('GET', `/actions/runs${query}`)).body.workflow_runs as { id: number }[]).map(({ id }) => id)
    expect(await ids('?head_sha=')).toEqual([second.id, first.id])
    github.unlistRuns(1)
    expect(await ids(`?head_sha=${other}`)).toEqual([])
    expect(await ids('')).toEqual([second.id, first.id])
    expect((await call('GET', `/actions/runs/${second.id}`)).status).toBe(200)
    github.unlistRuns(0)
    expect(await ids(`?head_sha=${other}`)).toEqual([second.id])
  })

  it('a check run made with a workflow’s token lands in the first suite of the commit, and is no job', async () => {
    const { github, repository, call } = await startHarness()
    const headSha = await repository.commit({ message: 'one' })
    const jobs = [{ name: 'x', conclusion: 'success' as const }]
    const first = await github.recordWorkflowRun({ workflow: WORKFLOW, event: 'schedule', headSha, jobs })
    await github.recordWorkflowRun({ workflow: WORKFLOW, event: 'push', headSha, jobs })
    const body = { name: 'report', head_sha: headSha, conclusion: 'failure' }
    const report = (await call('POST', '/check-runs', { body })).body
    expect(report).toMatchObject({ check_suite: { id: first.checkSuiteId }, app: { slug: 'github-actions' } })
    expect(report.html_url).toBe(`${github.serverUrl}/acme/hello/runs/${String(report.id)}`)
    expect((await call('GET', `/actions/runs/${first.id}/jobs`)).body.total_count).toBe(1)
    expect((await call('GET', `/actions/runs/${first.id}`)).body.conclusion).toBe('success')
  })

  it('filter by commit, event and state, newest first', async () => {
    const { github, repository, call } = await startHarness()
    const one = await repository.commit({ message: 'one' })
    const two = await repository.commit({ message: 'two' })
    const record = async (headSha: string, event: string, conclusion: CheckConclusion) =>
      (await github.recordWorkflowRun({ workflow: WORKFLOW, event, headSha, jobs: [{ name: 'x', conclusion }] })).id
    const ids = [
      await record(one, 'push', 'success'),
      await record(two, 'push', 'failure'),
      await record(two, 'deployment', 'success'),
    ]
    const table: [string, number[]][] = [
      ['', [2, 1, 0]],
      [`?head_sha=${two}`, [2, 1]],
      ['?event=push', [1, 0]],
      [`?event=push&head_sha=${two}`, [1]],
      ['?status=failure', [1]],
      ['?status=completed&per_page=1', [2]],
      ['?branch=other', []],
    ]
    for (const [query, expected] of table) {
      const runs = (await call('GET', `/actions/runs${query}`)).body.workflow_runs as { id: number }[]
      expect([query, runs.map(run => ids.indexOf(run.id))]).toEqual([query, expected])
    }
    expect((await call('GET', '/actions/runs/1')).status).toBe(404)
  })
})

describe('a search for workflow runs', () => {
  it('has an end, while its count has all', async () => {
    const { github, repository, call } = await startHarness({ limits: { filteredRuns: 2 } })
    const headSha = await repository.commit({ message: 'one' })
    for (let at = 0; at < 3; at += 1)
      await github.recordWorkflowRun({ workflow: WORKFLOW, event: 'push', headSha, jobs: [] })
    const last = async (query: string) => (await call('GET', `/actions/runs?per_page=1&page=3${query}`)).body
    expect(await last('')).toMatchObject({ total_count: 3, workflow_runs: [{}] })
    expect(await last('&event=push')).toMatchObject({ total_count: 3, workflow_runs: [] })
  })
})

describe('check runs of a commit', () => {
  it('latest hides the earlier attempt of a job, not a job of the same name in another workflow', async () => {
    const { github, repository, call } = await startHarness()
    const headSha = await repository.commit({ message: 'one' })
    const jobs = [{ name: 'test', conclusion: 'failure' as const }]
    const push = await github.recordWorkflowRun({ workflow: WORKFLOW, event: 'push', headSha, jobs })
    const other = await github.recordWorkflowRun({ workflow: WORKFLOW, event: 'pull_request', headSha, jobs })
    const again = github.rerunWorkflowRun(push.id, [{ name: 'test', conclusion: 'success' }])
    const ids = async (query: string) => {
      const { body } = await call('GET', `/commits/main/check-runs${query}`)
      return (body.check_runs as { id: number }[]).map(run => run.id)
    }
    expect(await ids('')).toEqual([again.jobs.test, other.jobs.test])
    expect(await ids('?filter=all')).toEqual([again.jobs.test, other.jobs.test, push.jobs.test])
    expect(await ids('?check_name=lint')).toEqual([])
    expect(await ids('?status=queued')).toEqual([])
    expect((await call('GET', `/actions/runs/${push.id}`)).body).toMatchObject({
      run_attempt: 2,
      conclusion: 'success',
    })
  })

  it('are made and changed by the App that owns them', async () => {
    const { repository, call } = await startHarness()
    const head_sha = await repository.commit({ message: 'one' })
    const made = await call('POST', '/check-runs', { token: 'ghs_ci', body: { name: 'scan', head_sha } })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ status: 'queued', conclusion: null, app: { slug: 'ci' }, started_at: null })
    const at = `/check-runs/${made.body.id}`
    const body = { conclusion: 'neutral', output: { title: 'T', summary: 'S' } }
    expect((await call('PATCH', at, { body })).status).toBe(403)
    expect((await call('PATCH', at, { body, token: 'ghp_person' })).status).toBe(403)
    const changed = await call('PATCH', at, { body, token: 'ghs_ci' })
    expect(changed.body).toMatchObject({ status: 'completed', conclusion: 'neutral', output: { title: 'T' } })
    expect((await call('GET', at)).body).toEqual(changed.body)
  })

  it.each([
    [{ name: undefined }, '"name" wasn\'t supplied.'],
    [{ head_sha: undefined }, '"head_sha" wasn\'t supplied.'],
    [{ head_sha: '0'.repeat(40) }, `No commit found for SHA: ${'0'.repeat(40)}`],
    [{ head_sha: 'main' }, 'No commit found for SHA: main'],
    [{ status: 'completed' }, '"conclusion" wasn\'t supplied.'],
    [{ status: 'done' }, 'Validation Failed'],
    [{ conclusion: 'great' }, 'Validation Failed'],
    [{ output: { title: 'T' } }, '"summary" wasn\'t supplied.'],
  ])('refuse %j', async (wrong, message) => {
    const { repository, call } = await startHarness()
    const head_sha = await repository.commit({ message: 'one' })
    const { status, body } = await call('POST', '/check-runs', { body: { name: 'x', head_sha, ...wrong } })
    expect([status, String(body.message).split('\n').at(-1)]).toEqual([422, message])
  })

  it('answer 422 for a commit there is not', async () => {
    const { call } = await startHarness()
    const { status, body } = await call('GET', '/commits/nowhere/check-runs')
    expect([status, body.message]).toEqual([422, 'No commit found for SHA: nowhere'])
  })
})
