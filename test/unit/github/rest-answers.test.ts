import { describe, expect, test } from 'vitest'
import { type JsonSchema, rest } from '../../../packages/github-double/src/description/description.ts'
import { requiredByProtection } from '../../../src/github/checks/branch-rules.ts'
import { misfit } from '../../../src/github/rest-answers.ts'
import { startFakeApi } from './fake-api.ts'

/** The least that a schema allows, then the same with each choice and each further field once, `depth` levels deep. */
function answersOf(schema: JsonSchema, depth = 5): readonly unknown[] {
  const { $ref, type, properties = {}, required = [], items, oneOf, anyOf, enum: values } = schema
  if (typeof $ref === 'string') return answersOf(rest.schemas[$ref] ?? {}, depth)
  const choices = (oneOf ?? anyOf) as readonly JsonSchema[] | undefined
  if (choices !== undefined) return choices.flatMap(choice => answersOf(choice, depth))
  if ([type].flat().includes('null')) return [null]
  if (Array.isArray(values)) return [values[0]]
  if (type === 'array') return answersOf(items as JsonSchema, depth).map(item => [item])
  if (type === 'string') return ['x']
  if (type === 'boolean') return [false]
  if (type === 'integer' || type === 'number') return [1]
  const fields = Object.entries(properties as Readonly<Record<string, JsonSchema>>)
  const isRequired = (name: string) => (required as readonly string[]).includes(name)
  const least = Object.fromEntries(
    fields.filter(([name]) => isRequired(name)).map(([name, of]) => [name, answersOf(of, 0)[0]]),
  )
  if (depth === 0) return [least]
  return [least, ...fields.flatMap(([name, of]) => answersOf(of, depth - 1).map(one => ({ ...least, [name]: one })))]
}

const operations = Object.values(rest.operations).flatMap(({ method, path, responses }) =>
  Object.entries(responses).flatMap(([status, { content }]) => {
    const schema = content['application/json']
    const isRead = misfit(method, path, undefined) !== undefined
    return isRead && schema !== undefined && status.startsWith('2') ? [[`${method} ${path}`, schema] as const] : []
  }),
)

describe('an answer is taken that has no more than GitHub’s description promises', () => {
  test.each(operations)('%s', (endpoint, schema) => {
    const [method = '', path = ''] = endpoint.split(' ')
    for (const answer of answersOf(schema)) expect(misfit(method, path, answer)).toBeUndefined()
  })

  test('of all endpoints whose answers are looked at', () => {
    expect(operations.length).toBeGreaterThan(15)
  })
})

test.each([
  [undefined, [{ context: 'ci', appId: 9 }]],
  ['everyone', [{ context: 'ci', appId: 9 }]],
  ['off', []],
])('a branch whose protection has the level %s requires %j', async (level, required) => {
  const checks = { contexts: ['ci'], checks: [{ context: 'ci', app_id: 9 }] }
  const protection = { enabled: true, required_status_checks: { enforcement_level: level, ...checks } }
  const api = await startFakeApi({ status: 200, body: { name: 'main', protected: true, protection } })
  const octokit = await api.connect().octokit()
  expect(await requiredByProtection(octokit, { owner: 'acme', repo: 'hello' }, 'main')).toEqual(required)
})
