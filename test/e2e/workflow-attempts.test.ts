import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { LiveStage } from '../platform/stage/live-stage.ts'
import { TOKENS } from '../platform/stage/stage.ts'
import { only, WorkflowStage } from '../platform/stage/workflow-stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
let it: WorkflowStage
beforeAll(() => LiveStage.pushImage(platform))
beforeEach(async () => {
  it = await WorkflowStage.open(platform)
})
afterEach(() => it.close())

test('a re-run of a refused deployment runs it again, a re-run of a live one does nothing', async () => {
  const sha = await it.commit()
  await it.live.stage.check(sha, 'failure')
  const id = await it.ask(TOKENS.person, sha)
  const first = only(await it.workflows.settle())
  expect(first.act.outputs).toMatchObject({ outcome: 'refused', reason: 'checks-not-passed' })
  expect(await it.live.writes()).toEqual([])

  // The flaky check has passed in the meantime.
  await it.live.stage.check(sha, 'success')
  const second = await it.workflows.rerun(first)
  expect(second).toMatchObject({ attempt: 2, recorded: { id: first.recorded.id } })
  expect(second.act.outputs).toMatchObject({ outcome: 'success', commit: sha })
  expect((await it.statuses(id)).at(-1)?.log_url).toMatch(new RegExp(`/runs/${first.recorded.id}/attempts/2$`))
  expect(await it.statesOf(id)).toEqual(expect.arrayContaining(['failure', 'success']))

  const states = await it.statesOf(id)
  const third = await it.workflows.rerun(second)
  expect(third.act.outputs).toMatchObject({ outcome: 'left-alone', reason: 'stale-rerun' })
  expect(third.jobs).toEqual({ 'deploy / deploy': 'failure' })
  expect(await it.statesOf(id)).toEqual(states)
})

test('what pre has taken is ended, also when GitHub shows no policy from then on', async () => {
  const id = await it.ask(TOKENS.person, await it.commit())
  const run = only(
    await it.workflows.settle({
      onLine: ({ text }) => {
        if (!text.endsWith('The job has begun')) return
        it.live.stage.github.fail({ how: 'status', status: 500, operationId: 'repos/get-content', times: 50 })
      },
    }),
  )
  expect(run.act.outputs).toMatchObject({ outcome: 'error', reason: 'github-unreachable' })
  expect(await it.statesOf(id)).toEqual(['in_progress', 'error'])
})

test('a run that is cancelled while the rollout goes on ends its deployment', async () => {
  const id = await it.ask(TOKENS.person, await it.commit({}, { 'stable-for': '50s' }))
  const page = new AbortController()
  const run = only(
    await it.workflows.settle({
      signal: page.signal,
      onLine: ({ text }) => {
        if (text.includes('1/1 updated, 1 available')) page.abort()
      },
    }),
  )
  expect(run.jobs).toEqual({ 'deploy / deploy': 'cancelled' })
  expect(run.act.entries.map(({ entry }) => entry.slice(entry.lastIndexOf('/') + 1))).toEqual([
    'deploy-pre.js',
    'deploy.js',
    'deploy-post.js',
  ])
  const last = (await it.statuses(id)).at(-1)
  expect(last).toMatchObject({ state: 'error' })
  expect(last?.description).toMatch(/^Cancelled: .*the cluster is left as it is; the rollout continues/)
})
