import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ActionRun, startAction } from '../platform/action/run-action.ts'
import { type SlackDouble, startSlack } from '../platform/slack/slack.ts'
import { type Asked, Stage, TOKENS } from '../platform/stage/stage.ts'
import { ENV, INPUTS } from './deploy-inputs.ts'

const TOKEN = 'xoxb-train-and-nothing-else'
const POLICY = `services: [hello]
environments:
  staging: { slack: { channel: C0DEPLOYS, deployments: failures } }
  production:
`

let stage: Stage
let slack: SlackDouble
beforeEach(async () => {
  stage = await Stage.open()
  slack = await startSlack({ channels: [{ id: 'C0DEPLOYS', name: 'deploys' }], tokens: { [TOKEN]: { name: 'train' } } })
})
afterEach(async () => {
  await slack.stop()
  await stage.close()
  slack.assertNoUnknownRequests()
})

/** Runs the action as a schedule would: `noRunAfter` is short, for nothing here is old. */
async function reconcile(sha: string, given: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  const folder = join(stage.folder, 'reconcile')
  const running = await startAction({
    action: 'actions/reconcile',
    inputs: { 'no-run-after': '1s', ...given },
    token: TOKENS.workflow,
    run: {
      repository: 'acme/hello',
      runId: 99,
      sha,
      event: { name: 'schedule', payload: {} },
      apiUrl: stage.github.url,
      serverUrl: stage.github.serverUrl,
    },
    places: { folder, workspace: folder, path: [] },
  })
  return running.ended
}

async function last(asked: Asked) {
  return (await stage.statuses(asked)).at(-1)
}

test('a run that is over: its deployment gets its end; one that goes on is left alone, and so are those of others', async () => {
  const sha = await stage.commit({ '.github/commit-train.yml': POLICY })
  const [lost, alive] = [await stage.ask(sha), await stage.ask(sha, 'production')]
  const foreign = await stage.ask(sha, 'github-pages')
  const [gone, goes] = [await stage.recordRun(lost), await stage.recordRun(alive)]
  for (const [asked, run] of [
    [lost, gone],
    [alive, goes],
  ] as const)
    await stage.deploy(asked, { inputs: INPUTS, env: ENV, run, entry: 'pre' })
  const { deploy } = (gone as unknown as { readonly jobs: Readonly<Record<string, number>> }).jobs
  stage.github.concludeJob(deploy ?? 0, 'failure')

  const dry = await reconcile(sha, { 'dry-run': 'true' })
  expect(dry.outputs.ended).toContain('run-lost')
  expect(await last(lost)).toMatchObject({ state: 'in_progress' })

  const run = await reconcile(sha, { 'slack-token': TOKEN, 'slack-api-url': slack.url })
  expect(run.exitCode).toBe(0)
  expect(run.outputs).toMatchObject({ outcome: 'success', reason: '' })
  expect(JSON.parse(run.outputs.ended ?? '')).toMatchObject([{ id: lost.id, reason: 'run-lost' }])
  expect(JSON.parse(run.outputs.open ?? '')).toMatchObject([{ id: alive.id }])
  expect(await last(lost)).toMatchObject({
    state: 'error',
    description: `Error: run ${gone.id} ended (failure) at "The job has begun"; look at what is live`,
  })
  expect(await last(alive)).toMatchObject({ state: 'in_progress' })
  expect(await stage.statuses(foreign)).toEqual([])
  const messages = slack.messages('C0DEPLOYS').map(({ revisions }) => JSON.stringify(revisions.at(-1)?.blocks))
  expect(messages).toEqual([expect.stringContaining(`*Error: run ${gone.id} ended (failure) at`)])

  // There is nothing left to end.
  expect((await reconcile(sha)).outputs.ended).toBe('[]')
})

test('a wrong input is one line, and nothing is asked', async () => {
  const run = await reconcile(await stage.commit(), { 'dry-run': 'maybe' })
  expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'input-invalid' })
  expect(stage.github.requests).toEqual([])
})
