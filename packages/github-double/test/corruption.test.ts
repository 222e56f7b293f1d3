import { describe, expect, it } from 'vitest'
import { operationOf, rest } from '../src/description/description.ts'
import { checkRequest } from '../src/description/request.ts'
import { checkResponse } from '../src/description/response.ts'
import { CORRUPTIONS, type Corruption, corrupt } from './corruption.ts'
import { type Prepared, validRequests } from './operations.ts'

const operationIds = Object.keys(rest.operations)

describe('a request', () => {
  it.each(operationIds)('of %s that fits is answered', async operationId => {
    const { github, request } = await validRequests(operationId)
    expect([200, 201, 204]).toContain((await request()).status)
    github.assertNoUnknownRequests()
  })

  // One double for all of them: what is refused changes nothing.
  it.each(operationIds)('of %s is refused however it is spoilt', async operationId => {
    const prepared = await validRequests(operationId)
    for (const how of CORRUPTIONS) {
      const before = prepared.github.unknownRequests.length
      const tried = await spoiltRequests(operationId, prepared, how)
      expect(
        tried.filter(([, status]) => ![400, 404, 422, 501].includes(status)),
        how,
      ).toEqual([])
      // What GitHub would ignore must fail the test that sent it.
      if (how === 'field extra') expect(prepared.github.unknownRequests).toHaveLength(before + tried.length)
    }
  })
})

/** Sends the request spoilt in one way, in each place: the places, and the answers' status codes. */
async function spoiltRequests(
  operationId: string,
  { sample, request }: Prepared,
  how: Corruption,
): Promise<readonly (readonly [at: string, status: number])[]> {
  const { body: schema, parameters } = operationOf(operationId)
  const tried: [string, number][] = []
  if (schema !== undefined) {
    for (const { at, value } of corrupt(schema, sample.body, how)) {
      tried.push([at, (await request({ body: value })).status])
      // Routes read no field they do not know; the description has to refuse it before.
      const params = new Map(Object.entries(sample.params))
      const rest = { resource: '', params, query: new URLSearchParams(), text: '{', body: value }
      expect(() => checkRequest({ operationId, ...rest }), at).toThrow()
    }
  }
  if (how === 'field extra') {
    const query = { ...sample.query, surely_unknown: '1' }
    tried.push(['surely_unknown in the query', (await request({ query })).status])
  }
  for (const { name, in: where, schema: kind } of parameters) {
    const text = kind.type === 'string' && kind.enum === undefined
    const values = where === 'path' ? sample.params : sample.query
    const field = where === 'path' ? 'params' : 'query'
    if (values[name] === undefined) continue
    if (how === 'wrong type' && !text && typeof kind.type === 'string')
      tried.push([name, (await request({ [field]: { ...values, [name]: 'surely wrong' } })).status])
    // Without a path, contents are those of the root folder.
    if (how === 'field missing' && where === 'path' && name !== 'path')
      tried.push([name, (await request({ params: { ...values, [name]: '' } })).status])
  }
  return tried
}

/** Operations of whose answers GitHub's description requires no field. */
const ALL_OPTIONAL = ['repos/list-attestations', 'actions/get-pending-deployments-for-run']

describe('an answer', () => {
  const withBody = operationIds.filter(operationId => rest.operations[operationId]?.responses[204] === undefined)

  it.each(withBody)('of %s is refused however it is spoilt', async operationId => {
    const { request } = await validRequests(operationId)
    const { status, text } = await request()
    const json: unknown = JSON.parse(text)
    expect(checkResponse(operationId, { status, content: { json } })).toEqual([])
    const schema = operationOf(operationId).responses[status]?.content['application/json'] ?? {}
    for (const how of CORRUPTIONS) {
      const spoilt = corrupt(schema, json, how)
      if (!(how === 'field missing' && ALL_OPTIONAL.includes(operationId)))
        expect(spoilt.length, how).toBeGreaterThan(0)
      const passed = spoilt.filter(
        ({ value }) => checkResponse(operationId, { status, content: { json: value } }).length === 0,
      )
      expect(
        passed.map(one => one.at),
        how,
      ).toEqual([])
    }
  })

  it.each(operationIds)('of %s with a status that is not described is refused', operationId => {
    expect(checkResponse(operationId, { status: 206, content: { json: {} } })).toEqual([
      'the status 206 is not described',
    ])
    expect(checkResponse(operationId, { status: 404, content: { json: {} } })).not.toEqual([])
  })
})
