import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { startHarness } from './harness.ts'

describe('tokens', () => {
  it.each([
    [undefined, 401, 'Requires authentication'],
    ['Bearer unknown', 401, 'Bad credentials'],
    ['Basic Z2hzX3dvcmtmbG93', 401, 'Bad credentials'],
    ['Bearer ghs_workflow', 200, undefined],
    ['token ghs_workflow', 200, undefined],
  ])('%s answers %i', async (authorization, status, message) => {
    const { github } = await startHarness()
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
    const response = await fetch(`${github.url}/repos/acme/hello`, { headers })
    const body = (await response.json()) as { message?: string }
    expect([response.status, body.message]).toEqual([status, message])
  })
})

describe('repositories', () => {
  it('are found in any case, with their default branch', async () => {
    const { github, call } = await startHarness()
    expect((await call('GET', '')).body).toMatchObject({ full_name: 'acme/hello', default_branch: 'main' })
    const headers = { authorization: 'Bearer ghs_workflow' }
    expect((await fetch(`${github.url}/repos/ACME/Hello`, { headers })).status).toBe(200)
    expect((await fetch(`${github.url}/repos/acme/other`, { headers })).status).toBe(404)
  })
})

describe('what is not modelled', () => {
  it.each([
    ['GET', '/issues'],
    ['DELETE', '/deployments/1'],
    ['GET', '/deployments?sort=asc'],
    ['GET', '/deployments?creator=ada'],
    ['GET', '/deployments?per_page=abc'],
    ['GET', '/commits?author=ada'],
  ])('%s %s answers 501 and is recorded', async (method, path) => {
    const { github, call } = await startHarness()
    expect(() => github.assertNoUnknownRequests()).not.toThrow()
    expect((await call(method, path)).status).toBe(501)
    expect(github.unknownRequests).toMatchObject([{ method, path: `/repos/acme/hello${path.replace(/\?.*/, '')}` }])
    expect(() => github.assertNoUnknownRequests()).toThrow(path.replace(/\?.*/, ''))
  })

  it('includes a body where none is read', async () => {
    const { github } = await startHarness()
    const headers = { authorization: 'Bearer ghs_workflow', 'content-length': 2 }
    const sent = request(`${github.url}/repos/acme/hello`, { method: 'GET', headers }).end('{}')
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    response.resume()
    expect(response.statusCode).toBe(501)
    expect(() => github.assertNoUnknownRequests()).toThrow('a body of repos/get')
  })

  it('includes an answer of its own that is not as described', async () => {
    const { github, repository, call } = await startHarness()
    const headSha = await repository.commit({ message: 'one' })
    const workflow = { path: 'ci.yml', name: 5 as unknown as string }
    const { id } = await github.recordWorkflowRun({ workflow, event: 'push', headSha, jobs: [] })
    expect((await call('GET', `/actions/runs/${id}`)).status).toBe(500)
    expect(() => github.assertNoUnknownRequests()).toThrow('name is not a string or null')
  })

  it('includes fields of a body', async () => {
    const { github, repository, call } = await startHarness()
    await repository.commit({ message: 'one' })
    const body = { ref: 'main', 'auto-inactive': true }
    expect((await call('POST', '/deployments', { body })).status).toBe(501)
    expect(github.unknownRequests[0]?.why).toContain('auto-inactive')
  })
})

describe('the request log', () => {
  it('has every request with its operation, token, time and answer, and no token value', async () => {
    const { github, repository, call } = await startHarness({ now: () => 1_700_000_000_000 })
    const sha = await repository.commit({ message: 'one' })
    const { headers } = await call('POST', '/deployments', { body: { ref: sha }, token: 'ghp_person' })
    await call('GET', '/deployments?per_page=5', { token: 'wrong' })
    await call('GET', '/issues')
    const id = headers.get('x-github-request-id')
    const path = '/repos/acme/hello/deployments'
    const at = { receivedAt: 1_700_000_000_000 }
    expect(github.requests).toMatchObject([
      { ...at, id, method: 'POST', path, operationId: 'repos/create-deployment', token: 'person', status: 201 },
      { ...at, method: 'GET', path, query: { per_page: '5' }, operationId: 'repos/list-deployments', status: 401 },
      { ...at, path: '/repos/acme/hello/issues', operationId: undefined, token: 'workflow', status: 501 },
    ])
    expect(github.requests[0]?.body).toEqual({ ref: sha })
    expect(github.requests[1]?.token).toBeUndefined()
    const times = github.requests.map(one => one.receivedMonotonic)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(JSON.stringify(github.requests)).not.toMatch(/ghp_|ghs_|wrong/)
  })
})

describe('each answer', () => {
  it('reports the rate limit of its token', async () => {
    let now = 1_700_000_000_000
    const { call } = await startHarness({ now: () => now })
    const rates = async (token: string) => {
      const { headers } = await call('GET', '', { token })
      return ['limit', 'remaining', 'used', 'reset'].map(name => Number(headers.get(`x-ratelimit-${name}`)))
    }
    expect(await rates('ghs_workflow')).toEqual([1000, 999, 1, 1_700_003_600])
    expect(await rates('ghs_workflow')).toEqual([1000, 998, 2, 1_700_003_600])
    expect(await rates('ghs_ci')).toEqual([5000, 4999, 1, 1_700_003_600])
    now += 3_600_000
    expect(await rates('ghs_workflow')).toEqual([1000, 999, 1, 1_700_007_200])
  })

  it('comes after the latency asked for, while the request is in the log already', async () => {
    const { github, call } = await startHarness({ latency: 500 })
    const answer = call('GET', '')
    await vi.waitFor(() => expect(github.requests).toHaveLength(1), { interval: 1 })
    expect(github.requests[0]?.status).toBeUndefined()
    await answer
    expect(github.requests[0]?.status).toBe(200)
    const { receivedMonotonic = 0, answeredMonotonic = 0 } = github.requests[0] ?? {}
    expect(answeredMonotonic - receivedMonotonic).toBeGreaterThanOrEqual(490)
  })

  it('is marked in the log where request and answer are as described', async () => {
    const { github, call } = await startHarness()
    await call('GET', '')
    await call('GET', '?colour=red')
    await call('GET', '/stars')
    expect(github.requests.map(({ validated }) => validated)).toEqual([true, false, false])
  })

  it('refuses a body that is not JSON with 400', async () => {
    const { github } = await startHarness()
    const headers = { authorization: 'Bearer ghs_workflow' }
    const response = await fetch(`${github.url}/repos/acme/hello/deployments`, { method: 'POST', headers, body: '{' })
    expect([response.status, await response.json()]).toMatchObject([400, { message: 'Problems parsing JSON' }])
  })
})

describe('ids', () => {
  it('increase over all kinds and are different for each', async () => {
    const { github, repository, call } = await startHarness()
    const headSha = await repository.commit({ message: 'one' })
    const workflow = { path: '.github/workflows/ci.yml', name: 'CI' }
    const run = await github.recordWorkflowRun({ workflow, event: 'push', headSha, jobs: [{ name: 'x' }] })
    const again = await github.recordWorkflowRun({ workflow, event: 'push', headSha, jobs: [{ name: 'x' }] })
    const body = { ref: headSha, required_contexts: [] }
    const deployment = (await call('POST', '/deployments', { body })).body.id as number
    expect(again.id).toBeGreaterThan(run.id)
    expect(again.workflowId).toBe(run.workflowId)
    const ids = [run.id, run.checkSuiteId, run.workflowId, run.jobs.x ?? 0, deployment]
    expect(new Set(ids.map(id => Math.floor(id / 1e8))).size).toBe(ids.length)
    expect(Math.min(...ids)).toBeGreaterThan(1e8)
  })
})

describe('the version of the REST API', () => {
  const asked = async (version: string) => {
    const { github, call } = await startHarness()
    const answered = await call('GET', '', { headers: { 'x-github-api-version': version } })
    return { github, status: answered.status, selected: answered.headers.get('x-github-api-version-selected') }
  }

  it('that is described is answered, also where none is named', async () => {
    expect(await asked('2022-11-28')).toMatchObject({ status: 200, selected: '2022-11-28' })
    const { call } = await startHarness()
    expect((await call('GET', '')).headers.get('x-github-api-version-selected')).toBe('2022-11-28')
  })

  it('that GitHub does not support is refused with 400', async () => {
    const { github, status } = await asked('2021-01-01')
    expect(status).toBe(400)
    github.assertNoUnknownRequests()
  })

  it('that answers in another form is not modelled', async () => {
    const { github, status } = await asked('2026-03-10')
    expect(status).toBe(501)
    expect(() => github.assertNoUnknownRequests()).toThrow('version 2026-03-10')
  })
})

describe('a conditional request', () => {
  it('is answered with 304, without a body, as long as nothing has changed, and costs nothing', async () => {
    const { repository, call } = await startHarness()
    const ref = await repository.commit({ message: 'one' })
    const at = '/deployments'
    const first = await call('GET', at)
    const tag = first.headers.get('etag') ?? ''
    expect([first.headers.get('x-ratelimit-used'), tag]).toEqual(['1', expect.stringMatching(/^W\/"[0-9a-f]{64}"$/)])
    const conditional = { headers: { 'if-none-match': tag } }
    const same = await call('GET', at, conditional)
    expect([same.status, same.text, same.headers.get('etag')]).toEqual([304, '', tag])
    expect(same.headers.get('x-ratelimit-used')).toBe('1')
    await call('POST', at, { body: { ref, required_contexts: [] } })
    const changed = await call('GET', at, conditional)
    expect([changed.status, changed.items.length]).toEqual([200, 1])
    expect(changed.headers.get('etag')).not.toBe(tag)
    expect(changed.headers.get('x-ratelimit-used')).toBe('3')
  })

  it.each([
    ['another token', { token: 'ghs_ci' }],
    ['another media type', { accept: 'application/json' }],
  ])('with the tag of %s is answered whole', async (_, other) => {
    const { call } = await startHarness()
    const tag = (await call('GET', '')).headers.get('etag') ?? ''
    expect((await call('GET', '', { ...other, headers: { 'if-none-match': tag } })).status).toBe(200)
  })

  it('may name several tags, weak or strong', async () => {
    const { call } = await startHarness()
    const tag = (await call('GET', '')).headers.get('etag') ?? ''
    const headers = { 'if-none-match': `"other", ${tag.replace('W/', '')}` }
    expect((await call('GET', '', { headers })).status).toBe(304)
  })

  it('that is refused gets no tag', async () => {
    const { call } = await startHarness()
    expect((await call('GET', '/deployments/1')).headers.get('etag')).toBeNull()
  })
})
