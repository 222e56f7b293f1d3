import { describe, expect, test } from 'vitest'
import { composeQuery, pointsOf } from '../../../../src/github/graphql/query.ts'

test.each([
  [0, 1],
  [1, 1],
  [149, 1],
  [150, 2],
  [349, 3],
  [350, 4],
  [5101, 51],
])('%i requests are %i points', (requests, points) => {
  expect(pointsOf(requests)).toBe(points)
})

describe('a composed query', () => {
  const part = (name: string, requests: number) => ({
    requests,
    write: (declare: (type: string, value: unknown) => string) =>
      `repository(name: ${declare('String!', name)}) { id }`,
  })

  test('has an alias and variables for each part, and asks its cost', () => {
    const query = composeQuery({ name: 'Q', fragments: ['fragment f on X { id }'] }, [part('a', 100), part('b', 60)])
    expect(query.text.split('\n')).toEqual([
      'query Q($v0: String!, $v1: String!) {',
      'rateLimit { cost limit remaining resetAt }',
      'p0: repository(name: $v0) { id }',
      'p1: repository(name: $v1) { id }',
      '}',
      'fragment f on X { id }',
    ])
    expect([query.variables, query.points]).toEqual([{ v0: 'a', v1: 'b' }, 2])
  })

  test('never holds a value in its text', () => {
    const query = composeQuery({ name: 'Q', fragments: [] }, [part('") { viewer { login } } #', 0)])
    expect(query.text).not.toContain('viewer')
  })
})
