import { describe, expect, it, vi } from 'vitest'
import type { Fault } from '../src/http/fault.ts'
import { type Harness, startHarness } from './harness.ts'

const deployment = { ref: 'main', auto_merge: false, required_contexts: [] }

async function started(): Promise<Harness> {
  const harness = await startHarness()
  await harness.repository.commit({ message: 'one' })
  return harness
}

describe('GitHub fails on request', () => {
  it('fails by chance beside what was planned, until it recovers', async () => {
    const { github, call } = await started()
    let asked = 0
    github.failByChance(() => (++asked % 2 === 1 ? { how: 'status', status: 503 } : undefined))
    github.fail({ how: 'status', status: 500 })
    const statuses = async () => [
      (await call('GET', '/deployments')).status,
      (await call('GET', '/deployments')).status,
    ]
    expect([await statuses(), (await call('GET', '/deployments')).status]).toEqual([[500, 503], 200])
    github.recover()
    expect(await statuses()).toEqual([200, 200])
  })

  it.each<[Fault, number, Record<string, string>]>([
    [{ how: 'status', status: 500 }, 500, {}],
    [{ how: 'status', status: 502 }, 502, { 'content-type': 'text/html; charset=utf-8' }],
    [{ how: 'status', status: 503 }, 503, {}],
    [{ how: 'rate-limited', retryAfter: 7 }, 429, { 'retry-after': '7' }],
    [{ how: 'secondary-limit', retryAfter: 60 }, 403, { 'retry-after': '60' }],
    [{ how: 'secondary-limit' }, 403, {}],
  ])('%j: %i, nothing done, and only once', async (fault, status, headers) => {
    const { github, call } = await started()
    github.fail(fault)
    const failed = await call('POST', '/deployments', { body: deployment })
    expect(failed.status).toBe(status)
    expect(failed.headers.get('retry-after')).toBe(headers['retry-after'] ?? null)
    expect(Object.fromEntries(failed.headers)).toMatchObject(headers)
    expect((await call('GET', '/deployments')).items).toEqual([])
    expect(github.requests.map(one => one.fault)).toEqual([fault.how, undefined])
    github.assertNoUnknownRequests()
  })

  it.each<[Fault['how'] & ('no-answer' | 'hang-up' | 'reply-lost' | 'cut-short'), number]>([
    ['no-answer', 0],
    ['hang-up', 0],
    ['reply-lost', 1],
    ['cut-short', 1],
  ])('%s leaves %i deployments', async (how, made) => {
    const { github, call } = await started()
    github.fail({ how })
    const failing = { ended: false }
    const failed = call('POST', '/deployments', { body: deployment }).finally(() => {
      failing.ended = true
    })
    if (how === 'no-answer') {
      // Held open until the double stops: three more requests pass it by.
      failed.catch(() => {})
      await vi.waitFor(() => expect(github.requests).toHaveLength(1))
      for (let at = 0; at < 3; at += 1) await call('GET', '')
      expect(failing.ended).toBe(false)
    } else {
      await expect(failed).rejects.toThrow()
    }
    expect((await call('GET', '/deployments')).items).toHaveLength(made)
    expect(github.requests[0]?.status).toBe(how === 'cut-short' ? 201 : undefined)
  })

  it('slow answers come as always, later', async () => {
    const { github, call } = await started()
    github.fail({ how: 'slow', milliseconds: 500 })
    const slow = call('GET', '')
    await vi.waitFor(() => expect(github.requests).toHaveLength(1), { interval: 1 })
    expect(github.requests[0]?.status).toBeUndefined()
    expect((await slow).status).toBe(200)
  })

  it('on one operation, as often as asked, whatever comes between', async () => {
    const { github, call } = await started()
    github.fail({ operationId: 'repos/list-deployments', times: 2, how: 'status', status: 503 })
    const statuses = []
    for (const path of ['', '/deployments', '/commits', '/deployments', '/deployments'])
      statuses.push((await call('GET', path)).status)
    expect(statuses).toEqual([200, 503, 200, 503, 200])
    expect(() => github.fail({ operationId: 'repos/list-deploymnets', how: 'no-answer' })).toThrow('not in the slice')
  })
})
