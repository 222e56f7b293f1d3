import { describe, expect, test } from 'vitest'
import type { Commit } from '../../../../src/domain/history/first-parents.ts'
import { trainOf } from '../../../../src/domain/history/train.ts'

/** A line of one-letter commits, newest first. */
function line(letters: string): readonly Commit[] {
  return [...letters].map((letter, index) => {
    const parent = letters[index + 1]
    return { sha: letter, parents: parent === undefined ? [] : [parent], title: `Commit ${letter}`, author: 'ada' }
  })
}

function shas(commits: readonly Commit[]): string {
  return commits.map(({ sha }) => sha).join('')
}

describe('the train of a deployment', () => {
  // The branch, newest first: f e d c b a.
  test.each([
    ['nothing was ever live', 'd', undefined, 'fed', 'dcba', 'first', '', false],
    ['the commit is live already', 'd', 'd', 'fed', 'dcba', 'again', '', false],
    ['one commit', 'd', 'c', 'fed', 'dcba', 'forward', 'd', false],
    ['all after the live one, up to the one asked for', 'd', 'a', 'fed', 'dcba', 'forward', 'dcb', false],
    ['the live one is further back than was read', 'd', 'a', 'fed', 'dc', 'forward', 'dc', true],
    ['the live one is newer: these are taken out', 'c', 'e', 'fedc', 'cba', 'back', 'ed', false],
    ['back from the head', 'a', 'f', 'fedcba', 'a', 'back', 'fedcb', false],
  ])('%s', (_what, sha, live, newer, older, kind, commits, more) => {
    const train = trainOf({ sha, live, newer: line(newer), older: line(older), whole: false, contained: [] })
    expect(train.kind).toBe(kind)
    expect('commits' in train ? shas(train.commits) : '').toBe(commits)
    expect('more' in train ? train.more : false).toBe(more)
  })
})

describe('what is live is not on the branch', () => {
  // The branch, newest first: f e d c b a. Of `x` is known what it contains.
  test.each([
    ['made from an older one: what came since', 'd', 'fed', 'dcba', 'xyba', 'off-line', 'b', 'dc', false],
    ['made from the one asked for: nothing comes', 'd', 'fed', 'dcba', 'xdcba', 'off-line', 'd', '', false],
    ['made from a newer one: what came since is taken out', 'c', 'fedc', 'cba', 'xyedcba', 'off-line', 'e', 'ed', true],
    [
      'has merged it since: the newest that it contains counts',
      'd',
      'fed',
      'dcba',
      'xbca',
      'off-line',
      'c',
      'd',
      false,
    ],
    ['shares nothing with it', 'd', 'fed', 'dcba', 'xyz', 'off-line', undefined, '', false],
    ['is gone, and the branch was read to its end', 'd', 'fed', 'dcba', '', 'off-line', undefined, '', false],
  ])('%s', (_what, sha, newer, older, contained, kind, base, commits, back) => {
    const known = { newer: line(newer), older: line(older), whole: true, contained: [...contained] }
    const train = trainOf({ sha, live: 'x', ...known })
    expect({ ...train, commits: 'commits' in train ? shas(train.commits) : '' }).toEqual({
      ...{ kind, live: 'x', base, back, commits },
    })
  })

  test('it may just be further back than was read', () => {
    const facts = { sha: 'd', live: 'x', newer: line('fed'), older: line('dc'), whole: false }
    expect(trainOf({ ...facts, contained: [] })).toMatchObject({ kind: 'forward', more: true })
    expect(trainOf({ ...facts, contained: ['x', 'c'] })).toMatchObject({ kind: 'off-line', base: 'c' })
  })
})
