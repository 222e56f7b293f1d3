import { describe, expect, test } from 'vitest'
import { factsOf, type questionOf, saidOf, scan, startFleet } from './fleet.ts'
import { merge } from './merges.ts'

describe('one line for what cannot be read; the others go on', () => {
  test('deleted, renamed, archived, empty, without a policy, with a broken one', async () => {
    const fleet = await startFleet({ repositories: ['fine', 'gone', 'old', 'shut'] })
    const { github } = fleet
    const { createRepository } = await import('../../../../packages/github-double/src/git/repository.ts')
    const [empty, bare, broken] = [await createRepository(), await createRepository(), await createRepository()]
    await bare.commit({ message: 'one' })
    await broken.commit({ message: 'one', files: { '.github/commit-train.yml': 'enviroments: {}\n' } })
    github.addRepository({ owner: 'acme', name: 'empty', bare: empty.bare })
    github.addRepository({ owner: 'acme', name: 'bare', bare: bare.bare })
    github.addRepository({ owner: 'acme', name: 'broken', bare: broken.bare })
    github.deleteRepository('acme/gone')
    github.changeRepository('acme/old', { name: 'new' })
    github.changeRepository('acme/shut', { archived: true })
    const tools = fleet.tools()
    const names = ['fine', 'gone', 'old', 'shut', 'empty', 'bare', 'broken', 'never']
    const scanned = await scan(tools, names)
    for (const repository of [empty, bare, broken]) await repository.remove()
    expect(Object.keys(scanned)).toEqual(names.toSorted())
    expect(factsOf(scanned.fine).line?.commits).toHaveLength(1)
    expect(factsOf(scanned.old).head.repository).toBe('acme/new')
    expect(tools.log.lines).toEqual(['notice: acme/old is acme/new now: use that name'])
    expect(factsOf(scanned.shut)).toMatchObject({ head: { closed: 'archived' }, line: undefined })
    for (const name of ['gone', 'never']) {
      expect(saidOf(scanned[name])).toMatch(
        /^failed: GitHub did not show the head and the policy of acme\/\w+ \(NOT_FOUND .*\): it was deleted or renamed/,
      )
    }
    expect(saidOf(scanned.empty)).toBe('failed: acme/empty: it has no commit yet')
    expect(saidOf(scanned.bare)).toBe(
      "failed: acme/bare: .github/commit-train.yml is not on its default branch, or the token lacks 'contents: read'",
    )
    expect(saidOf(scanned.broken)).toMatch(/^failed: acme\/broken: .github\/commit-train.yml:1: .*enviroments/)
  })

  test('the same repository by two names is scanned once', async () => {
    const fleet = await startFleet({ repositories: ['old'] })
    fleet.github.changeRepository('acme/old', { name: 'new' })
    const scanned = await scan(fleet.tools(), ['old', 'new', 'NEW'])
    expect(Object.values(scanned).map(({ kind }) => kind)).toEqual(['read', 'failed'])
    expect(saidOf(scanned.old)).toContain("the same as 'acme/NEW', under another name")
  })

  test.each([
    ['contents', 'contents: read'],
    ['deployments', 'deployments: read'],
    ['checks', 'checks: read'],
    ['actions', 'actions: read'],
    ['pull_requests', 'pull-requests: read'],
  ])('a token without %s: the permission is named', async (missing, permission) => {
    const fleet = await startFleet({ policy: 'environments: { production: }\n' })
    await merge(fleet, 'one')
    const all = ['actions', 'contents', 'deployments', 'checks', 'statuses', 'pull_requests', 'metadata']
    const permissions = Object.fromEntries(all.filter(one => one !== missing).map(one => [one, 'read' as const]))
    const { hello } = await scan(fleet.tools({ token: { name: 'poor', permissions } }), ['hello'])
    expect(saidOf(hello)).toContain(`the token may not; give it '${permission}`)
  })
})

describe('GitHub fails', () => {
  const names = Array.from({ length: 12 }, (_, at) => `s${String(at).padStart(2, '0')}`)
  const kinds = (scanned: Awaited<ReturnType<typeof scan>>) => Object.values(scanned).map(({ kind }) => kind)

  test.each([
    { how: 'status', status: 502 },
    { how: 'timed-out' },
    { how: 'hang-up' },
    { how: 'cut-short' },
    { how: 'query-errors', errors: [{ message: 'Something went wrong while executing your query.' }] },
    { how: 'partial-data', paths: ['p1'], type: 'SERVICE_UNAVAILABLE', message: 'try later' },
  ] as const)('for a moment, $how: everything is read all the same', async fault => {
    const fleet = await startFleet({ repositories: names })
    for (const after of [0, 2]) fleet.github.fail({ ...fault, operationId: 'graphql', after })
    expect(new Set(kinds(await scan(fleet.tools(), names)))).toEqual(new Set(['read']))
  })

  test('out of points half-way: what was read stays, the rest was not looked at', async () => {
    const fleet = await startFleet({ repositories: names })
    fleet.github.fail({ operationId: 'graphql', how: 'out-of-points', after: 5 })
    const scanned = await scan(fleet.tools(), names)
    expect(kinds(scanned)).toEqual([...Array(10).fill('read'), 'left-out', 'left-out'])
    expect(saidOf(scanned.s11)).toContain("left-out: GitHub's rate limit is used up half-way")
  })
})

test('a question that throws what is no user’s error is a bug', async () => {
  const fleet = await startFleet()
  const broken: typeof questionOf = () => {
    throw new TypeError('oops')
  }
  await expect(scan(fleet.tools(), ['hello'], { questionOf: broken })).rejects.toThrow('oops')
})
