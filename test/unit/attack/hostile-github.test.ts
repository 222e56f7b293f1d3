import { expect, test } from 'vitest'
import { requiredByRules } from '../../../src/github/checks/branch-rules.ts'
import { connectGitHub, type GitHubClient } from '../../../src/github/client.ts'
import { createStatus, getDeployment, listStatuses, newestDeployment } from '../../../src/github/deployments.ts'
import { systemClock } from '../../../src/time/system-clock.ts'
import { startFakeApi, TOKEN } from '../github/fake-api.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { userErrorOf } from '../user-error.ts'
import { githubWords } from './github-words.ts'
import { HOSTILITIES, type Kind, startHostile } from './hostile-server.ts'

const ROWS = githubWords('show the deployment')

const errorOf = (work: Promise<unknown>) => userErrorOf(work, TOKEN)

function clientOf(url: string, attempt: number): GitHubClient {
  const repository = { owner: 'acme', repo: 'hello' }
  const limits = { total: 0, attempt }
  const log = new RecordingLogger()
  return connectGitHub({ token: TOKEN, apiUrl: url, repository, log, clock: systemClock, retryLimits: limits })
}

test.each(Object.keys(HOSTILITIES) as Kind[])(
  '%s is reported as GitHub, and never leads the login away',
  async kind => {
    const { url, astray } = await startHostile(kind)
    // Only what never comes is not waited for.
    const attempt = kind === 'a body that stops' ? 200 : 60_000
    for (const ask of [(github: GitHubClient) => getDeployment(github, 7), write]) {
      const { reason, message } = await errorOf(ask(clientOf(url, attempt)))
      const expected = ROWS[kind]
      expect(reason).toBe(expected.includes('as it should') ? 'github-broken' : 'github-unreachable')
      const said = message.replace('write a deployment status', 'show the deployment').replaceAll(url, 'URL')
      expect(said.replace(/:\d+\)/, ':PORT)')).toBe(expected)
    }
    expect(astray).toEqual([])
  },
)

function write(github: GitHubClient): Promise<unknown> {
  return createStatus(github, { deploymentId: 7, state: 'in_progress', description: 'x' })
}

const DEPLOYMENT = { sha: 's', ref: 'r', task: 't', environment: 'e', created_at: '2026-11-21T05:00:00Z', url: 'u' }
const STATUS = { state: 'success', description: '', created_at: '2026-11-21T05:00:00Z' }
const full = (item: object) => Array.from({ length: 100 }, (_, at) => ({ id: 1000 + at, ...item }))

test.each<[string, object, (github: GitHubClient) => Promise<unknown>]>([
  ['list the deployments', DEPLOYMENT, github => newestDeployment(github, 'e', 7, () => false)],
  ["list the deployment's statuses", STATUS, github => listStatuses(github, 7)],
  [
    'list the rules of the branch',
    { type: 'deletion' },
    async github => requiredByRules(await github.octokit(), github.repository, 'main'),
  ],
])('pages that never end: %s', async (doing, item, read) => {
  const api = await startFakeApi({ status: 200, body: full(item) })
  const { reason, message } = await errorOf(read(api.connect()))
  expect([reason, message]).toEqual([
    'github-broken',
    `GitHub did not ${doing} to the end: there is more after 100 pages of 100; see https://www.githubstatus.com and run again`,
  ])
  expect(api.requests).toHaveLength(100)
})

test('a redirect of what was renamed is followed, with the login and the body', async () => {
  const api = await startFakeApi(
    { status: 307, headers: { location: '/repositories/1/deployments/7/statuses' } },
    { status: 201, body: { id: 1, ...STATUS } },
  )
  await createStatus(api.connect(), { deploymentId: 7, state: 'in_progress', description: 'x' })
  expect(api.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST /repos/acme/hello/deployments/7/statuses',
    'POST /repositories/1/deployments/7/statuses',
  ])
  expect(api.requests[1]?.headers.authorization).toBe(`token ${TOKEN}`)
})
