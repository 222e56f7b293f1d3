import { describe, expect, it } from 'vitest'
import { startHarness } from './harness.ts'

const asked = { authorization: 'Bearer ghs_workflow', accept: 'application/vnd.github+json' }
const deployment = JSON.stringify({ ref: 'main', auto_merge: false, required_contexts: [] })
const HOP = ['connection', 'keep-alive', 'transfer-encoding']
/** What is of the single request, or of all before it. */
const OWN = ['x-github-request-id', 'x-ratelimit-remaining', 'x-ratelimit-used', 'x-ratelimit-reset', 'date']

async function started() {
  const { github, repository } = await startHarness()
  await repository.commit({ message: 'one' })
  const url = `${github.url}/repos/acme/hello`
  return { github, url }
}

async function seen(response: Response) {
  const headers = [...response.headers].filter(([name]) => ![...HOP, ...OWN].includes(name))
  return { status: response.status, headers: Object.fromEntries(headers), text: await response.text() }
}

describe('what comes without a network is what comes over HTTP', () => {
  it.each<[string, string, RequestInit]>([
    ['a list', '/deployments', { headers: asked }],
    ['no token', '/deployments', {}],
    ['something that is not there', '/deployments/5', { headers: asked }],
    ['what is refused', '/deployments', { method: 'POST', headers: asked, body: '{}' }],
    ['a page', '/commits?per_page=1', { headers: asked }],
  ])('%s', async (_, path, init) => {
    const { github, url } = await started()
    const over = await seen(await fetch(`${url}${path}`, init))
    expect(await seen(await github.fetch(`${url}${path}`, init))).toEqual(over)
    const [one, other] = github.requests
    const { method, path: to, query, body, status } = one ?? {}
    expect(other).toMatchObject({ method, path: to, query, body, status })
  })

  it('a query', async () => {
    const { github } = await started()
    const body = JSON.stringify({ query: '{ repository(owner: "acme", name: "hello") { name } }' })
    const response = await github.fetch(`${github.url}/graphql`, { method: 'POST', headers: asked, body })
    expect(await response.json()).toEqual({ data: { repository: { name: 'hello' } } })
  })

  it('an answer without a body', async () => {
    const { github, url } = await started()
    const { headers } = await github.fetch(`${url}/commits`, { headers: asked })
    const known = { ...asked, 'if-none-match': headers.get('etag') ?? '' }
    const again = await github.fetch(`${url}/commits`, { headers: known })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })
})

describe('faults of the connection', () => {
  it.each([
    ['hang-up', 0],
    ['reply-lost', 1],
  ] as const)('%s: fetch fails, and %i deployments are made', async (how, made) => {
    const { github, url } = await started()
    github.fail({ how })
    const sent = github.fetch(`${url}/deployments`, { method: 'POST', headers: asked, body: deployment })
    await expect(sent).rejects.toMatchObject({ message: 'fetch failed', cause: { code: 'UND_ERR_SOCKET' } })
    const left = await github.fetch(`${url}/deployments`, { headers: asked })
    expect(await left.json()).toHaveLength(made)
  })

  it('an answer that is cut short fails while it is read', async () => {
    const { github, url } = await started()
    github.fail({ how: 'cut-short' })
    const response = await github.fetch(`${url}/commits`, { headers: asked })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })

  it('what never answers ends with its signal', async () => {
    const { github, url } = await started()
    github.fail({ how: 'no-answer' })
    const abort = new AbortController()
    const sent = github.fetch(`${url}/commits`, { headers: asked, signal: abort.signal })
    abort.abort(new Error('given up'))
    await expect(sent).rejects.toThrow('given up')
  })
})
