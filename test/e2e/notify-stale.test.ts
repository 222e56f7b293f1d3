import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRepository, type Repository } from '../platform/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../platform/github/github.ts'
import { type SlackDouble, startSlack } from '../platform/slack/slack.ts'
import { only } from '../platform/stage/workflow-stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'
import { type EndedRun, Workflows } from '../platform/workflows/workflows.ts'

const channel = 'C0DEPLOYS'
const token = 'xoxb-train-and-nothing-else'
const hour = 3_600_000
const policy = `services: [hello]
environments:
  staging:
no-checks: allow
slack:
  channel: ${channel}
  users: { grace: U0GRACE01, ada: U0ADA0001 }
stale:
  after: 4h
`

const platform = usePlatform()
let folder: string
let repository: Repository
let github: GitHubDouble
let slack: SlackDouble
let workflows: Workflows
/** How far the double's clock is behind the machine's, in milliseconds: what happens then is old today. */
let behind = 0

beforeEach(async () => {
  behind = 0
  folder = await mkdtemp(join(tmpdir(), 'notify-stale-'))
  repository = await createRepository(join(folder, 'hello.git'))
  slack = await startSlack({
    channels: [{ id: channel, name: 'deploys' }],
    people: [
      { id: 'U0GRACE01', name: 'grace' },
      { id: 'U0ADA0001', name: 'ada' },
    ],
    tokens: { [token]: { name: 'train' } },
  })
  github = await startGitHub({
    repositories: [{ owner: 'acme', name: 'hello', bare: repository.bare }],
    tokens: { ghp_ada: { name: 'ada', kind: 'user' } },
    now: () => Date.now() - behind,
  })
  workflows = new Workflows({
    github,
    repository,
    name: 'acme/hello',
    folder: join(folder, 'workflows'),
    path: [platform.bin],
    secrets: () => ({ SLACK_TOKEN: token }),
  })
})
afterEach(async () => {
  await Promise.all([github.stop(), slack.stop()])
  await rm(folder, { recursive: true, force: true })
  github.assertNoUnknownRequests()
  slack.assertNoUnknownRequests()
})

/** A service that has adopted the template, deployed to staging two days ago. */
async function adopt(): Promise<void> {
  const template = await readFile(join(import.meta.dirname, '../../workflows-templates/notify-stale.yml'), 'utf8')
  // The double's address is all that a service would not say.
  const workflow = template.replace(/^( +)slack-token: .*$/m, line => {
    return `${line}\n${line.replace(/slack-token: .*/, `slack-api-url: ${slack.url}`)}`
  })
  behind = 48 * hour
  const files = { '.github/workflows/notify-stale.yml': workflow, '.github/commit-train.yml': policy }
  const sha = await repository.commit({ files, message: 'Adopt notify-stale' })
  github.recordDeployment({ repository: 'acme/hello', sha, environment: 'staging', states: ['success'] })
}

async function merge(title: string, author: string, hoursAgo: number): Promise<string> {
  behind = hoursAgo * hour
  const before = (await repository.head()) ?? ''
  const sha = await repository.commit({ files: { 'README.md': `# ${title}\n` }, message: title })
  github.recordMerge({ repository: 'acme/hello', sha, before, title, author })
  return sha
}

/** A run by hand, as the schedule would start it. */
async function scan(dryRun = false): Promise<EndedRun> {
  behind = 0
  const path = '/repos/acme/hello/actions/workflows/notify-stale.yml/dispatches'
  const response = await fetch(`${github.url}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer ghp_ada', 'content-type': 'application/json' },
    body: JSON.stringify({ ref: 'main', inputs: { 'dry-run': String(dryRun) } }),
  })
  expect(response.ok).toBe(true)
  return only(await workflows.settle())
}

/** What was done in Slack by the newest run. */
function actionsOf(run: EndedRun): readonly string[] {
  expect(run.act.outputs.outcome, run.act.raw).toBe('success')
  const messages: readonly { action: string }[] = JSON.parse(run.act.outputs.messages ?? '')
  return messages.map(({ action }) => action)
}

test('the template twice in a row posts once and edits then; what is new goes into the thread; live, it is done', async () => {
  await adopt()
  await merge('Greet in the evening', 'grace', 6)
  expect(actionsOf(await scan(true))).toEqual(['post'])
  expect(slack.messages(channel)).toEqual([])

  expect(actionsOf(await scan())).toEqual(['post'])
  expect(actionsOf(await scan())).toEqual(['edit'])
  const [message, ...others] = slack.messages(channel)
  expect(others).toEqual([])
  expect(message?.revisions).toHaveLength(2)
  expect(JSON.stringify(message?.revisions.at(-1)?.blocks)).toContain('Greet in the evening')

  const newest = await merge('Log how long it took', 'ada', 5)
  expect(actionsOf(await scan())).toEqual(['reply', 'edit'])
  expect(slack.notifications.map(({ pings }) => pings)).toEqual([['@U0GRACE01'], ['@U0ADA0001']])

  github.recordDeployment({ repository: 'acme/hello', sha: newest, environment: 'staging', states: ['success'] })
  expect(actionsOf(await scan())).toEqual(['done'])
  expect(actionsOf(await scan())).toEqual([])
  expect(slack.messages(channel).filter(({ threadTs }) => threadTs === undefined)).toHaveLength(1)
  expect(slack.notifications).toHaveLength(2)
})
