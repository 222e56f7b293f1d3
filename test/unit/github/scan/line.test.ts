import { describe, expect, test } from 'vitest'
import { factsOf, scan, startFleet } from './fleet.ts'
import { manyCommits, merge } from './merges.ts'

describe('the line', () => {
  test('leaves side branches out, and ends where the live commit is found', async () => {
    const fleet = await startFleet({ policy: 'environments: { production: }\n' })
    const { github, repository } = fleet
    const live = await merge(fleet, 'one')
    github.recordDeployment({ sha: live, environment: 'production', states: ['success'] })
    await repository.branch('feature')
    await repository.commit({ message: 'beside', branch: 'feature', files: { 'b.txt': 'b' } })
    await merge(fleet, 'two')
    const before = (await repository.head()) ?? ''
    const sha = await repository.merge({ branch: 'feature' })
    github.recordMerge({ title: 'feature', author: 'bea', sha, before })
    const { hello } = await scan(fleet.tools(), ['hello'])
    const titles = factsOf(hello).line?.commits.map(({ title }) => title)
    expect(titles).toEqual(["Merge branch 'feature'", 'two', 'one', 'Begin'])
  })

  test('eleven hundred waiting commits are not all read, which is said', async () => {
    const fleet = await startFleet({ policy: 'environments: { production: }\n' })
    const live = (await fleet.repository.head()) ?? ''
    fleet.github.recordDeployment({ sha: live, environment: 'production', states: ['success'] })
    await manyCommits(fleet, 1_100)
    const tools = fleet.tools()
    const { hello } = await scan(tools, ['hello'])
    const { line } = factsOf(hello)
    expect([line?.commits.length, line?.end]).toEqual([1025, 'too-far-back'])
    expect(line?.commits.filter(({ checks }) => checks !== undefined)).toHaveLength(101)
    expect([tools.budget.points, tools.budget.requests]).toEqual([17, 1])
  })

  test('a live commit that was forced off the branch is not on it', async () => {
    const fleet = await startFleet({ policy: 'environments: { production: }\n' })
    await fleet.repository.branch('old')
    const gone = await fleet.repository.commit({ message: 'gone', branch: 'old' })
    fleet.github.recordDeployment({ sha: gone, environment: 'production', states: ['success'] })
    await merge(fleet, 'two')
    const { hello } = await scan(fleet.tools(), ['hello'])
    const { line } = factsOf(hello)
    expect([line?.end, line?.commits.map(({ title }) => title)]).toEqual(['root', ['two', 'Begin']])
    expect(line?.commits[0]?.merged).toBeDefined()
  })
})
