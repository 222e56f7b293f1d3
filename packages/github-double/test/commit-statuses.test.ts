import { describe, expect, it } from 'vitest'
import { startHarness } from './harness.ts'

describe('commit statuses', () => {
  it.each([
    [[], 'pending'],
    [['success'], 'success'],
    [['success', 'pending'], 'pending'],
    [['pending', 'failure'], 'failure'],
    [['success', 'error'], 'failure'],
  ])('%j combine to %s', async (states, expected) => {
    const { repository, call } = await startHarness()
    const sha = await repository.commit({ message: 'one' })
    for (const [at, state] of states.entries())
      await call('POST', `/statuses/${sha}`, { body: { state, context: `ci/${at}` } })
    const { body } = await call('GET', '/commits/main/status')
    expect(body).toMatchObject({ state: expected, sha, total_count: states.length })
  })

  it('combine the newest of each context, and list all of them', async () => {
    const { repository, call } = await startHarness()
    const sha = await repository.commit({ message: 'one' })
    for (const [state, context] of [
      ['failure', 'a'],
      ['success', 'b'],
      ['success', 'a'],
    ])
      await call('POST', `/statuses/${sha}`, { body: { state, context } })
    const combined = await call('GET', `/commits/${sha}/status?per_page=1`)
    expect(combined.body).toMatchObject({ state: 'success', total_count: 2, statuses: [{ context: 'a' }] })
    expect(combined.headers.get('link')).toContain('rel="next"')
    const { items } = await call('GET', `/commits/${sha}/statuses`)
    expect(items.map(item => `${item.context} ${item.state}`)).toEqual(['a success', 'b success', 'a failure'])
  })

  it('are refused when there are too many of a context', async () => {
    const { repository, call } = await startHarness({ limits: { statusesPerContext: 2 } })
    const sha = await repository.commit({ message: 'one' })
    const write = async (context: string) =>
      (await call('POST', `/statuses/${sha}`, { body: { state: 'success', context } })).status
    expect([await write('ci'), await write('ci'), await write('ci')]).toEqual([201, 201, 422])
    expect(await write('other')).toBe(201)
  })

  it.each([
    ['nowhere', { state: 'success' }, 'No commit found for SHA: nowhere'],
    ['main', { state: 'success' }, 'No commit found for SHA: main'],
    ['sha', { state: 'done' }, 'Validation Failed'],
    ['sha', {}, 'Invalid request.\n\n"state" wasn\'t supplied.'],
    ['sha', { state: 'success', description: 'x'.repeat(141) }, 'Validation Failed'],
  ])('for %s refuse %j', async (target, body, message) => {
    const { repository, call } = await startHarness()
    const sha = await repository.commit({ message: 'one' })
    const refused = await call('POST', `/statuses/${target === 'sha' ? sha : target}`, { body })
    expect([refused.status, refused.body.message]).toEqual([422, message])
  })
})
