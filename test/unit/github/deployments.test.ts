import { describe, expect, test } from 'vitest'
import {
  createStatus,
  deploymentFromEvent,
  getDeployment,
  listStatuses,
  newestDeployment,
} from '../../../src/github/deployments.ts'
import { thrownBy } from '../policy/thrown.ts'
import { type Connected, connectToDouble } from './double.ts'
import { startFakeApi } from './fake-api.ts'

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

describe('the newest deployment that counts', () => {
  /** Pages of records, the newest first, with these ids. */
  const pages = (...ids: readonly (readonly number[])[]) =>
    startFakeApi(
      ...ids.map(page => ({
        status: 200,
        body: page.map(id => ({
          ...{ id, sha: 's', ref: 'r', task: id % 2 === 0 ? 'deploy' : 'pages', environment: 'e' },
          ...{ created_at: '2026-11-21T05:00:00Z', url: `https://api.github.test/deployments/${id}` },
        })),
      })),
    )
  const odd = (from: number) => Array.from({ length: 100 }, (_, at) => from - 2 * at)
  const counts = ({ task }: { task: string }) => task === 'deploy'

  test.each<[string, readonly (readonly number[])[], number | undefined, number]>([
    ['is on the first page', [[9, 8]], 8, 1],
    ['is on the next page', [odd(999), [700, 3]], 700, 2],
    ['is the one it is compared with', [[9, 6, 4]], 6, 1],
    ['is older than the one it is compared with', [[9, 4, 2]], undefined, 1],
    ['is not looked for further than that one', [[...odd(999).slice(1), 5], [4]], undefined, 1],
    ['is nowhere', [[9, 7]], undefined, 1],
  ])('%s', async (_, ids, expected, requests) => {
    const api = await pages(...ids)
    expect(await newestDeployment(api.connect(), 'e', 6, counts)).toBe(expected)
    expect(api.requests).toHaveLength(requests)
  })
})
