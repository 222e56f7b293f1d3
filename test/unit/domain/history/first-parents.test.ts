import { expect, test } from 'vitest'
import { type Commit, TrunkWalk } from '../../../../src/domain/history/first-parents.ts'

/** `b a side`: commit b with parents a and side. */
function commits(...lines: string[]): Commit[] {
  return lines.map(line => {
    const [sha = '', ...parents] = line.split(' ')
    return { sha, parents, title: `title of ${sha}`, author: 'ada' }
  })
}

function shas(walk: TrunkWalk): string[] | undefined {
  return walk.place?.kind === 'found' ? walk.place.line.map(commit => commit.sha) : undefined
}

test('the head itself', () => {
  const walk = new TrunkWalk('C')
  walk.take(commits('c b', 'b a', 'a'), true)
  expect(walk.place).toMatchObject({ kind: 'found', position: 0 })
  expect(shas(walk)).toEqual(['c'])
})

test('an older commit, with the line that leads to it', () => {
  const walk = new TrunkWalk('a')
  expect(walk.take(commits('c b', 'b a', 'a'), true)).toMatchObject({ kind: 'found', position: 2 })
  expect(shas(walk)).toEqual(['c', 'b', 'a'])
})

test('only first parents are followed: a merged branch is not on the line', () => {
  const page = commits('m2 m1 s2', 's2 s1', 'm1 m0', 's1 m0', 'm0')
  for (const [sha, kind] of [
    ['m1', 'found'],
    ['m0', 'found'],
    ['s2', 'not-on-trunk'],
    ['s1', 'not-on-trunk'],
    ['elsewhere', 'not-on-trunk'],
  ] as const) {
    const walk = new TrunkWalk(sha)
    expect([sha, walk.take(page, true)?.kind]).toEqual([sha, kind])
  }
})

test('a commit that stands before the one it belongs to is kept for later, also over pages', () => {
  const walk = new TrunkWalk('a')
  expect(walk.take(commits('d c', 'a', 'b a'), false)).toBeUndefined()
  expect(walk.head).toBe('d')
  expect(walk.take(commits('c b'), true)).toMatchObject({ kind: 'found', position: 3 })
})

test('the end of the history is an answer before the pages end', () => {
  expect(new TrunkWalk('x').take(commits('b a', 'a'), false)).toEqual({ kind: 'not-on-trunk', looked: 2 })
})

test('an empty branch', () => {
  expect(new TrunkWalk('x').take([], true)).toEqual({ kind: 'not-on-trunk', looked: 0 })
})

test('after the last page that is read: further back, unless it was seen beside the line', () => {
  const page = commits('m2 m1 s1', 's1 m0', 'm1 m0')
  const far = new TrunkWalk('x')
  expect(far.take(page, false)).toBeUndefined()
  expect(far.giveUp()).toEqual({ kind: 'too-far-back', looked: 2 })
  const side = new TrunkWalk('s1')
  expect(side.take(page, false)).toBeUndefined()
  expect(side.giveUp()).toEqual({ kind: 'not-on-trunk', looked: 2 })
})

test('an answer once given stays', () => {
  const walk = new TrunkWalk('b')
  const place = walk.take(commits('b a'), false)
  expect(walk.take(commits('z y'), true)).toBe(place)
  expect(walk.giveUp()).toBe(place)
})
