import { describe, expect, test } from 'vitest'
import { createStatus, deploymentFromEvent, getDeployment, listStatuses } from '../../../src/github/deployments.ts'
import { thrownBy } from '../policy/thrown.ts'
import { type Connected, connectToDouble } from './double.ts'

async function deployment({ repository, call }: Connected, environment = 'staging') {
  const sha = (await repository.head()) ?? (await repository.commit({ message: 'one' }))
  const body = { ref: sha, environment, required_contexts: [], auto_merge: false, payload: { from: 'test' } }
  const made = await call('POST', '/deployments', { body, token: 'ghp_person' })
  return { id: Number(made.body.id), sha }
}

test('a deployment by its id, and the same out of its event', async () => {
  const connected = await connectToDouble()
  const { id, sha } = await deployment(connected)
  const record = await getDeployment(connected.client, id)
  expect(record).toMatchObject({ id, sha, ref: sha, task: 'deploy', environment: 'staging', creator: 'ada' })
  expect(record).toMatchObject({ payload: { from: 'test' }, createdAt: expect.stringMatching(/^\d{4}-.*Z$/) })
  const event = connected.github.events[0]?.payload as { deployment: unknown }
  expect(deploymentFromEvent(event.deployment)).toEqual(record)
  connected.github.assertNoUnknownRequests()
})

test('no such deployment', async () => {
  const { client } = await connectToDouble()
  await expect(getDeployment(client, 1)).rejects.toMatchObject({ reason: 'github-not-found' })
})

test.each([
  [undefined, 'id, sha, ref, task, environment'],
  [null, 'id, sha, ref, task, environment'],
  ['text', 'id, sha, ref, task, environment'],
  [{ id: '7', sha: 's', ref: 'r', task: 't', environment: 'e' }, 'id'],
  [{ id: 7, sha: '', ref: 'r', task: 't', environment: 1 }, 'sha, environment'],
])('not a deployment: %j', (payload, missing) => {
  expect(thrownBy(() => deploymentFromEvent(payload))).toMatchObject({
    outcome: 'error',
    reason: 'event-invalid',
    message: `the event's deployment has no ${missing}: this action runs on a 'deployment' event`,
  })
})

describe('statuses', () => {
  test('are written with everything given, read back oldest first, all pages', async () => {
    const connected = await connectToDouble({ limits: { contentWritesPerMinute: 1000 } })
    const { client } = connected
    const { id } = await deployment(connected)
    const logUrl = 'https://github.example/run'
    const first = await createStatus(client, { deploymentId: id, state: 'in_progress', description: 'first', logUrl })
    expect(first).toMatchObject({ state: 'in_progress', description: 'first', logUrl: 'https://github.example/run' })
    for (let at = 0; at < 101; at++)
      await createStatus(client, { deploymentId: id, state: 'in_progress', description: `${at}` })
    await createStatus(client, { deploymentId: id, state: 'success', description: 'last' })
    const texts = (await listStatuses(client, id)).map(status => status.description)
    expect([texts.length, texts[0], texts[1], texts.at(-1)]).toEqual([103, 'first', '0', 'last'])
    connected.github.assertNoUnknownRequests()
  })

  test('a success leaves the deployments of others as they are', async () => {
    const connected = await connectToDouble()
    const { client } = connected
    const [older, newer] = [await deployment(connected), await deployment(connected)]
    await createStatus(client, { deploymentId: older.id, state: 'success', description: '' })
    await createStatus(client, { deploymentId: newer.id, state: 'success', description: '' })
    expect((await listStatuses(client, older.id)).map(status => status.state)).toEqual(['success'])
  })

  test('a text that is too long is GitHub’s to refuse: the caller makes it fit', async () => {
    const connected = await connectToDouble()
    const { id } = await deployment(connected)
    const written = createStatus(connected.client, { deploymentId: id, state: 'error', description: 'x'.repeat(141) })
    await expect(written).rejects.toMatchObject({ reason: 'github-rejected' })
  })
})
