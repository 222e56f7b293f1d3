import { expect, test } from 'vitest'
import type { LineFacts } from '../../../../src/domain/history/facts.ts'
import { liveOn, positionsOn } from '../../../../src/domain/history/live.ts'
import { commit, deployment } from './facts.ts'

/** `d` is the head. */
const commits = ['d', 'c', 'b', 'a'].map(sha => commit(sha))

// Good deployments, newest first; where those off the line left it; how the line ends.
test.each<[what: string, good: string, leftAt: Record<string, string>, end: LineFacts['end'], live: string]>([
  ['nothing was ever live', '', {}, 'root', '4 wait, live up to nothing'],
  ['the head is live', 'd', {}, 'live-found', '0 wait, live up to d'],
  ['a commit of the line', 'b a', {}, 'live-found', '2 wait, live up to b'],
  ['a branch made from b', 'x d', { x: 'b' }, 'live-found', '2 wait, live up to b, off the line'],
  ['a branch made from the head', 'x b', { x: 'd' }, 'live-found', '0 wait, live up to d, off the line'],
  ['a branch of which is not known where it left', 'x c a', {}, 'root', '1 wait, perhaps live up to c, off the line'],
  ['two branches, the older one known', 'x y a', { y: 'b' }, 'root', '2 wait, perhaps live up to b, off the line'],
  ['nothing else was ever live', 'x', {}, 'root', '4 wait, perhaps live up to nothing, off the line'],
  ['it may just be further back', 'x', {}, 'too-far-back', '4 wait, perhaps live up to nothing'],
  ['in upper case', 'B', {}, 'live-found', '2 wait, live up to b'],
])('%s', (_, good, leftAt, end, expected) => {
  const line = { commits, end, leftAt: new Map(Object.entries(leftAt)) }
  const deployments = good
    .split(' ')
    .filter(Boolean)
    .map(sha => deployment(sha, 0))
  const { waiting, base, baseKnown, offLine } = liveOn(deployments, line, positionsOn(line))
  const known = baseKnown ? 'live' : 'perhaps live'
  expect(`${waiting} wait, ${known} up to ${base?.sha ?? 'nothing'}${offLine ? ', off the line' : ''}`).toBe(expected)
})
