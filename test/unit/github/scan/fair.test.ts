import { expect, test } from 'vitest'
import { type questionOf, saidOf, scan, startFleet } from './fleet.ts'

test('a small budget: which ones are left out differs from run to run, and no call goes beyond it', async () => {
  const many = Array.from({ length: 30 }, (_, at) => `s${String(at).padStart(2, '0')}`)
  const fleet = await startFleet({ repositories: many })
  const left: string[][] = []
  for (const runNumber of [0, 1, 2]) {
    const tools = fleet.tools({ budget: 9 })
    const scanned = await scan(tools, many, { runNumber })
    expect(tools.budget.used).toBeLessThanOrEqual(9)
    left.push(many.filter(name => scanned[name]?.kind === 'left-out'))
    expect(saidOf(scanned[left.at(-1)?.[0] ?? ''])).toMatch(/^left-out: the budget of 9 operations is used up: /)
  }
  expect(left.map(one => [one.length, one[0]])).toEqual([
    [20, 's10'],
    [20, 's00'],
    [20, 's00'],
  ])
  expect(many.filter(name => left.every(one => one.includes(name)))).toEqual([])
})

test('repositories of one batch that take more requests than the budget has: each is read in its turn', async () => {
  const names = ['s0', 's1', 's2']
  const fleet = await startFleet({ repositories: names })
  const before = (await fleet.repository.head()) ?? ''
  const sha = await fleet.repository.commit({ message: 'Wait', files: { a: 'a' } })
  for (const name of names) {
    const repository = `acme/${name}`
    fleet.github.recordMerge({ repository, title: 'Wait', author: 'ada', sha, before })
    fleet.github.recordDeployment({ repository, sha: before, environment: 'staging', states: ['success'] })
  }
  const question: typeof questionOf = () => {
    return { services: ['hello'], apps: [], asksForRules: false, environments: [{ name: 'staging', pathsAfter: 0 }] }
  }
  // Four points for all three, then a request for each.
  const read: string[] = []
  for (const runNumber of [7, 8, 9]) {
    const scanned = await scan(fleet.tools({ budget: 5 }), names, { runNumber, questionOf: question })
    read.push(...names.filter(name => scanned[name]?.kind === 'read'))
  }
  expect(read).toEqual(['s1', 's2', 's0'])
})
