import { describe, expect, it } from 'vitest'
import { startHarness } from './harness.ts'

const plain = { auto_merge: false, required_contexts: [] }

describe('creating a deployment', () => {
  it('answers 201 with the defaults of GitHub', async () => {
    const { repository, call } = await startHarness()
    const sha = await repository.commit({ message: 'one' })
    const { status, body } = await call('POST', '/deployments', { body: { ref: sha } })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      sha,
      ref: sha,
      task: 'deploy',
      payload: {},
      environment: 'production',
      original_environment: 'production',
      description: null,
      transient_environment: false,
      production_environment: true,
    })
    expect((await call('GET', `/deployments/${body.id}`)).body).toEqual(body)
  })

  it.each([
    ['staging', undefined, false],
    ['production', undefined, true],
    ['production', false, false],
    ['staging', true, true],
  ])('environment %s with production_environment %s counts as production: %s', async (environment, given, expected) => {
    const { repository, call } = await startHarness()
    await repository.commit({ message: 'one' })
    const body = { ...plain, ref: 'main', environment, production_environment: given }
    expect((await call('POST', '/deployments', { body })).body.production_environment).toBe(expected)
  })

  it.each([
    [{}, 422, 'Invalid request.\n\n"ref" wasn\'t supplied.'],
    [{ ref: 'nowhere' }, 422, 'No ref found for: nowhere'],
    [{ ref: 'main~1' }, 422, 'No ref found for: main~1'],
    [
      { ref: 'main', auto_merge: 'no' },
      422,
      'Invalid request.\n\nFor \'properties/auto_merge\', "no" is not a boolean.',
    ],
    [['main'], 400, 'Body should be a JSON object'],
  ])('refuses %j with %i', async (body, status, message) => {
    const { repository, call } = await startHarness()
    await repository.commit({ message: 'one' })
    await repository.commit({ message: 'two' })
    const refused = await call('POST', '/deployments', { body })
    expect([refused.status, refused.body.message]).toEqual([status, message])
    expect((await call('GET', '/deployments')).items).toEqual([])
  })

  it.each(['environment', 'task'])('takes a name of at most 255 characters as %s', async field => {
    const { repository, call } = await startHarness()
    await repository.commit({ message: 'one' })
    const make = (length: number) =>
      call('POST', '/deployments', { body: { ...plain, ref: 'main', [field]: 'x'.repeat(length) } })
    expect((await make(255)).status).toBe(201)
    const { status, body } = await make(256)
    const message = `${field} is too long (maximum is 255 characters)`
    expect([status, body.errors]).toEqual([422, [{ resource: 'Deployment', code: 'custom', field, message }]])
  })

  it('keeps payloads as they were given', async () => {
    const { repository, call } = await startHarness()
    await repository.commit({ message: 'one' })
    for (const payload of [{ a: [1] }, 'text']) {
      const { body } = await call('POST', '/deployments', { body: { ...plain, ref: 'main', payload } })
      expect(body.payload).toEqual(payload)
    }
  })
})

describe('required_contexts', () => {
  it.each([
    ['all contexts, when left out', undefined, 'success', 201],
    ['all contexts, when left out', undefined, 'failure', 409],
    ['all contexts, when left out', undefined, 'skipped', 409],
    ['none, when empty', [], 'failure', 201],
    ['the named one', ['lint'], 'failure', 201],
    ['the named one', ['test'], 'failure', 409],
    ['one that never reported', ['lint', 'absent'], 'success', 409],
  ] as const)('asks for %s (%j, test: %s): %i', async (_, contexts, conclusion, status) => {
    const { repository, call } = await startHarness()
    const sha = await repository.commit({ message: 'one' })
    await call('POST', `/statuses/${sha}`, { body: { state: 'success', context: 'lint' } })
    await call('POST', '/check-runs', { body: { name: 'test', head_sha: sha, conclusion } })
    const answer = await call('POST', '/deployments', { body: { ref: sha, required_contexts: contexts } })
    expect(answer.status).toBe(status)
  })

  it('names the contexts in the conflict', async () => {
    const { repository, call } = await startHarness()
    const sha = await repository.commit({ message: 'one' })
    await call('POST', `/statuses/${sha}`, { body: { state: 'pending', context: 'lint' } })
    const { body } = await call('POST', '/deployments', { body: { ref: 'main' } })
    expect(body).toMatchObject({
      message: 'Conflict: Commit status checks failed for main.',
      errors: [
        { resource: 'Deployment', field: 'required_contexts', contexts: [{ context: 'lint', state: 'pending' }] },
      ],
      status: '409',
    })
  })
})

describe('auto_merge', () => {
  it('merges the default branch into a branch that lacks it: 202 and no deployment', async () => {
    const { repository, call } = await startHarness()
    await repository.commit({ message: 'one', files: { a: '1' } })
    await repository.branch('topic')
    const main = await repository.commit({ message: 'two', files: { a: '2' } })
    const { status, body } = await call('POST', '/deployments', { body: { ref: 'topic', required_contexts: [] } })
    expect([status, body]).toEqual([202, { message: 'Auto-merged main into topic on deployment.' }])
    expect((await call('GET', '/deployments')).items).toEqual([])
    const { items } = await call('GET', '/commits?sha=topic')
    expect(items[0]?.parents).toMatchObject([{}, { sha: main }])
    const again = await call('POST', '/deployments', { body: { ref: 'topic', required_contexts: [] } })
    expect(again.status).toBe(201)
  })

  it.each(['topic', 'sha'])('answers 409 when it cannot merge into a %s', async kind => {
    const { repository, call } = await startHarness()
    await repository.commit({ message: 'one', files: { a: '1' } })
    await repository.branch('topic')
    const sha = await repository.commit({ message: 'mine', files: { a: 'mine' }, branch: 'topic' })
    await repository.commit({ message: 'theirs', files: { a: 'theirs' } })
    const ref = kind === 'sha' ? sha : 'topic'
    const { status, body } = await call('POST', '/deployments', { body: { ref, required_contexts: [] } })
    expect([status, body.message]).toEqual([409, `Conflict merging main into ${ref}.`])
    expect(await repository.head('topic')).toBe(sha)
    expect((await call('POST', '/deployments', { body: { ...plain, ref } })).status).toBe(201)
  })
})

describe('listing deployments', () => {
  it('filters, newest first', async () => {
    const { repository, call } = await startHarness()
    const one = await repository.commit({ message: 'one' })
    const two = await repository.commit({ message: 'two' })
    const made = [
      { ref: one, environment: 'staging', task: 'deploy' },
      { ref: two, environment: 'staging', task: 'deploy:api' },
      { ref: 'main', environment: 'production', task: 'deploy' },
    ]
    const ids = []
    for (const body of made) ids.push((await call('POST', '/deployments', { body: { ...plain, ...body } })).body.id)
    const [first, second, third] = ids
    const table: [string, unknown[]][] = [
      ['', [third, second, first]],
      [`?sha=${two}`, [third, second]],
      ['?ref=main', [third]],
      ['?task=deploy%3Aapi', [second]],
      ['?environment=staging', [second, first]],
      ['?environment=none&per_page=1&page=2', [second]],
      [`?environment=staging&sha=${one}`, [first]],
    ]
    for (const [query, expected] of table) {
      const { items } = await call('GET', `/deployments${query}`)
      expect([query, items.map(item => item.id)]).toEqual([query, expected])
    }
  })

  it('answers 404 for a deployment there is not', async () => {
    const { call } = await startHarness()
    expect((await call('GET', '/deployments/1')).body).toEqual({
      message: 'Not Found',
      documentation_url: 'https://docs.github.com/rest',
      status: '404',
    })
  })
})

describe('events', () => {
  it.each([
    ['ghs_workflow', 'workflow', 'github-actions[bot]', false],
    ['ghs_ci', 'ci', 'ci[bot]', true],
    ['ghp_person', 'person', 'ada', true],
  ])('a deployment made with %s: by %s', async (token, createdBy, login, startsWorkflows) => {
    const { github, repository, call } = await startHarness()
    await repository.commit({ message: 'one' })
    const { body } = await call('POST', '/deployments', { body: { ...plain, ref: 'main' }, token })
    const whole = { full_name: 'acme/hello', default_branch: 'main' }
    expect(github.events).toMatchObject([
      { name: 'deployment', createdBy, startsWorkflows, payload: { action: 'created', workflow_run: null } },
    ])
    expect(github.events[0]?.payload).toMatchObject({ deployment: body, sender: { login }, repository: whole })
  })
})
