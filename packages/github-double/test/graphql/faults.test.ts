import { describe, expect, it } from 'vitest'
import type { Fault } from '../../src/http/fault.ts'
import { startHarness } from '../harness.ts'

const OPERATION_ID = 'graphql'
const TEXT = '{ a: repository(owner: "acme", name: "hello") { name owner { login } } b: rateLimit { cost } }'

async function ask(fault: Fault) {
  const { github } = await startHarness()
  github.fail(fault)
  const headers = { authorization: 'Bearer ghp_person' }
  const response = await fetch(`${github.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: TEXT }),
  })
  return { github, response }
}

describe('a query fails on request', () => {
  it.each<[Fault, number, string]>([
    [{ operationId: OPERATION_ID, how: 'status', status: 502 }, 502, '<!DOCTYPE html>'],
    [{ operationId: OPERATION_ID, how: 'secondary-limit', retryAfter: 60 }, 403, 'secondary rate limit'],
    [{ operationId: OPERATION_ID, how: 'rate-limited', retryAfter: 7 }, 429, 'rate limit'],
    [{ operationId: OPERATION_ID, how: 'timed-out' }, 502, '"data":null,"errors":[{"message":"Something went wrong'],
    [
      { operationId: OPERATION_ID, how: 'query-errors', errors: [{ message: 'Broken.' }] },
      200,
      '{"errors":[{"message":"Broken."}]}',
    ],
    [
      { operationId: OPERATION_ID, how: 'out-of-points' },
      200,
      '{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded',
    ],
  ])('%j: %i', async (fault, status, body) => {
    const { github, response } = await ask(fault)
    expect([response.status, response.headers.get('x-ratelimit-resource')]).toEqual([status, 'graphql'])
    expect(await response.text()).toContain(body)
    expect(github.requests[0]?.fault).toBe(fault.how)
    github.assertNoUnknownRequests()
  })

  it('with half of the answer', async () => {
    const { response } = await ask({ operationId: OPERATION_ID, how: 'cut-short' })
    await expect(response.text()).rejects.toThrow()
  })

  it('at chosen fields, with what is left of the data', async () => {
    const { github, query } = await startHarness()
    github.fail({
      operationId: OPERATION_ID,
      how: 'partial-data',
      paths: ['a.name', 'b'],
      type: 'INTERNAL',
      message: 'Broken.',
    })
    const { data, errors } = await query(TEXT)
    // The name may not be null, the whole repository may.
    expect(data).toEqual({ a: null, b: null })
    expect(errors).toMatchObject([
      { type: 'INTERNAL', path: ['a', 'name'], message: 'Broken.' },
      { type: 'INTERNAL', path: ['b'] },
    ])
    expect((await query(TEXT)).errors).toEqual([])
    github.fail({
      operationId: OPERATION_ID,
      how: 'partial-data',
      paths: ['a.nmae'],
      type: 'INTERNAL',
      message: 'Broken.',
    })
    expect((await query(TEXT)).status).toBe(501)
    expect(() => github.assertNoUnknownRequests()).toThrow('a.nmae')
  })

  it('once so many were answered, and stays out of points until the hour is over', async () => {
    let now = 1_700_000_000_000
    const { github, query } = await startHarness({ now: () => now })
    github.fail({ operationId: OPERATION_ID, how: 'out-of-points', after: 2 })
    const asked = async () => (await query(TEXT)).errors.map(one => one.type)
    expect([await asked(), await asked(), await asked(), await asked()]).toEqual([
      [],
      [],
      ['RATE_LIMITED'],
      ['RATE_LIMITED'],
    ])
    now += 3_600_000
    expect(await asked()).toEqual([])
  })

  it('but requests of REST cannot fail as queries do', async () => {
    const { github } = await startHarness()
    expect(() => github.fail({ how: 'timed-out' })).toThrow("operationId 'graphql'")
  })
})
