import { describe, expect, it } from 'vitest'
import { startHarness } from './harness.ts'

const ZERO = '0'.repeat(40)

describe('what is recorded beside HTTP', () => {
  it('is a merged pull request with its push, at the time of the clock', async () => {
    let now = Date.UTC(2026, 2, 2, 9)
    const { github, repository, query, call } = await startHarness({ now: () => now })
    const before = await repository.commit({ message: 'one' })
    const own = await repository.commit({ message: 'work', branch: 'change' })
    const sha = await repository.commit({ message: 'two (#1)' })
    now += 3_600_000
    const { number } = github.recordMerge({
      sha,
      before,
      title: 'two',
      author: 'ada',
      commits: [own],
      mergedBy: 'queue[bot]',
    })
    const pull = `associatedPullRequests(first: 5) { nodes {
      number title url mergedAt merged state author { login } mergedBy { __typename login } mergeCommit { oid }
    } }`
    const text = `{ repository(owner: "acme", name: "hello") {
      merged: object(oid: "${sha}") { ... on Commit { ${pull} } }
      own: object(oid: "${own}") { ... on Commit { ${pull} } }
      before: object(oid: "${before}") { ... on Commit { ${pull} } }
    } }`
    const expected = {
      nodes: [
        {
          ...{ number, title: 'two', url: `${github.serverUrl}/acme/hello/pull/1`, mergedAt: '2026-03-02T10:00:00Z' },
          ...{ merged: true, state: 'MERGED', author: { login: 'ada' } },
          ...{ mergedBy: { __typename: 'Bot', login: 'queue' }, mergeCommit: { oid: sha } },
        },
      ],
    }
    expect((await query(text)).data).toEqual({
      repository: {
        merged: { associatedPullRequests: expected },
        own: { associatedPullRequests: expected },
        before: { associatedPullRequests: { nodes: [] } },
      },
    })
    expect((await call('GET', '/activity')).items).toMatchObject([
      {
        ...{ before, after: sha, ref: 'refs/heads/main', activity_type: 'pr_merge', timestamp: '2026-03-02T10:00:00Z' },
        actor: { login: 'queue[bot]' },
      },
    ])
  })

  it('may have an author whose account is gone', async () => {
    const { github, repository, query } = await startHarness()
    const sha = await repository.commit({ message: 'one' })
    github.recordMerge({ sha, before: ZERO, title: 'one', author: undefined })
    const { data } = await query(`{ repository(owner: "acme", name: "hello") { object(oid: "${sha}") { ... on Commit {
      associatedPullRequests(first: 1) { nodes { author { login } } }
    } } } }`)
    expect(data).toMatchObject({ repository: { object: { associatedPullRequests: { nodes: [{ author: null }] } } } })
  })

  it('is a deployment with its statuses, the same over REST, and without an event', async () => {
    const { github, repository, call } = await startHarness()
    const sha = await repository.commit({ message: 'one' })
    const { id } = github.recordDeployment({ sha, environment: 'staging', states: ['in_progress'], creator: 'ada' })
    github.recordDeploymentStatus(id, { state: 'success', description: 'Live.' })
    expect((await call('GET', '/deployments')).items).toMatchObject([
      { id, sha, environment: 'staging', task: 'deploy' },
    ])
    const statuses = (await call('GET', `/deployments/${id}/statuses`)).items
    expect(statuses).toMatchObject([{ state: 'success', description: 'Live.', creator: { login: 'ada' } }, {}])
    expect(github.events).toEqual([])
    expect(() => github.recordDeploymentStatus(1, { state: 'success' })).toThrow('no deployment 1')
  })

  it('is a job that waits for a reviewer, which is all its run does', async () => {
    const { github, repository, call } = await startHarness()
    const headSha = await repository.commit({ message: 'one' })
    const workflow = { path: '.github/workflows/deploy.yml', name: 'Deploy' }
    const run = async (jobs: Parameters<typeof github.recordWorkflowRun>[0]['jobs']) =>
      (await github.recordWorkflowRun({ workflow, event: 'deployment', headSha, jobs })).id
    const waiting = await run([
      { name: 'build', conclusion: 'success' },
      { name: 'deploy', status: 'waiting' },
    ])
    await run([{ name: 'build' }, { name: 'deploy', status: 'waiting' }])
    const { body } = await call('GET', `/actions/runs?status=waiting&head_sha=${headSha}&per_page=100`)
    expect(body).toMatchObject({
      total_count: 1,
      workflow_runs: [{ id: waiting, status: 'waiting', conclusion: null }],
    })
  })
})

describe('the activity of a repository', () => {
  it('comes newest first, by cursors, and narrowed down', async () => {
    let now = Date.UTC(2026, 2, 2, 9)
    const { github, call } = await startHarness({ now: () => now })
    const shas = ['1', '2', '3', '4', '5'].map(one => one.repeat(40))
    for (const [at, after] of shas.entries()) {
      now += 86_400_000
      github.recordPush({
        before: shas[at - 1] ?? ZERO,
        after,
        actor: at < 3 ? 'ada' : 'bob',
        branch: at === 1 ? 'other' : 'main',
      })
    }
    const read = async (query: string) => {
      const { items, headers } = await call('GET', `/activity?${query}`)
      return { after: items.map(one => String(one.after)[0]).join(''), link: headers.get('link') ?? '' }
    }
    expect((await read('')).after).toBe('54321')
    expect(await read('per_page=5')).toEqual({ after: '54321', link: '' })
    const first = await read('per_page=2')
    expect([first.after, first.link.includes('rel="prev"')]).toEqual(['54', false])
    now += 60_000
    github.recordPush({ before: '5'.repeat(40), after: '6'.repeat(40), actor: 'ada' })
    const next = /<[^>]*\?([^>]*)>; rel="next"/
    const second = await read(next.exec(first.link)?.[1] ?? '')
    expect(second.after).toBe('32')
    expect((await read(/<[^>]*\?([^>]*)>; rel="prev"/.exec(second.link)?.[1] ?? '')).after).toBe('54')
    const third = await read(next.exec(second.link)?.[1] ?? '')
    expect([third.after, next.test(third.link)]).toEqual(['1', false])
    expect((await read('direction=asc&per_page=3')).after).toBe('123')
    expect((await read('ref=refs/heads/other')).after).toBe('2')
    expect((await read('ref=other&actor=ada')).after).toBe('2')
    expect((await read('actor=bob')).after).toBe('54')
    expect((await read('activity_type=force_push')).after).toBe('')
    expect((await read('time_period=day')).after).toBe('65')
    expect((await call('GET', '/activity?after=x')).status).toBe(422)
    github.assertNoUnknownRequests()
  })
})
