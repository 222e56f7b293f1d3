import { expect, test } from 'vitest'
import { type Commit, FirstParentWalk } from '../../../../src/domain/history/first-parents.ts'
import { trunkPlace } from '../../../../src/domain/history/trunk-place.ts'

/** `b a side`: commit b with parents a and side. */
function commits(...lines: string[]): Commit[] {
  return lines.map(line => {
    const [sha = '', ...parents] = line.split(' ')
    return { sha, parents, title: `title of ${sha}`, author: 'ada' }
  })
}

function walkOf(...pages: Commit[][]): FirstParentWalk<Commit> {
  const walk = new FirstParentWalk<Commit>()
  for (const page of pages) walk.take(page)
  return walk
}

test('the head itself', () => {
  const line = commits('c b', 'b a', 'a')
  expect(trunkPlace(walkOf(line), 'C', 'all')).toEqual({ kind: 'found', position: 0, line: line.slice(0, 1) })
})

test('an older commit, with the line that leads to it', () => {
  const line = commits('c b', 'b a', 'a')
  expect(trunkPlace(walkOf(line), 'b', 'more')).toEqual({ kind: 'found', position: 1, line: line.slice(0, 2) })
})

test('only first parents are followed: a merged branch is not on the line', () => {
  const walk = walkOf(commits('m2 m1 s2', 's2 s1', 'm1 m0', 's1 m0', 'm0'))
  for (const [sha, kind] of [
    ['m1', 'found'],
    ['m0', 'found'],
    ['s2', 'not-on-trunk'],
    ['s1', 'not-on-trunk'],
    ['elsewhere', 'not-on-trunk'],
  ] as const) {
    expect([sha, trunkPlace(walk, sha, 'all')?.kind]).toEqual([sha, kind])
  }
})

test('the next page decides about a commit that the line has not reached', () => {
  const first = commits('d c', 'a', 'b a')
  expect(trunkPlace(walkOf(first), 'a', 'more')).toBeUndefined()
  expect(trunkPlace(walkOf(first, commits('c b')), 'a', 'all')).toMatchObject({ kind: 'found', position: 3 })
})

test('the first commit of the branch is an answer before the pages end', () => {
  expect(trunkPlace(walkOf(commits('b a', 'a')), 'x', 'more')).toEqual({ kind: 'not-on-trunk', looked: 2 })
})

test('a line that breaks off with the last page holds no other commit', () => {
  expect(trunkPlace(walkOf(commits('b a')), 'x', 'all')).toEqual({ kind: 'not-on-trunk', looked: 1 })
})

test('an empty branch', () => {
  expect(trunkPlace(walkOf([]), 'x', 'all')).toEqual({ kind: 'not-on-trunk', looked: 0 })
})

test('at the limit: further back, unless it was read beside the line', () => {
  const walk = walkOf(commits('m2 m1 s1', 's1 m0', 'm1 m0'))
  expect(trunkPlace(walk, 'x', 'more')).toBeUndefined()
  expect(trunkPlace(walk, 'x', 'limit')).toEqual({ kind: 'too-far-back', looked: 2 })
  expect(trunkPlace(walk, 's1', 'limit')).toEqual({ kind: 'not-on-trunk', looked: 2 })
})
