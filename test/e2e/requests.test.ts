import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { inSeries, requestTable } from '../../packages/github-double/src/request-report.ts'
import { type SlackDouble, startSlack } from '../platform/slack/slack.ts'
import { LiveStage } from '../platform/stage/live-stage.ts'
import { TOKENS } from '../platform/stage/stage.ts'
import { only, WorkflowStage } from '../platform/stage/workflow-stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'
import type { EndedRun } from '../platform/workflows/workflows.ts'

const slackToken = 'xoxb-train-and-nothing-else'
const POLICY = 'services: [hello]\nenvironments:\n  staging:\nslack:\n  channel: C0DEPLOYS\n'

const platform = usePlatform()
let it: WorkflowStage
let slack: SlackDouble
beforeAll(() => LiveStage.pushImage(platform))
beforeEach(async () => {
  it = await WorkflowStage.open(platform, { latency: 150 })
  const channels = [{ id: 'C0DEPLOYS', name: 'deploys' }]
  slack = await startSlack({ channels, people: [], tokens: { [slackToken]: { name: 'train' } } })
})
afterEach(async () => {
  await slack.stop()
  await it.close()
})

/** How many statuses there are depends on how long the steps take: what passes within a second is written as one. */
const VARY = { 'repos/create-deployment-status': '2 to 6' }

test('what one deployment asks of GitHub: little, nearly all of it side by side, and as described', async () => {
  const deployed = {
    'by event': await byEvent(),
    'by dispatch': await byDispatch(),
    'by event, with Slack': await withSlack(),
  }
  for (const [way, run] of Object.entries(deployed)) {
    expect(run.act.outputs, way).toMatchObject({ outcome: 'success' })
    const requests = requestsOf(run)
    expect(requests.length, way).toBeLessThanOrEqual(25)
    expect(requests.filter(({ operationId }) => operationId === 'repos/create-deployment-status').length).toBeLessThan(
      7,
    )
    expect(requests.filter(({ validated }) => !validated)).toEqual([])

    // From the job's first step to the first object that is applied.
    const applied = await firstWriteOf(run)
    const before = requests.filter(({ receivedAt }) => receivedAt < applied)
    expect(before.length, way).toBeGreaterThan(6)
    expect(inSeries(before.filter(isWaitedFor)), way).toBeLessThanOrEqual(6)
  }
  const made = Object.fromEntries(Object.entries(deployed).map(([way, run]) => [way, requestsOf(run)]))
  const documented = readFileSync(join(import.meta.dirname, '../../docs/workflows.md'), 'utf8')
  expect(documented).toContain(requestTable(made, VARY))
})

/**
 * Nothing waits for the statuses of the steps: how many there are is up to the machine, as is how late the registry names the digest
 * for which attestations are asked, beside those for the checks.
 */
function isWaitedFor({ operationId }: { readonly operationId: string | undefined }): boolean {
  return operationId !== 'repos/create-deployment-status' && operationId !== 'repos/list-attestations'
}

async function byEvent(): Promise<EndedRun> {
  await it.ask(TOKENS.person, await it.commit())
  return only(await it.workflows.settle())
}

async function byDispatch(): Promise<EndedRun> {
  const commit = await it.live.commit({ 'README.md': '# changed\n' })
  const id = await it.ask(TOKENS.workflow, commit)
  return it.dispatch({ 'deployment-id': String(id), commit, environment: 'staging' })
}

async function withSlack(): Promise<EndedRun> {
  it.moreSecrets = { SLACK_TOKEN: slackToken }
  await it.ask(TOKENS.person, await it.commit({ '.github/commit-train.yml': POLICY }, { 'slack-api-url': slack.url }))
  const run = only(await it.workflows.settle())
  expect(slack.messages('C0DEPLOYS').length).toBeGreaterThan(0)
  return run
}

function requestsOf({ token }: EndedRun) {
  return it.live.stage.github.requests.filter(request => request.token === token)
}

/** When the API server got the run's first write, in milliseconds since the epoch. */
async function firstWriteOf({ recordedAt }: EndedRun): Promise<number> {
  const times = (await it.live.writes()).map(write => Date.parse(write.requestReceivedTimestamp))
  return Math.min(...times.filter(time => time >= recordedAt))
}
