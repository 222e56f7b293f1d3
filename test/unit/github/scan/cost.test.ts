import { type DocumentNode, type FieldNode, Kind, parse, type SelectionSetNode, type ValueNode } from 'graphql'
import { expect, test } from 'vitest'
import { factsOf, scan, startFleet } from './fleet.ts'

/**
 * GitHub's published rule, from the text of a query alone: "Add up the number of requests needed to fulfill each unique
 * connection in the call"; a connection below others needs one for each of their nodes; "divide the number by 100 and
 * round"; "the minimum cost of a call is one".
 * Source: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
function publishedPoints(text: string, variables: Readonly<Record<string, unknown>>): number {
  const document: DocumentNode = parse(text)
  const numberOf = (value: ValueNode | undefined) =>
    value?.kind === Kind.VARIABLE
      ? Number(variables[value.name.value])
      : value?.kind === Kind.INT
        ? Number(value.value)
        : 0
  const sizeOf = (field: FieldNode) =>
    numberOf(field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value)
  const requestsIn = (set: SelectionSetNode | undefined, around: number): number =>
    (set?.selections ?? []).reduce((sum, selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + requestsIn(selection.selectionSet, around)
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const found = document.definitions.find(
          one => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
        )
        return sum + (found?.kind === Kind.FRAGMENT_DEFINITION ? requestsIn(found.selectionSet, around) : Number.NaN)
      }
      const size = sizeOf(selection)
      const own = size > 0 ? around : 0
      return sum + own + requestsIn(selection.selectionSet, size > 0 ? around * size : around)
    }, 0)
  const operation = document.definitions.find(one => one.kind === Kind.OPERATION_DEFINITION)
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no query')
  return Math.max(1, Math.round(requestsIn(operation.selectionSet, 1) / 100))
}

test('the rule, on the example of its page', () => {
  // 1 + 100 + 100 × 50 = 5,101 requests are 51 points.
  const text = `{ viewer { login repositories(first: 100) { edges { node { id issues(first: 50) { edges { node { id
    labels(first: 60) { edges { node { id name } } } } } } } } } } }`
  expect(publishedPoints(text, {})).toBe(51)
})

test('50 services in 3 environments with a few waiting commits each cost at most 60 points', async () => {
  const names = Array.from({ length: 50 }, (_, at) => `s${String(at).padStart(2, '0')}`)
  const fleet = await startFleet({
    repositories: names,
    policy: 'environments: { development: , staging: , production: }\n',
  })
  const { github, repository } = fleet
  const line: string[] = [(await repository.head()) ?? '']
  for (let at = 0; at < 5; at++) line.unshift(await repository.commit({ message: `c${at}`, files: { f: `${at}` } }))
  const [head = '', , middle = ''] = line
  for (const name of names) {
    const of = { repository: `acme/${name}` }
    for (const [index, sha] of line.slice(0, 5).entries()) {
      github.recordMerge({ ...of, title: sha, author: 'ada', sha, before: line[index + 1] ?? '' })
      const workflow = { path: '.github/workflows/ci.yml', name: 'ci' }
      const jobs = [{ name: 'test', conclusion: 'success' as const }]
      await github.recordWorkflowRun({ ...of, workflow, event: 'push', headSha: sha, jobs })
    }
    for (const environment of ['development', 'staging', 'production']) {
      const live = environment === 'production' ? line[5] : environment === 'staging' ? middle : head
      for (const sha of [line[5] ?? '', live ?? '']) {
        github.recordDeployment({ ...of, sha, environment, states: ['in_progress', 'success'] })
      }
    }
  }
  const tools = fleet.tools()
  const scanned = await scan(tools, names)
  for (const name of names) {
    const { line: read, environments } = factsOf(scanned[name])
    expect([environments.size, read?.commits.filter(({ checks }) => checks !== undefined).length]).toEqual([3, 5])
  }
  const queries = github.requests.filter(({ path }) => path.endsWith('/graphql'))
  const points = queries.map(({ body }) => {
    const { query, variables } = body as { query: string; variables: Record<string, unknown> }
    return publishedPoints(query, variables)
  })
  const sum = points.reduce((one, other) => one + other, 0)
  expect([sum, tools.budget.requests, queries.length]).toEqual([42, 0, 22])
  expect(sum).toBeLessThanOrEqual(60)
  // What GitHub says it cost, and what was expected before each call, are the same.
  expect(tools.budget.points).toBe(sum)
  expect(queries.map(({ points: counted }) => counted)).toEqual(points)
}, 120_000)
