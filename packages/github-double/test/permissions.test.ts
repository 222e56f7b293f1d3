import { describe, expect, it } from 'vitest'
import { rest } from '../src/description/description.ts'
import { REQUIRED_PERMISSIONS } from '../src/description/permissions.ts'
import { NOT_FOR_WORKFLOWS } from '../src/state/permission.ts'
import type { NewToken } from '../src/state/store.ts'
import { startHarness } from './harness.ts'
import { validRequests } from './operations.ts'

const NAMES = ['actions', 'attestations', 'checks', 'contents', 'deployments', 'packages', 'statuses'] as const

describe('permissions', () => {
  it('are listed for each operation, and for no other', () => {
    expect(Object.keys(REQUIRED_PERMISSIONS).toSorted()).toEqual(Object.keys(rest.operations))
  })

  const table = Object.entries(REQUIRED_PERMISSIONS).filter(([, { name }]) => name !== 'metadata')
  it.each(table)('%s asks for %j', async (operationId, { name, level }) => {
    const others = Object.fromEntries(NAMES.filter(one => one !== name).map(one => [one, 'write']))
    const { github, request } = await validRequests(operationId)
    const status = async (token: string, given: NewToken['permissions'] = {}) => {
      // No job can ask for some of them.
      const kind = NOT_FOR_WORKFLOWS.includes(name) ? 'app' : 'workflow'
      github.addToken(token, { name: token, kind, permissions: given })
      const answered = await request({ token })
      const accepted = answered.headers.get('x-accepted-github-permissions')
      return [answered.status, answered.body.message, accepted]
    }
    const header = `${name}=${level}`
    const lacking = [403, 'Resource not accessible by integration', header]
    expect(await status('without', others)).toEqual(lacking)
    if (level === 'write') expect(await status('reader', { ...others, [name]: 'read' })).toEqual(lacking)
    else expect((await status('reader', { [name]: 'read' }))[0]).toBe(200)
    expect((await status('writer', { [name]: 'write' }))[0]).toBeLessThan(300)
    github.assertNoUnknownRequests()
  })

  it.each([
    ['workflow', 'integration'],
    ['app', 'integration'],
    ['user', 'personal access token'],
  ] as const)('a token of kind %s that lacks one gets the error text of an %s', async (kind, means) => {
    const { github, call } = await startHarness()
    github.addToken('poor', { name: 'poor', kind, permissions: {} })
    expect((await call('GET', '', { token: 'poor' })).status).toBe(200)
    const refused = await call('GET', '/deployments', { token: 'poor' })
    expect([refused.status, refused.body.message]).toEqual([403, `Resource not accessible by ${means}`])
  })

  it('are not shown of an App, which may not push by any answer', async () => {
    const { github, call } = await startHarness()
    github.addToken('app', { name: 'app', kind: 'app', permissions: { contents: 'write' } })
    github.addToken('ghp', { name: 'ada', kind: 'user', login: 'ada', permissions: { contents: 'write' } })
    expect((await call('GET', '', { token: 'app' })).body).toMatchObject({ permissions: { push: false } })
    expect((await call('GET', '', { token: 'ghp' })).body).toMatchObject({ permissions: { push: true } })
  })

  it('of a deploy job are those of a workflow token by default', async () => {
    const { github, repository, call } = await startHarness()
    const sha = await repository.commit({ message: 'one' })
    github.addToken('job', { name: 'job' })
    const body = { state: 'success' }
    expect((await call('POST', `/statuses/${sha}`, { token: 'job', body })).status).toBe(403)
    const asked = { ref: sha, required_contexts: [] }
    expect((await call('POST', '/deployments', { token: 'job', body: asked })).status).toBe(201)
    expect((await call('GET', '/actions/runs', { token: 'job' })).status).toBe(200)
  })

  it('do not help with a repository that the token cannot see: 404, as if there were none', async () => {
    const { github, repository, call } = await startHarness()
    github.addRepository({ owner: 'acme', name: 'other', bare: repository.bare })
    github.addToken('elsewhere', { name: 'elsewhere', repositories: ['acme/other'] })
    github.addToken('here', { name: 'here', repositories: ['Acme/Hello'] })
    expect((await call('GET', '', { token: 'elsewhere' })).status).toBe(404)
    expect((await call('GET', '', { token: 'here' })).status).toBe(200)
  })
})

describe('the secondary limit of content', () => {
  const SECOND = 1000

  async function written({
    namesPause = true,
    ...limits
  }: {
    namesPause?: boolean
    perMinute?: number
    perHour?: number
  }) {
    let now = 1_700_000_000_000
    const { perMinute = 80, perHour = 500 } = limits
    const { github, repository, call } = await startHarness({
      now: () => now,
      limits: { contentWritesPerMinute: perMinute, contentWritesPerHour: perHour },
      secondaryLimit: { namesPause },
    })
    const sha = await repository.commit({ message: 'one' })
    const write = async (token = 'ghs_workflow') => {
      const { status, headers } = await call('POST', `/statuses/${sha}`, { token, body: { state: 'success' } })
      return [status, headers.get('retry-after')]
    }
    const pass = (ms: number): void => {
      now += ms
    }
    return { github, repository, call, write, pass }
  }

  it('refuses the 81st write of a minute, of that token alone, and answers reads', async () => {
    const { call, write, pass } = await written({})
    for (let one = 1; one <= 80; one++) expect(await write()).toEqual([201, null])
    pass(20 * SECOND)
    expect(await write()).toEqual([403, '60'])
    expect((await call('GET', '')).status).toBe(200)
    expect((await write('ghs_ci'))[0]).toBe(201)
    pass(59 * SECOND)
    expect(await write()).toEqual([403, '1'])
    pass(SECOND)
    expect(await write()).toEqual([201, null])
  })

  it('refuses what is more than 500 an hour until the oldest is an hour ago', async () => {
    const { write, pass } = await written({ perHour: 3 })
    for (const _ of [1, 2, 3]) {
      expect(await write()).toEqual([201, null])
      pass(600 * SECOND)
    }
    expect(await write()).toEqual([403, '1800'])
    pass(1800 * SECOND)
    expect(await write()).toEqual([201, null])
    expect((await write())[0]).toBe(403)
  })

  it('does not always say when to come back, but always which limit it is', async () => {
    const { github, call, write } = await written({ namesPause: false, perMinute: 1 })
    await write()
    expect(await write()).toEqual([403, null])
    const { body, headers } = await call('POST', '/deployments', { body: { ref: 'main' } })
    expect([body.message, headers.get('x-ratelimit-remaining')]).toEqual([
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      '997',
    ])
    github.assertNoUnknownRequests()
  })

  it('is one for all workflow tokens of a repository', async () => {
    const { github, repository, write } = await written({ perMinute: 1 })
    github.addToken('ghs_other_run', { name: 'other run', permissions: { statuses: 'write' } })
    expect((await write())[0]).toBe(201)
    expect((await write('ghs_other_run'))[0]).toBe(403)
    github.addRepository({ owner: 'acme', name: 'other', bare: repository.bare })
    const init = { method: 'POST', headers: { authorization: 'Bearer ghs_other_run' }, body: '{"state":"success"}' }
    const elsewhere = await fetch(`${github.url}/repos/acme/other/statuses/${await repository.head()}`, init)
    expect(elsewhere.status).toBe(201)
  })
})

describe('the hourly limit', () => {
  it('refuses with 403 until the next hour, for that token alone', async () => {
    let now = 1_700_000_000_000
    const { github, call } = await startHarness({ now: () => now })
    github.addToken('small', { name: 'small', rateLimit: 2 })
    const got = async (token: string) => {
      const { status, headers, body } = await call('GET', '', { token })
      return [status, headers.get('x-ratelimit-remaining'), headers.get('x-ratelimit-reset'), body.message]
    }
    expect(await got('small')).toEqual([200, '1', '1700003600', undefined])
    expect(await got('small')).toEqual([200, '0', '1700003600', undefined])
    expect(await got('small')).toEqual([403, '0', '1700003600', 'API rate limit exceeded for installation.'])
    expect((await got('ghs_workflow'))[0]).toBe(200)
    now += 3_600_000
    expect((await got('small'))[0]).toBe(200)
  })
})
