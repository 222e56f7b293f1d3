import { expect, test } from 'vitest'
import type { Fields } from '../../platform/slack/block/fields.ts'
import { DEPLOYS, type Harness, start, startHarness } from './harness.ts'

const METADATA = { event_type: 'counted', event_payload: { count: 1 } }

async function filled(): Promise<Harness> {
  const harness = await startHarness()
  for (const text of ['a', 'b', 'c', 'd', 'e']) {
    harness.slack.say(DEPLOYS, 'xoxb-train', { text, metadata: METADATA })
    harness.time.now += 1000
  }
  return harness
}

async function read(harness: Harness, more: object): Promise<[string, Fields]> {
  const { body } = await harness.call('conversations.history', { channel: DEPLOYS, ...more })
  const messages = body.messages as { text: string }[] | undefined
  return [messages?.map(one => one.text).join('') ?? String(body.error), body]
}

const at = (seconds: number) => `${start / 1000 + seconds}.000000`

test.each<[object, string]>([
  [{}, 'edcba'],
  [{ limit: 2 }, 'ed'],
  [{ oldest: at(2) }, 'ed'],
  [{ oldest: at(2), inclusive: true }, 'edc'],
  [{ latest: at(2) }, 'ba'],
  [{ latest: at(3), oldest: at(1), inclusive: true }, 'dcb'],
  [{ limit: 0 }, 'invalid_arguments'],
  [{ limit: 1000 }, 'invalid_arguments'],
  [{ oldest: 'then' }, 'invalid_ts_oldest'],
  [{ latest: 'now' }, 'invalid_ts_latest'],
  [{ cursor: 'x' }, 'invalid_cursor'],
])('%j: %s', async (more, expected) => {
  const [texts] = await read(await filled(), more)
  expect(texts).toBe(expected)
})

test('page by page', async () => {
  const harness = await filled()
  const pages: string[] = []
  let cursor = ''
  do {
    const [texts, body] = await read(harness, { limit: 2, cursor })
    pages.push(texts)
    cursor = (body.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? ''
    expect(body.has_more).toBe(cursor !== '')
  } while (cursor !== '')
  expect(pages).toEqual(['ed', 'cb', 'a'])
})

test('metadata comes whole only when asked for', async () => {
  const harness = await filled()
  const [, some] = await read(harness, { limit: 1 })
  expect(some.messages).toMatchObject([{ metadata: { event_type: 'counted' } }])
  expect(JSON.stringify(some)).not.toContain('event_payload')
  const [, all] = await read(harness, { limit: 1, include_all_metadata: true })
  expect(all.messages).toMatchObject([{ bot_id: 'B0TRAIN', metadata: METADATA }])
})
