import { describe, expect, it } from 'vitest'
import { type Harness, startHarness } from './harness.ts'

async function deploy({ call }: Harness, extra: object = {}): Promise<string> {
  const body = { ref: 'main', auto_merge: false, required_contexts: [], environment: 'staging', ...extra }
  return `/deployments/${(await call('POST', '/deployments', { body })).body.id}`
}

async function started(): Promise<Harness> {
  const harness = await startHarness()
  await harness.repository.commit({ message: 'one' })
  return harness
}

describe('creating a deployment status', () => {
  it.each(['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success'])('takes %s', async state => {
    const harness = await started()
    const at = await deploy(harness)
    const made = await harness.call('POST', `${at}/statuses`, { body: { state, log_url: 'http://127.0.0.1/log' } })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ state, description: '', log_url: 'http://127.0.0.1/log', environment: 'staging' })
    expect((await harness.call('GET', `${at}/statuses/${made.body.id}`)).body).toEqual(made.body)
  })

  it.each([
    [{}, 'Invalid request.\n\n"state" wasn\'t supplied.', undefined],
    [{ state: 'cancelled' }, 'Validation Failed', 'state'],
    [{ state: 'success', description: 'x'.repeat(141) }, 'Validation Failed', 'description'],
  ])('refuses %j', async (body, message, field) => {
    const harness = await started()
    const at = await deploy(harness)
    const refused = await harness.call('POST', `${at}/statuses`, { body })
    expect([refused.status, refused.body.message]).toEqual([422, message])
    if (field !== undefined)
      expect(refused.body.errors).toMatchObject([{ resource: 'DeploymentStatus', field, code: 'custom' }])
    expect((await harness.call('GET', `${at}/statuses`)).items).toEqual([])
  })

  it('counts 140 characters, not bytes or UTF-16 units', async () => {
    const harness = await started()
    const at = await deploy(harness)
    for (const description of ['x'.repeat(140), '🚂'.repeat(140)]) {
      const made = await harness.call('POST', `${at}/statuses`, { body: { state: 'pending', description } })
      expect([made.status, made.body.description]).toEqual([201, description])
    }
  })

  it.each(['log_url', 'target_url', 'environment_url'])('takes an address of http or https as %s', async field => {
    const harness = await started()
    const at = await deploy(harness)
    const write = async (address: string) => {
      const { status, body } = await harness.call('POST', `${at}/statuses`, {
        body: { state: 'queued', [field]: address },
      })
      return [status, status === 201 ? body[field] : body.errors]
    }
    for (const address of ['https://log.example/1', 'HTTP://log.example', ''])
      expect(await write(address)).toEqual([201, address])
    const message = `${field} must use http(s) scheme`
    const refused = [{ resource: 'DeploymentStatus', code: 'custom', field, message }]
    for (const address of ['ftp://log.example', 'javascript:alert(1)', 'no address at all', 'https://', '/log'])
      expect(await write(address)).toEqual([422, refused])
    harness.github.assertNoUnknownRequests()
  })

  it('takes names of environments of at most 255 characters', async () => {
    const harness = await started()
    const at = await deploy(harness)
    const write = async (length: number) =>
      (await harness.call('POST', `${at}/statuses`, { body: { state: 'queued', environment: 'é'.repeat(length) } }))
        .status
    expect([await write(255), await write(256)]).toEqual([201, 422])
  })

  it('answers 404 for an unknown deployment', async () => {
    const { call } = await started()
    expect((await call('POST', '/deployments/5/statuses', { body: { state: 'success' } })).status).toBe(404)
  })

  it('moves the deployment to another environment', async () => {
    const harness = await started()
    const at = await deploy(harness)
    await harness.call('POST', `${at}/statuses`, { body: { state: 'queued', environment: 'canary' } })
    const { body } = await harness.call('GET', at)
    expect(body).toMatchObject({ environment: 'canary', original_environment: 'staging' })
  })

  it('lists the newest first', async () => {
    const harness = await started()
    const at = await deploy(harness)
    for (const state of ['queued', 'in_progress', 'success'])
      await harness.call('POST', `${at}/statuses`, { body: { state } })
    const { items } = await harness.call('GET', `${at}/statuses?per_page=2`)
    expect(items.map(item => item.state)).toEqual(['success', 'in_progress'])
  })
})

describe('auto_inactive', () => {
  const table: [string, { earlier?: object; states?: string[]; status?: object; latest: string }][] = [
    ['an earlier success', { latest: 'inactive' }],
    ['when switched off', { status: { auto_inactive: false }, latest: 'success' }],
    ['without a success', { status: { state: 'failure' }, latest: 'success' }],
    ['a transient one', { earlier: { transient_environment: true }, latest: 'success' }],
    ['a production one', { earlier: { production_environment: true }, latest: 'success' }],
    ['another environment', { earlier: { environment: 'canary' }, latest: 'success' }],
    ['one that failed', { states: ['success', 'failure'], latest: 'failure' }],
    ['one still running', { states: ['in_progress'], latest: 'in_progress' }],
  ]

  it.each(table)('%s', async (_, { earlier = {}, states = ['success'], status = {}, latest }) => {
    const harness = await started()
    const first = await deploy(harness, earlier)
    for (const state of states) {
      await harness.call('POST', `${first}/statuses`, { body: { state } })
    }
    const second = await deploy(harness)
    await harness.call('POST', `${second}/statuses`, { body: { state: 'success', ...status } })
    expect((await harness.call('GET', `${first}/statuses`)).items[0]?.state).toBe(latest)
  })

  it('leaves later deployments alone', async () => {
    const harness = await started()
    const first = await deploy(harness)
    const second = await deploy(harness)
    for (const at of [second, first]) await harness.call('POST', `${at}/statuses`, { body: { state: 'success' } })
    expect((await harness.call('GET', `${second}/statuses`)).items[0]?.state).toBe('success')
  })
})
