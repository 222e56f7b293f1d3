import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { plainSchema } from '../script/description/json-schema.ts'
import { sliceOperations } from '../script/description/slice.ts'
import { closed } from '../src/description/closed.ts'
import { rest, webhooks } from '../src/description/description.ts'
import { formats } from '../src/description/formats.ts'
import { COUNT_LIMITS, TEXT_LIMITS } from '../src/description/limits.ts'
import { routes } from '../src/routes.ts'

describe('the route table', () => {
  it('has the operations of the slice and no other', () => {
    expect(routes.map(route => route.operationId).toSorted()).toEqual(Object.keys(rest.operations))
  })

  it.each(routes)('$operationId has the method, path and parameters of the description', route => {
    const described = rest.operations[route.operationId]
    expect([route.method, route.path]).toEqual([described?.method, described?.path])
    const names = described?.parameters.filter(one => one.in === 'query').map(one => one.name)
    expect(names).toEqual(expect.arrayContaining([...route.query]))
    expect(route.resource === undefined).toBe(described?.body === undefined)
  })
})

describe('the slice', () => {
  it.each([
    ['rest', rest.schemas, rest.operations],
    ['events', webhooks.schemas, webhooks.events],
  ])('%s is JSON Schema that a strict reader takes', (_, schemas, roots) => {
    const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, formats })
    for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name)
    for (const name of Object.keys(schemas)) expect(ajv.getSchema(name)).toBeTypeOf('function')
    expect(Object.keys(roots).length).toBeGreaterThan(0)
  })

  it('names where it comes from', () => {
    expect([rest.source, webhooks.source]).toMatchObject([
      { package: '@octokit/openapi', version: /^\d+\.\d+\.\d+$/.exec(rest.source.version)?.[0] },
      { package: '@octokit/openapi-webhooks' },
    ])
  })

  it('has the fields whose limits stand in prose, without a limit of its own', () => {
    for (const { operationId, field } of TEXT_LIMITS) {
      const properties = rest.operations[operationId]?.body?.properties as Record<string, object> | undefined
      expect(properties?.[field]).toBeDefined()
      expect(properties?.[field]).not.toHaveProperty('maxLength')
    }
  })
})

describe('the limits of prose', () => {
  it('are those of GitHub', () => {
    expect(COUNT_LIMITS).toEqual({
      perPage: 100,
      folderEntries: 1000,
      commitFiles: 3000,
      filteredRuns: 1000,
      statusesPerContext: 1000,
      contentWritesPerMinute: 80,
      contentWritesPerHour: 500,
      restPointsPerMinute: 900,
      queryPointsPerMinute: 2000,
    })
  })
})

describe('a schema of the description', () => {
  it.each([
    [{ type: 'string', nullable: true, description: 'x', example: 'y' }, { type: ['string', 'null'] }],
    [
      { type: 'string', nullable: true, enum: ['a'] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      { nullable: true, oneOf: [{ $ref: '#/components/schemas/user' }] },
      { anyOf: [{ oneOf: [{ $ref: 'user' }] }, { type: 'null' }] },
    ],
    [{ nullable: true }, {}],
    [
      { type: 'object', properties: { description: { type: 'string', 'x-y': 1 } }, required: ['description'] },
      { type: 'object', properties: { description: { type: 'string' } }, required: ['description'] },
    ],
    [
      { type: 'array', items: { type: 'integer', deprecated: true }, maxItems: 2 },
      { type: 'array', items: { type: 'integer' }, maxItems: 2 },
    ],
    [{ type: 'object', additionalProperties: { type: 'string', title: 'x' } }, expect.anything()],
  ])('%j is %j without annotations', (given, expected) => {
    expect(plainSchema(given)).toEqual(expected)
  })

  it('is refused when it has a rule that would be lost', () => {
    expect(() => plainSchema({ type: 'string', const: 'x' })).toThrow('"const"')
    expect(() => sliceOperations({ paths: {}, components: { schemas: {} } }, ['a/b'])).toThrow('not described: a/b')
  })
})

describe('closing a schema', () => {
  it.each([
    [
      { type: 'object', properties: { a: { type: 'object', properties: {} } } },
      {
        additionalProperties: false,
        type: 'object',
        properties: { a: { additionalProperties: false, type: 'object', properties: {} } },
      },
    ],
    [{ type: 'object' }, { type: 'object' }],
    [
      { type: 'object', properties: {}, additionalProperties: true },
      { additionalProperties: true, type: 'object', properties: {} },
    ],
    [{ oneOf: [{ properties: {} }] }, { oneOf: [{ additionalProperties: false, properties: {} }] }],
    [{ items: { properties: {} } }, { items: { additionalProperties: false, properties: {} } }],
  ])('%j', (given, expected) => {
    expect(closed(given)).toEqual(expected)
  })

  it('refuses what cannot be closed', () => {
    expect(() => closed({ allOf: [{}] })).toThrow('allOf')
  })

  it('closes an object in parts by all of their fields', () => {
    const [a, b] = [{ type: 'string' }, { type: 'object', properties: { c: {} } }]
    expect(closed({ allOf: [{ type: 'object', properties: { a, b } }, { properties: { b: {}, d: {} } }] })).toEqual({
      type: 'object',
      allOf: [
        { type: 'object', properties: { a, b: { ...b, additionalProperties: false } } },
        { properties: { b: {}, d: {} } },
      ],
      properties: { a: {}, b: {}, d: {} },
      additionalProperties: false,
    })
  })
})
