import { expect, test } from 'vitest'
import { endpointOf } from '../../../src/github/endpoints.ts'

test('a query is the same endpoint on a GitHub of one’s own, whose address is another', () => {
  const query = endpointOf('POST', '/graphql')
  expect(query).toMatchObject({ doing: 'answer a query', attempt: 12_000 })
  expect(endpointOf('POST', 'https://github.example/api/graphql')).toBe(query)
  expect(endpointOf('GET', 'https://github.example/api/graphql')).not.toBe(query)
})

test('an endpoint that is not listed has words that are true', () => {
  expect(endpointOf('GET', '/zen')).toEqual({ doing: 'answer GET /zen', permission: '' })
  expect(endpointOf('GET', '/repos/{owner}/{repo}/rules/branches/{branch}')).toMatchObject({
    doing: 'list the rules of the branch',
    permission: 'metadata: read',
  })
})
