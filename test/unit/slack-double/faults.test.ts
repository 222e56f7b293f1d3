import { expect, test, vi } from 'vitest'
import type { Fault } from '../../platform/slack/http/fault.ts'
import { DEPLOYS, startHarness } from './harness.ts'

const message = { channel: DEPLOYS, text: 'x' }

test.each<[Fault, number, unknown, number]>([
  [{ how: 'status', status: 500 }, 500, undefined, 0],
  [{ how: 'status', status: 503 }, 503, undefined, 0],
  [{ how: 'error', code: 'fatal_error' }, 200, 'fatal_error', 0],
  [{ how: 'rate-limited', retryAfter: 7 }, 429, 'ratelimited', 0],
  [{ how: 'late-502' }, 502, undefined, 1],
])('%j: %i, and only once', async (fault, status, error, posted) => {
  const { slack, call } = await startHarness()
  slack.fail(fault)
  const failed = await call('chat.postMessage', message)
  expect([failed.status, failed.error]).toEqual([status, error])
  if (fault.how === 'rate-limited') expect(failed.headers.get('retry-after')).toBe('7')
  expect(slack.messages(DEPLOYS)).toHaveLength(posted)
  expect((await call('chat.postMessage', message)).body.ok).toBe(true)
  expect(slack.requests.map(one => [one.fault, one.status])).toEqual([
    [fault.how, status],
    [undefined, 200],
  ])
  slack.assertNoUnknownRequests()
})

test.each<['hang-up' | 'reply-lost' | 'cut-short', number]>([
  ['hang-up', 0],
  ['reply-lost', 1],
  ['cut-short', 1],
])('%s leaves %i messages', async (how, posted) => {
  const { slack, call } = await startHarness()
  slack.fail({ how })
  await expect(call('chat.postMessage', message)).rejects.toThrow()
  expect(slack.messages(DEPLOYS)).toHaveLength(posted)
})

test('no answer, and a slow one', async () => {
  const { slack, call } = await startHarness()
  slack.fail({ how: 'no-answer' })
  const failing = { ended: false }
  call('chat.postMessage', message)
    .catch(() => {})
    .finally(() => {
      failing.ended = true
    })
  await vi.waitFor(() => expect(slack.requests).toHaveLength(1), { interval: 1 })
  slack.fail({ how: 'slow', milliseconds: 300 })
  const slow = call('chat.postMessage', message)
  await vi.waitFor(() => expect(slack.requests).toHaveLength(2), { interval: 1 })
  expect(slack.requests[1]?.status).toBeUndefined()
  expect((await slow).body.ok).toBe(true)
  expect([failing.ended, slack.messages(DEPLOYS).length]).toEqual([false, 1])
})

test('on one method or channel, as often as asked, whatever comes between', async () => {
  const { slack, call } = await startHarness()
  slack.addChannel({ id: 'C0OTHER', name: 'other' })
  slack.fail({ method: 'chat.postMessage', channel: DEPLOYS, times: 2, how: 'status', status: 503 })
  const statuses = []
  for (const channel of ['C0OTHER', DEPLOYS, 'C0OTHER', DEPLOYS, DEPLOYS])
    statuses.push((await call('chat.postMessage', { channel, text: 'x' })).status)
  expect(statuses).toEqual([200, 503, 200, 503, 200])
})
