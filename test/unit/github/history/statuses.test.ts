import { expect, test } from 'vitest'
import type { Fields } from '../../../../src/github/graphql/answer.ts'
import { statusesInOrder } from '../../../../src/github/history/statuses.ts'

const node = (id: string, second: number, state = 'IN_PROGRESS'): Fields => ({
  id,
  state,
  createdAt: `2026-11-20T10:00:0${second}Z`,
  description: null,
  logUrl: null,
})

test.each([
  ['newest first', [node('c', 2), node('b', 1), node('a', 1)], 'c', 'abc'],
  ['oldest first', [node('a', 1), node('b', 1), node('c', 2)], 'c', 'abc'],
  ['all in one second, newest first', [node('c', 1), node('b', 1), node('a', 1)], 'c', 'abc'],
  ['in no order', [node('b', 2), node('c', 3), node('a', 1)], 'c', 'abc'],
])('%s', (_, nodes, latest, order) => {
  const named = nodes.map(one => ({ ...one, description: String(one.id) }))
  const statuses = statusesInOrder(named, { latestStatus: { id: latest } })
  expect(statuses.map(({ description }) => description).join('')).toBe(order)
})

test('an unknown state is not guessed at', () => {
  expect(() => statusesInOrder([node('a', 1, 'PAUSED')], { latestStatus: null })).toThrow("'paused'")
})
