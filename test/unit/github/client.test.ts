import { describe, expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { MOST_GITHUB_ANSWER } from '../../../src/github/client.ts'
import { createStatus, getDeployment } from '../../../src/github/deployments.ts'
import { readDefaultBranch } from '../../../src/github/repository.ts'
import { type GitHubRetryLimits, LAST_STATUS_RETRY_LIMITS, STEP_RETRY_LIMITS } from '../../../src/github/retry.ts'
import { userErrorOf } from '../user-error.ts'
import { type Answer, startFakeApi, TOKEN } from './fake-api.ts'

const BRANCH: Answer = { status: 200, body: { default_branch: 'main' } }
const CUT: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 })
  response.write('{"default_branch": "ma')
  response.destroy()
}
const HANG_UP: Answer = request => void request.socket.destroy()

async function errorOf(work: Promise<unknown>): Promise<UserError> {
  const error = await userErrorOf(work, TOKEN)
  expect(error.outcome).toBe('error')
  return error
}

test('who asks is this project, without a version where none is known', async () => {
  const api = await startFakeApi(BRANCH)
  await readDefaultBranch(api.connect())
  expect(api.requests[0]?.headers['user-agent']).toMatch(/^commit-train /)
})

test('nothing is sent before the first request, which carries the token and says who asks', async () => {
  const api = await startFakeApi(BRANCH)
  const github = api.connect({ apiUrl: `${api.url}/`, userAgent: 'commit-train/1.2.3' })
  expect([github.requests(), api.requests.length]).toEqual([0, 0])
  expect(await readDefaultBranch(github)).toBe('main')
  expect(github.requests()).toBe(1)
  expect(api.requests[0]).toMatchObject({ method: 'GET', url: '/repos/acme/hello' })
  expect(api.requests[0]?.headers).toMatchObject({
    authorization: `token ${TOKEN}`,
    'x-github-api-version': '2022-11-28',
  })
  expect(api.requests[0]?.headers['user-agent']).toMatch(/^commit-train\/1\.2\.3/)
})

describe('asked again', () => {
  test.each<[string, Answer]>([
    ['500', { status: 500 }],
    ['502 that is a page', { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>' }],
    ['503', { status: 503 }],
    ['a connection that is closed', HANG_UP],
    ['a body that is cut short', CUT],
    ['a page of a proxy', { status: 200, headers: { 'content-type': 'text/html' }, body: 'log in' }],
    ['429 with a pause', { status: 429, headers: { 'retry-after': '2' } }],
    ['a secondary limit with a pause', { status: 403, headers: { 'retry-after': '1' }, body: { message: 'slow' } }],
    [
      'a limit that ends in a moment',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1003' } },
    ],
    [
      'the same, by the time of GitHub: the own clock is an hour late',
      {
        status: 403,
        headers: {
          ...{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4603' },
          date: new Date(4_600_000).toUTCString(),
        },
      },
    ],
  ])('after %s', async (_, answer) => {
    const api = await startFakeApi(answer, BRANCH)
    const github = api.connect()
    expect(await readDefaultBranch(github)).toBe('main')
    expect(github.requests()).toBe(2)
    expect(api.clock.slept).toHaveLength(1)
    expect(api.log.lines).toEqual([
      expect.stringMatching(/^info: GitHub did not show the repository \(.*\); retrying in [\d.]+ s$/),
    ])
  })

  test('with pauses that grow, or as long as GitHub asks', async () => {
    const api = await startFakeApi(
      { status: 500 },
      { status: 503, headers: { 'retry-after': '3' } },
      { status: 500 },
      BRANCH,
    )
    expect(await readDefaultBranch(api.connect())).toBe('main')
    expect(api.clock.slept).toEqual([500, 3000, 2000])
  })

  test('until the time is up, not longer', async () => {
    const api = await startFakeApi({ status: 503, body: { message: 'no server' } })
    const error = await errorOf(readDefaultBranch(api.connect()))
    expect(error.reason).toBe('github-unreachable')
    expect(error.message).toBe(
      'GitHub failed to show the repository (503 no server): see https://www.githubstatus.com and run again',
    )
    expect(api.clock.slept).toEqual([500, 1000, 2000, 4000])
  })

  test('when an attempt gets no answer in time', async () => {
    const api = await startFakeApi(() => {})
    const github = api.connect({ retryLimits: { attempt: 20, total: 600 } })
    const error = await errorOf(readDefaultBranch(github))
    expect(error.reason).toBe('github-unreachable')
    expect(error.message).toContain(': no answer within 0.02 s; check the network or the proxy, then run again')
    expect(github.requests()).toBe(2)
  })

  test('a status too: there twice, it does no harm', async () => {
    const made = { id: 5, state: 'in_progress', description: 'x', created_at: '2026-11-21T05:00:00Z' }
    const api = await startFakeApi({ status: 502 }, HANG_UP, { status: 201, body: made })
    await createStatus(api.connect(), { deploymentId: 1, state: 'in_progress', description: 'x' })
    expect(api.requests.map(one => one.method)).toEqual(['POST', 'POST', 'POST'])
  })

  test('not: any other write, unless it was not done at all', async () => {
    const api = await startFakeApi({ status: 502 }, { status: 429, headers: { 'retry-after': '0' } }, { status: 502 })
    const octokit = await api.connect().octokit()
    const write = () =>
      octokit.request('POST /repos/{owner}/{repo}/dispatches', { owner: 'a', repo: 'b', event_type: 'x' })
    expect((await errorOf(write())).reason).toBe('github-unreachable')
    expect(api.requests).toHaveLength(1)
    await errorOf(write())
    expect(api.requests).toHaveLength(3)
  })
})

describe('given up at once, with what to change', () => {
  test.each<[Answer, string, string]>([
    [
      { status: 401, body: { message: 'Bad credentials' } },
      'github-token-invalid',
      'GitHub refused to show the repository (401 Bad credentials): the token is invalid or expired; check the input "token"',
    ],
    [
      { status: 403, body: { message: 'Resource not accessible by integration' } },
      'github-forbidden',
      "GitHub refused to show the repository (403 Resource not accessible by integration): give the job 'permissions: metadata: read'",
    ],
    [
      { status: 403, headers: { 'x-accepted-github-permissions': 'pull_requests=read,checks=write; contents=write' } },
      'github-forbidden',
      "GitHub refused to show the repository (403): give the job 'permissions: pull-requests: read, checks: write'",
    ],
    [
      { status: 404, body: { message: 'Not Found' } },
      'github-not-found',
      "GitHub refused to show the repository (404 Not Found): it does not exist, or the token may not see it; give the job 'permissions: metadata: read'",
    ],
    [
      { status: 422, body: { message: 'Validation Failed' } },
      'github-rejected',
      'GitHub refused to show the repository (422 Validation Failed): GitHub does not accept this request',
    ],
    [
      { status: 429, headers: { 'retry-after': '90' }, body: { message: 'API rate limit exceeded' } },
      'github-rate-limited',
      "GitHub's rate limit is used up, so it did not show the repository (429 API rate limit exceeded): run again in 90 s",
    ],
    [
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4600' } },
      'github-rate-limited',
      "GitHub's rate limit is used up, so it did not show the repository (403): run again in 3600 s",
    ],
    [
      { status: 403, body: { message: 'You have exceeded a secondary rate limit' } },
      'github-rate-limited',
      "GitHub's rate limit is used up, so it did not show the repository (403 You have exceeded a secondary rate limit): run again in a few minutes",
    ],
  ])('%j', async (answer, reason, message) => {
    const api = await startFakeApi(answer)
    const error = await errorOf(readDefaultBranch(api.connect()))
    expect([error.reason, error.message]).toEqual([reason, message])
    expect(api.requests).toHaveLength(1)
  })

  test('a message of several lines, or one that repeats the token, becomes one line without it', async () => {
    const api = await startFakeApi({ status: 403, body: { message: `no\nway, ${TOKEN}` } })
    const error = await errorOf(readDefaultBranch(api.connect()))
    expect(error.message).toContain('(403 no way, ***)')
  })
})

describe('a last status, which must get through', () => {
  const made = { id: 5, state: 'success', description: 'x', created_at: '2026-11-21T05:00:00Z' }
  const limited = (after?: string): Answer => ({
    status: 403,
    body: { message: 'You have exceeded a secondary rate limit' },
    ...(after === undefined ? {} : { headers: { 'retry-after': after } }),
  })
  const bad: Answer = { status: 401, body: { message: 'Bad credentials' } }

  async function written(answers: readonly Answer[], retryLimits: GitHubRetryLimits = LAST_STATUS_RETRY_LIMITS) {
    const api = await startFakeApi(...answers, { status: 201, body: made })
    const client = api.connect({ retryLimits, random: () => 0.5 })
    const error = await createStatus(client, { deploymentId: 1, state: 'success', description: 'x' }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    return { slept: api.clock.slept, reason: error instanceof UserError ? error.reason : error }
  }

  test.each<[string, readonly Answer[], readonly number[]]>([
    // Half of the half that spreads those that were refused together.
    ['a limit that names its time', [limited('60')], [75_000]],
    ['a limit that names none: a minute', [limited()], [75_000]],
    ['a limit that is over at once', [limited('0')], [500]],
    [
      'an outage',
      Array.from({ length: 9 }, () => ({ status: 503 })),
      [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000],
    ],
    ['a token that is called bad once', [bad], [500]],
  ])('%s', async (_what, answers, slept) => {
    expect(await written(answers)).toEqual({ slept, reason: undefined })
  })

  test('a token that has expired: some seconds, not minutes', async () => {
    const answers = Array.from({ length: 9 }, () => bad)
    expect(await written(answers)).toEqual({ slept: [500, 1000, 2000, 4000], reason: 'github-token-invalid' })
  })

  // It was written: each further request writes it again.
  test.each<[string, readonly Answer[], readonly number[], string | undefined]>([
    ['once: it is sent again', [{ status: 201, body: {} }], [500], undefined],
    [
      'each time: it is not sent a third time',
      Array.from({ length: 9 }, () => ({ status: 201, body: {} })),
      [500],
      'github-broken',
    ],
    [
      'after an outage: it is sent again too',
      [{ status: 503 }, { status: 503 }, { status: 201, body: {} }],
      [500, 1000, 2000],
      undefined,
    ],
    [
      'a page each time, as of a network that wants a login: some seconds, not minutes',
      Array.from(
        { length: 9 },
        (): Answer => (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      ),
      [500, 1000, 2000, 4000, 8000],
      'github-unreachable',
    ],
    [
      'a page at first: it is sent again',
      [(_, response) => void response.writeHead(200).end('\n <html>'), { status: 503 }],
      [500, 1000],
      undefined,
    ],
    [
      'and too large',
      Array.from(
        { length: 3 },
        (): Answer => (_, response) => {
          response.writeHead(201, { 'content-type': 'application/json' }).end(' '.repeat(MOST_GITHUB_ANSWER + 1))
        },
      ),
      [500],
      'github-broken',
    ],
  ])('an answer of 201 that is not GitHub’s, %s', async (_what, answers, slept, reason) => {
    expect(await written(answers)).toEqual({ slept, reason })
  })

  test('ten minutes, no longer', async () => {
    const { slept, reason } = await written(Array.from({ length: 99 }, () => ({ status: 500 })))
    expect(reason).toBe('github-unreachable')
    const all = slept.reduce((sum, one) => sum + one, 0)
    expect([all > 560_000, all <= 600_000]).toEqual([true, true])
  })

  test('a step is not written again when the rate is limited, however short', async () => {
    expect(await written([limited('1')], STEP_RETRY_LIMITS)).toEqual({ slept: [], reason: 'github-rate-limited' })
    expect(await written([{ status: 502 }], STEP_RETRY_LIMITS)).toEqual({ slept: [500], reason: undefined })
  })
})

test('no server listens at the address', async () => {
  const api = await startFakeApi(BRANCH)
  const error = await errorOf(
    readDefaultBranch(api.connect({ apiUrl: 'http://127.0.0.1:1', retryLimits: { total: 0 } })),
  )
  expect(error.reason).toBe('github-unreachable')
  expect(error.message).toMatch(
    /^GitHub cannot be reached at http:\/\/127\.0\.0\.1:1 to show the repository: .*; check the network or the proxy, then run again$/,
  )
})

test('an aborted signal ends what is in progress and what comes later, with its own reason', async () => {
  const stop = new AbortController()
  const api = await startFakeApi(() => stop.abort(new Error('cancelled by a person')))
  const github = api.connect({ signal: stop.signal })
  await expect(getDeployment(github, 1)).rejects.toThrow('cancelled by a person')
  await expect(getDeployment(github, 1)).rejects.toThrow('cancelled by a person')
  expect(api.requests).toHaveLength(1)
})
