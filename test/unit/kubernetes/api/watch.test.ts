import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type KubernetesClient, kubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import { openWatch, type WatchReceiver } from '../../../../src/kubernetes/api/watch.ts'
import type { Clock } from '../../../../src/time/clock.ts'
import { ApiServerDouble, broken, events, type Handler, json, status } from './api-server-double.ts'

let server: ApiServerDouble
let client: KubernetesClient
let abort: AbortController
let seen: string[]
let naps: number[]

const clock: Clock = {
  now: () => 0,
  sleep: ms => {
    naps.push(ms)
    return new Promise(resolve => setImmediate(resolve))
  },
}

const nameIn = (object: unknown): string => (object as { metadata: { name: string } }).metadata.name
const receiver: WatchReceiver = {
  replaced: objects => seen.push(`list ${objects.map(nameIn)}`),
  changed: (type, object) => seen.push(`${type} ${nameIn(object)}`),
  opened: () => seen.push('opened'),
  ended: () => seen.push('ended'),
  interrupted: () => seen.push('interrupted'),
}

async function watch(...handlers: Handler[]): Promise<void> {
  await watchWith({ labelSelector: 'a=b' }, ...handlers)
}

async function watchWith(selected: { labelSelector?: string }, ...handlers: Handler[]): Promise<void> {
  server = await ApiServerDouble.start(...handlers)
  client = kubernetesClient(server.socketPath, clock)
  await openWatch({ client, clock, path: '/pods', ...selected, receiver, signal: abort.signal })
}

beforeEach(() => {
  abort = new AbortController()
  seen = []
  naps = []
})
afterEach(async () => {
  abort.abort()
  client.close()
  await server.close()
})

const item = (name: string, resourceVersion: string) => ({ metadata: { name, resourceVersion } })
const list = (version: string, ...names: string[]) =>
  json(200, { metadata: { resourceVersion: version }, items: names.map(name => item(name, version)) })
const added = (name: string, version: string) => ({ type: 'ADDED', object: item(name, version) })
const stay = events([], 'stay')
const from = () =>
  server.requests.map(({ url }) => new URL(url, 'http://x').searchParams.get('resourceVersion') ?? 'list')

test('reports the list, then each change', async () => {
  await watch(list('5', 'a', 'b'), events([added('c', '6'), { type: 'DELETED', object: item('a', '7') }], 'stay'))
  expect(seen).toEqual(['list a,b'])
  await vi.waitUntil(() => seen.length === 4)
  expect(seen).toEqual(['list a,b', 'opened', 'ADDED c', 'DELETED a'])
  expect(server.requests.map(({ url }) => url)).toEqual([
    '/pods?labelSelector=a%3Db',
    '/pods?watch=1&allowWatchBookmarks=true&resourceVersion=5&timeoutSeconds=30&labelSelector=a%3Db',
  ])
})

test('without a selector everything is asked for', async () => {
  await watchWith({}, list('5', 'a'), stay)
  await vi.waitUntil(() => server.requests.length === 2)
  expect(server.requests.map(({ url }) => url)).toEqual([
    '/pods',
    '/pods?watch=1&allowWatchBookmarks=true&resourceVersion=5&timeoutSeconds=30',
  ])
})

test('lists anew when the connection breaks, and is open again only when the stream is', async () => {
  await watch(list('5'), events([added('a', '8')], 'break'), list('9', 'a', 'b'), events([added('c', '10')], 'stay'))
  await vi.waitUntil(() => seen.includes('ADDED c'))
  expect(seen).toEqual(['list ', 'opened', 'ADDED a', 'interrupted', 'list a,b', 'opened', 'ADDED c'])
  expect(from()).toEqual(['list', '5', 'list', '9'])
})

test('is not open while only lists are answered', async () => {
  await watch(list('5'), broken, list('6'), broken, list('7'), stay)
  await vi.waitUntil(() => seen.includes('opened'))
  expect(seen).toEqual(['list ', 'interrupted', 'list ', 'interrupted', 'list ', 'opened'])
})

test('never reports the text of what is not an event', async () => {
  const whys: string[] = []
  const listener = { ...receiver, interrupted: (why: string) => whys.push(why) }
  server = await ApiServerDouble.start(list('5'), (_, response) => response.end('{"a": hunter2}\n'), list('6'), stay)
  client = kubernetesClient(server.socketPath, clock)
  await openWatch({ client, clock, path: '/pods', receiver: listener, signal: abort.signal })
  await vi.waitUntil(() => whys.length === 1)
  expect(whys).toEqual(['the watch delivered a line that is not an event'])
})

test('goes on when the server ends the stream, from a bookmark too', async () => {
  await watch(list('5'), events([{ type: 'BOOKMARK', object: item('', '20') }], 'end'), stay)
  await vi.waitUntil(() => server.requests.length === 3)
  expect(from()).toEqual(['list', '5', '20'])
  await vi.waitUntil(() => seen.length === 4)
  expect(seen).toEqual(['list ', 'opened', 'ended', 'opened'])
})

test('goes on when nothing can be reached for a while, with longer pauses', async () => {
  await watch(
    list('5'),
    ...Array.from({ length: 6 }, () => [broken, list('6')]).flat(),
    events([added('a', '7')], 'stay'),
  )
  await vi.waitUntil(() => seen.includes('ADDED a'))
  expect(naps).toEqual([100, 200, 400, 800, 1600, 2000])
  expect(from().at(-1)).toBe('6')
})

test.each<[string, Handler]>([
  ['as an event', events([{ type: 'ERROR', object: { code: 410 } }], 'end')],
  ['as an answer', status(410, 'Expired')],
])('lists again when the version is gone, reported %s', async (_, gone) => {
  await watch(list('5', 'a'), gone, list('30', 'b'), stay)
  await vi.waitUntil(() => server.requests.length === 4)
  expect(seen.filter(line => line !== 'opened')).toEqual(['list a', 'interrupted', 'list b'])
  expect(from()).toEqual(['list', '5', 'list', '30'])
})

test('fails at once when the first list is refused', async () => {
  await expect(watch(status(403, 'Forbidden'))).rejects.toMatchObject({ code: 403 })
})

test('from now on means without what is there', async () => {
  server = await ApiServerDouble.start(list('5', 'old'), stay)
  client = kubernetesClient(server.socketPath, clock)
  await openWatch({ client, clock, path: '/events', fromNow: true, receiver, signal: abort.signal })
  await vi.waitUntil(() => server.requests.length === 2)
  expect(server.requests[0]?.url).toBe('/events?limit=1')
  await vi.waitUntil(() => seen.length === 1)
  expect(seen).toEqual(['opened'])
})

test('continues from the version last seen, because a list would not show what was missed', async () => {
  server = await ApiServerDouble.start(
    list('5', 'old'),
    events([added('a', '8')], 'break'),
    events([added('b', '9')], 'stay'),
  )
  client = kubernetesClient(server.socketPath, clock)
  await openWatch({ client, clock, path: '/events', fromNow: true, receiver, signal: abort.signal })
  await vi.waitUntil(() => seen.includes('ADDED b'))
  expect(from()).toEqual(['list', '5', '8'])
})

test('ends with its signal', async () => {
  await watch(list('5'), stay)
  await vi.waitUntil(() => server.requests.length === 2)
  abort.abort()
  await new Promise(resolve => setImmediate(resolve))
  expect(seen).not.toContain('interrupted')
  expect(server.requests).toHaveLength(2)
})

describe('what is larger than is read', () => {
  async function watchSmall(path: string, fromNow: boolean, ...handlers: Handler[]): Promise<void> {
    server = await ApiServerDouble.start(...handlers)
    client = kubernetesClient(server.socketPath, clock, { most: { answer: 1000, event: 1000 } })
    await openWatch({ client, clock, path, fromNow, receiver, signal: abort.signal })
  }

  test('an event is not asked for again, also where only what happens from now on counts', async () => {
    const endless: Handler = (_, response) => void response.write(`{"type":"ADDED","object":"${'x'.repeat(2000)}`)
    await watchSmall('/events', true, list('5'), endless, list('7'), stay)
    await vi.waitUntil(() => server.requests.length === 4)
    expect(from()).toEqual(['list', '5', 'list', '7'])
  })

  test('a list ends the watch, which stays interrupted', async () => {
    const tooLarge = list('6', 'x'.repeat(2000))
    await watchSmall('/pods', false, list('5'), broken, tooLarge, list('7'), stay)
    await vi.waitUntil(() => seen.length === 3)
    for (let turn = 0; turn < 20; turn++) await clock.sleep(0)
    expect([seen, from()]).toEqual([
      ['list ', 'interrupted', 'interrupted'],
      ['list', '5', 'list'],
    ])
  })
})
