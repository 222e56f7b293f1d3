import { expect, test } from 'vitest'
import { readRejection, readRun, readStartedRuns } from '../../../src/github/deployment-runs.ts'
import { connectToDouble } from './double.ts'
import { startFakeApi } from './fake-api.ts'

const run = (id: number, second: number, more: object = {}) => ({
  ...{
    id,
    workflow_id: 1,
    path: '.github/workflows/deploy.yml',
    run_attempt: 1,
    event: 'deployment',
    head_sha: 'A'.repeat(40),
    display_title: 'Deployment 7',
    conclusion: null,
  },
  ...{
    status: 'waiting',
    created_at: new Date(second * 1000).toISOString(),
    html_url: `https://github.test/runs/${id}`,
  },
  ...more,
})
const page = (...runs: object[]) => ({ status: 200, body: { total_count: 500, workflow_runs: runs } })

test('runs since a time: pages until an older one', async () => {
  const full = Array.from({ length: 100 }, (_, at) => run(200 - at, 200 - at))
  const api = await startFakeApi(page(...full), page(run(100, 100), run(99, 49)))
  const { runs, isComplete } = await readStartedRuns(api.connect(), 'deployment', 50_000)
  expect([runs.length, isComplete, api.requests.length]).toEqual([101, true, 2])
  expect(runs[0]).toEqual({
    ...{ id: 200, attempt: 1, event: 'deployment', sha: 'a'.repeat(40), title: 'Deployment 7' },
    ...{ isOver: false, state: 'waiting', createdAt: 200_000, url: 'https://github.test/runs/200' },
  })
  expect(api.requests[0]?.url).toContain('event=deployment')
})

test('more than GitHub hands out: not complete', async () => {
  const api = await startFakeApi(page(...Array.from({ length: 100 }, (_, at) => run(at, 100))))
  expect(await readStartedRuns(api.connect(), 'workflow_dispatch', 0)).toMatchObject({ isComplete: false })
  expect(api.requests).toHaveLength(10)
})

test('a run that is over, and one that was deleted', async () => {
  const over = run(5, 1, { status: 'completed', conclusion: 'cancelled' })
  const api = await startFakeApi({ status: 200, body: over }, { status: 404, body: { message: 'Not Found' } })
  expect(await readRun(api.connect(), 5)).toMatchObject({ isOver: true, state: 'cancelled' })
  expect(await readRun(api.connect(), 6)).toBeUndefined()
})

test('a run as GitHub shows it: its run-name, and who rejected it', async () => {
  const { github, repository, client } = await connectToDouble()
  const files = { 'deploy.yml': 'run-name: Deployment ${{ github.event.deployment.id }} of hello\non: deployment\n' }
  const headSha = await repository.commit({ message: 'one', files })
  const made = { workflow: { path: 'deploy.yml', name: 'deploy' }, event: 'deployment', headSha }
  const jobs = [{ name: 'deploy', status: 'waiting' as const }]
  const { id } = await github.recordWorkflowRun({ ...made, jobs, payload: { deployment: { id: 7 } } })
  expect(await readRun(client, id)).toMatchObject({ title: 'Deployment 7 of hello', state: 'waiting', isOver: false })
  expect(await readRejection(client, id)).toBeUndefined()
  github.reviewRun(id, { state: 'rejected', by: 'grace', comment: 'not today' })
  expect(await readRun(client, id)).toMatchObject({ state: 'failure', isOver: true })
  expect(await readRejection(client, id)).toEqual({ by: 'grace', comment: 'not today' })
  github.assertNoUnknownRequests()
})

test('who rejected it', async () => {
  const review = (state: string, login: string) => ({ state, comment: 'no', user: { login }, environments: [] })
  const api = await startFakeApi(
    { status: 200, body: [review('approved', 'ada'), review('rejected', 'grace')] },
    { status: 200, body: [] },
  )
  expect(await readRejection(api.connect(), 5)).toEqual({ by: 'grace', comment: 'no' })
  expect(await readRejection(api.connect(), 5)).toBeUndefined()
  expect(api.requests[0]?.url).toBe('/repos/acme/hello/actions/runs/5/approvals')
})
