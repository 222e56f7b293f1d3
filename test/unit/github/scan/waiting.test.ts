import { describe, expect, test } from 'vitest'
import { detailedPositions } from '../../../../src/github/scan/waiting.ts'
import { startedBy, waitingAmong } from '../../../../src/github/scan/waiting-runs.ts'
import { commit, deployment, draft } from './facts.ts'

describe('which commits are read in detail', () => {
  const live = (sha: string) => [deployment({ sha, good: true })]

  test.each<[string, Parameters<typeof draft>[1], number[]]>([
    ['those after the live one', { production: live('c') }, [0, 1]],
    ['of all environments together', { staging: live('e'), production: live('d') }, [0]],
    ['none where the head is live', { production: live('e') }, []],
    ['all where nothing was ever deployed', { production: [] }, [0, 1, 2, 3, 4]],
    [
      'those after the newest good one on the line, where the live one is off it',
      { production: [...live('x'), ...live('c')] },
      [0, 1],
    ],
    ['all where no good one is on the line', { production: live('x') }, [0, 1, 2, 3, 4]],
  ])('%s', (_, environments, positions) => {
    expect(detailedPositions(draft('edcba', environments))).toEqual(positions)
  })

  test('of very many the newest, and the oldest', () => {
    const one = draft('', { production: [deployment({ sha: 's400', good: true })] })
    one.line = {
      end: 'live-found',
      leftAt: new Map(),
      commits: Array.from({ length: 500 }, (_, at) => commit(`s${at}`)),
    }
    const positions = detailedPositions(one)
    expect([positions.length, positions[99], positions[100]]).toEqual([101, 99, 399])
  })
})

describe('which deployment started a run', () => {
  const staging = deployment({ id: 1, sha: 'a', createdAt: 1000 })
  const production = deployment({ id: 2, sha: 'a', createdAt: 5000 })
  const other = deployment({ id: 3, sha: 'b', createdAt: 6000 })

  test.each([
    ['a', 900, undefined],
    ['a', 1000, 1],
    ['a', 4000, 1],
    ['a', 9000, 2],
    ['b', 9000, 3],
    ['c', 9000, undefined],
  ])('commit %s at %i: %s', (sha, createdAt, id) => {
    expect(startedBy({ id: 7, sha, event: 'deployment', createdAt }, [other, production, staging])?.id).toBe(id)
  })
})

describe('which deployments wait for a reviewer, by the runs that wait', () => {
  const at = (id: number, createdAt: number, state: 'pending' | 'active' = 'pending') =>
    deployment({ id, sha: 'a', createdAt, state })
  const run = (createdAt: number) => ({ id: 7, sha: 'a', event: 'deployment', createdAt })

  test.each([
    [
      'the one that has not begun, though another was asked for later',
      [run(2000)],
      [at(1, 1000), at(2, 2000, 'active')],
      [1],
    ],
    ['two at once: each run has its own', [run(2000), run(2000)], [at(1, 1000), at(2, 2000)], [2, 1]],
    ['the newest run belongs to the newest deployment', [run(2000), run(5000)], [at(1, 1000), at(2, 4000)], [2, 1]],
    ['none that was asked for after the run began', [run(500)], [at(1, 1000)], []],
  ])('%s', (_, runs, deployments, expected) => {
    expect([...waitingAmong(runs, deployments).keys()]).toEqual(expected)
  })
})
