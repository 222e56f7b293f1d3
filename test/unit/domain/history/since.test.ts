import { expect, test } from 'vitest'
import type { MergeTime } from '../../../../src/domain/history/facts.ts'
import { positionsOn } from '../../../../src/domain/history/live.ts'
import { mergeTimes, sinceOf, takenOutBy } from '../../../../src/domain/history/since.ts'
import { randomNumbers } from '../stale/random-numbers.ts'
import { commit, deployment, HOUR, NOON } from './facts.ts'

const SOURCES = { p: 'pull-request', a: 'activity', s: 'check-suite' } as const

/** `p3 a1 -`: head first, the source and the hour; `~` after it: at least since then. */
function times(line: string): string {
  const commits = line.split(' ').map((word, at) => {
    const source = SOURCES[word.charAt(0) as keyof typeof SOURCES]
    const merged = source === undefined ? undefined : { at: Number(word.slice(1)) * HOUR, source }
    return commit(`${at}`, { merged })
  })
  return mergeTimes(commits)
    .map(since => (since === undefined ? '-' : `${since.at / HOUR}${since.atLeast ? '~' : ''}`))
    .join(' ')
}

test.each([
  ['p3 a2 p1', '3 2 1'],
  // A check suite shows that it was there by then.
  ['s3 p2', '3~ 2'],
  // Unknown: the next newer known one.
  ['p3 - p1', '3 3~ 1'],
  ['p3 - - p1', '3 3~ 3~ 1'],
  // Nothing newer is known.
  ['- p2 p1', '- 2 1'],
  ['- -', '- -'],
  // An older commit came no later than a newer one, whatever is said.
  ['p2 p3 p1', '2 2~ 1'],
  ['p2 p2', '2 2'],
  ['p1 p9 - a5', '1 1~ 1~ 1~'],
])('%s: %s', (line, expected) => {
  expect(times(line)).toBe(expected)
})

test('whatever is known, none came later than one that is newer, and what is known is taken where that allows', () => {
  const random = randomNumbers(6)
  for (let round = 0; round < 500; round++) {
    const line = Array.from({ length: 1 + random(12) }, (_, at) => {
      const merged: MergeTime = { at: random(30) * HOUR, source: 'pull-request' }
      return commit(`${at}`, { merged: random(4) === 0 ? undefined : merged })
    })
    const since = mergeTimes(line)
    for (const [at, one] of since.entries()) {
      const newer = since[at - 1]
      if (newer !== undefined) expect(one?.at).toBeLessThanOrEqual(newer.at)
      const own = line[at]?.merged?.at
      const newerLimit = Math.min(...line.slice(0, at).map(({ merged }) => merged?.at ?? Number.POSITIVE_INFINITY))
      expect(one?.at).toBe(
        own === undefined && newerLimit === Number.POSITIVE_INFINITY
          ? undefined
          : Math.min(own ?? newerLimit, newerLimit),
      )
    }
  }
})

// The line d c b a, head first; deployments newest first, each with the hour of its success.
test.each<[string, string[], number, number | undefined]>([
  ['never live', ['a1'], 0, undefined],
  ['live and taken out', ['a2', 'd1'], 0, 2],
  ['taken out with a newer one', ['a2', 'd1'], 2, 2],
  ['taken out twice: the last time counts', ['a4', 'c3', 'b2', 'c1'], 1, 4],
  ['in two steps, the newer one first', ['a3', 'b2', 'c1'], 1, 2],
  ['in two steps, the older one later', ['a3', 'b2', 'c1'], 2, 3],
  ['taken out by what is not on the line', ['a3', 'x2', 'd1'], 0, 2],
  ['nothing was ever live', [], 0, undefined],
])('%s', (_, deployed, position, hour) => {
  const line = ['d', 'c', 'b', 'a'].map(sha => commit(sha))
  const good = deployed.map(word => deployment(word.charAt(0), 0, [[Number(word.slice(1)), 'success']]))
  const out = takenOutBy(position, good, positionsOn({ commits: line }))
  const since = sinceOf({ at: -1, atLeast: true }, out)
  expect(since).toEqual(hour === undefined ? { at: -1, atLeast: true } : { at: NOON + hour * HOUR, atLeast: false })
})
