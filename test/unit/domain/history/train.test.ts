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
    ['the live one is no longer on the branch', 'd', 'x', 'fed', 'dcba', 'forward', 'dcba', true],
    ['the live one is newer: these are taken out', 'c', 'e', 'fedc', 'cba', 'back', 'ed', false],
    ['back from the head', 'a', 'f', 'fedcba', 'a', 'back', 'fedcb', false],
  ])('%s', (_what, sha, live, newer, older, kind, commits, more) => {
    const train = trainOf({ sha, live, newer: line(newer), older: line(older) })
    expect(train.kind).toBe(kind)
    expect('commits' in train ? shas(train.commits) : '').toBe(commits)
    expect('more' in train ? train.more : false).toBe(more)
  })
})
