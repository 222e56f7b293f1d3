import { describe, expect, test } from 'vitest'
import { goodOf, serviceOfTask } from '../../../../src/github/scan/live.ts'
import { detailedPositions } from '../../../../src/github/scan/waiting.ts'
import { startedBy } from '../../../../src/github/scan/waiting-runs.ts'
import { commit, deployment, draft } from './facts.ts'

test.each([
  ['deploy', ['web'], 'web'],
  ['deploy', ['web', 'api'], undefined],
  ['deploy:api', ['web', 'api'], 'api'],
  ['deploy:API', ['web', 'api'], 'api'],
  ['deploy:docs', ['web'], undefined],
  ['deploys', ['web'], undefined],
  ['pages', ['web'], undefined],
])('task %s with services %j is of %s', (task, services, service) => {
  expect(serviceOfTask(task, services)).toBe(service)
})

test('good: any status was success, whatever came later', () => {
  const later = { state: 'inactive', createdAt: 3000, description: '', logUrl: '' } as const
  const good = deployment({ id: 2, good: true })
  const all = [deployment({ id: 3 }), { ...good, statuses: [...good.statuses, later] }, deployment({ task: 'pages' })]
  expect(goodOf(all, 'hello', { services: ['hello'], environments: [] }).map(({ id }) => id)).toEqual([2])
})

describe('which commits are read in detail', () => {
  const live = (sha: string) => [deployment({ sha, good: true })]

  test.each<[string, Parameters<typeof draft>[1], number[]]>([
    ['those after the live one', { production: live('c') }, [0, 1]],
    ['of all environments together', { staging: live('e'), production: live('d') }, [0]],
    ['none where the head is live', { production: live('e') }, []],
    ['all where nothing was ever deployed', { production: [] }, [0, 1, 2, 3, 4]],
    ['all where the live one is not on the line', { production: live('x') }, [0, 1, 2, 3, 4]],
  ])('%s', (_, environments, positions) => {
    expect(detailedPositions(draft('edcba', environments))).toEqual(positions)
  })

  test('of very many the newest, and the oldest', () => {
    const one = draft('', { production: [deployment({ sha: 's400', good: true })] })
    one.line = { end: 'live-found', commits: Array.from({ length: 500 }, (_, at) => commit(`s${at}`)) }
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
    expect(startedBy({ sha, event: 'deployment', createdAt }, [other, production, staging])?.id).toBe(id)
  })
})
