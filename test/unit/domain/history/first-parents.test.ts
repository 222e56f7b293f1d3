import { describe, expect, test } from 'vitest'
import { FirstParentWalk } from '../../../../src/domain/history/first-parents.ts'

const commit = (sha: string, ...parents: string[]) => ({ sha, parents })
const shas = (walk: FirstParentWalk<{ sha: string; parents: readonly string[] }>) =>
  walk.line.map(one => one.sha).join('')

describe('the first-parent line', () => {
  test('leaves the commits of side branches out, also when they come first', () => {
    const walk = new FirstParentWalk('d')
    walk.take([
      commit('d', 'c', 'y'),
      commit('y', 'x'),
      commit('x', 'b'),
      commit('c', 'b'),
      commit('b', 'a'),
      commit('a'),
    ])
    expect([shas(walk), walk.ended]).toEqual(['dcba', true])
  })

  test('goes on with the next page, for which side commits are kept', () => {
    const walk = new FirstParentWalk('d')
    walk.take([commit('d', 'c'), commit('b', 'a')])
    expect([shas(walk), walk.ended, walk.positionOf('b')]).toEqual(['d', false, -1])
    walk.take([commit('c', 'b'), commit('a')])
    expect([shas(walk), walk.ended, walk.positionOf('b')]).toEqual(['dcba', true, 2])
  })

  test('starts at the first commit of the first page when the head is not known', () => {
    const walk = new FirstParentWalk<ReturnType<typeof commit>>()
    expect(walk.ended).toBe(false)
    walk.take([])
    expect(walk.ended).toBe(false)
    walk.take([commit('b', 'a'), commit('a')])
    expect([shas(walk), walk.ended]).toEqual(['ba', true])
  })

  test('compares SHAs in lower case', () => {
    const walk = new FirstParentWalk<ReturnType<typeof commit>>('C')
    walk.take([commit('c', 'B'), commit('b', 'a')])
    expect([shas(walk), walk.positionOf('B'), walk.hasRead('A')]).toEqual(['cb', 1, false])
  })
})
