import { describe, expect, test } from 'vitest'
import { FirstParents } from '../../../../src/github/scan/first-parents.ts'

const commit = (sha: string, ...parents: string[]) => ({ sha, parents })
const shas = (walk: FirstParents<{ sha: string; parents: readonly string[] }>) => walk.line.map(one => one.sha).join('')

describe('the first-parent line', () => {
  test('leaves the commits of side branches out, also when they come first', () => {
    const walk = new FirstParents('d')
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
    const walk = new FirstParents('d')
    walk.take([commit('d', 'c'), commit('b', 'a')])
    expect([shas(walk), walk.ended, walk.positionOf('b')]).toEqual(['d', false, -1])
    walk.take([commit('c', 'b'), commit('a')])
    expect([shas(walk), walk.ended, walk.positionOf('b')]).toEqual(['dcba', true, 2])
  })
})
