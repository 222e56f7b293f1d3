import { describe, expect, test } from 'vitest'
import { findRepositories } from '../../../../src/github/scan/repository-search.ts'
import { cost, startGraphApi } from '../graphql/graph-api.ts'
import { startFleet } from './fleet.ts'

describe('the repositories of an organization with a topic', () => {
  test('all pages, without the archived ones, sorted', async () => {
    const names = Array.from({ length: 120 }, (_, at) => `s${at}`)
    const fleet = await startFleet({ repositories: names })
    fleet.github.changeRepository('acme/s7', { archived: true })
    fleet.github.changeRepository('acme/s8', { topics: [] })
    const tools = fleet.tools()
    const found = await findRepositories(tools, { organization: 'acme', topic: 'train' })
    const expected = names.filter(name => name !== 's7' && name !== 's8').map(name => `acme/${name}`)
    expect(found).toEqual({ repositories: expected.toSorted(), unlisted: undefined })
    expect([tools.budget.points, tools.budget.calls]).toEqual([2, 2])
  })

  test('more than GitHub lists is a problem: the rest is not known', async () => {
    const search = {
      repositoryCount: 1200,
      nodes: [{ nameWithOwner: 'acme/a' }],
      pageInfo: { hasNextPage: false, endCursor: null },
    }
    const { tools } = await startGraphApi(() => ({ data: { ...cost(1), p0: search } }))
    expect(await findRepositories(tools, { organization: 'acme', topic: 'x' })).toEqual({
      repositories: ['acme/a'],
      unlisted: {
        reason: 'repositories-not-listed',
        text: "GitHub lists 1 of 1200 repositories of acme with the topic 'x': the others were not scanned; name the repositories",
        where: 'acme',
      },
    })
  })

  test.each([
    [
      { organization: 'acme org:evil', topic: 'x' },
      `Input "organization" is 'acme org:evil', which is not the name of one`,
    ],
    [{ organization: 'acme', topic: 'x archived:true' }, `Input "topic" is 'x archived:true'; a topic has`],
  ])('%j is refused before it is sent', async (asked, message) => {
    const { tools, asked: queries } = await startGraphApi(() => ({}))
    await expect(findRepositories(tools, asked)).rejects.toThrow(message)
    expect(queries).toEqual([])
  })

  test('what GitHub cannot answer is an error: the repositories are not known', async () => {
    const { tools, asked } = await startGraphApi(() => ({ errors: [{ message: 'timeout' }] }))
    await expect(findRepositories(tools, { organization: 'acme', topic: 'x' })).rejects.toThrow('(timeout)')
    expect(asked).toHaveLength(3)
  })
})
