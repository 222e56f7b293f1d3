import { describe, expect, test } from 'vitest'
import { MalformedAnswer } from '../../../../src/github/failure.ts'
import type { Fields } from '../../../../src/github/graphql/answer.ts'
import { askParts, type PartAnswer, type Question, type RepositoryPart } from '../../../../src/github/graphql/parts.ts'
import { type Asked, cost, type GraphReply, page, startGraphApi } from './graph-api.ts'

const QUESTION: Question = { name: 'Q', doing: 'show the head', most: 4, requests: 100, fragments: [] }

function part(name: string, requests = 0): RepositoryPart<unknown> {
  return {
    repository: `acme/${name}`,
    requests,
    write: declare => `repository(owner: "acme", name: ${declare('String!', name)}) { name }`,
    read: (data, errors) => {
      if (data.name === 'malformed') throw new MalformedAnswer('no name')
      return errors.length === 0 ? data.name : [data.name, ...errors.map(error => error.path.join('.'))]
    },
  }
}

const names = ({ variables }: Asked) => Object.values(variables).map(String)

/** An answer that shows each repository by its name, but for those given. */
function shown(asked: Asked, other: Fields = {}, points = 1): Fields {
  const data = names(asked).map((name, index) => [`p${index}`, name in other ? other[name] : { name }])
  return { data: { ...cost(points), ...Object.fromEntries(data) } }
}

async function ask(
  reply: (asked: Asked, index: number) => GraphReply,
  repositories: readonly string[],
  budget?: number,
): Promise<{ answers: Record<string, string>; queries: string[]; slept: number[]; lines: string[]; used: number }> {
  const { api, asked, tools } = await startGraphApi(reply, budget === undefined ? {} : { budget })
  const parts = repositories.map(name => part(name))
  const answers = await askParts(tools, QUESTION, parts)
  const words = (answer: PartAnswer<unknown> | undefined) =>
    answer?.kind === 'read' ? `read ${String(answer.value)}` : `${answer?.kind}: ${answer?.finding.text}`
  return {
    answers: Object.fromEntries(parts.map(one => [one.repository.slice(5), words(answers.get(one))])),
    queries: asked.map(one => names(one).join('')),
    slept: api.clock.slept,
    lines: api.log.lines,
    used: tools.budget.used,
  }
}

test('in as few queries as the question allows', async () => {
  const { answers, queries, used } = await ask(asked => shown(asked, {}, 2), [...'abcdef'])
  expect(queries).toEqual(['abcd', 'ef'])
  expect(answers).toEqual(Object.fromEntries([...'abcdef'].map(name => [name, `read ${name}`])))
  expect(used).toBe(4)
})

test('a query holds no more requests than allowed, unless one part alone has more', async () => {
  const { asked, tools } = await startGraphApi(one => shown(one))
  await askParts(tools, QUESTION, [part('a', 60), part('b', 40), part('c', 1), part('d', 500), part('e', 1)])
  expect(asked.map(one => names(one).join(''))).toEqual(['ab', 'c', 'd', 'e'])
})

describe('GitHub breaks over a query', () => {
  const brokenBy: Record<string, GraphReply> = {
    '502 with a page': page(502),
    '504': page(504),
    'a connection that ends': response => void response.socket?.destroy(),
    'a body cut short': response => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 })
      response.write('{"data": ')
      response.destroy()
    },
    'errors about the whole': { errors: [{ message: 'Something went wrong while executing your query.' }] },
    'no data': { data: null },
    'an answer of another kind': { message: 'hello' },
  }

  test.each(Object.keys(brokenBy))('%s: halved, and the others go on', async how => {
    const { answers, queries, lines } = await ask(
      asked => (names(asked).length > 2 ? (brokenBy[how] ?? {}) : shown(asked)),
      [...'abcdefg'],
    )
    expect(queries).toEqual(['abcd', 'ab', 'cd', 'ef', 'g'])
    expect(Object.values(answers).every(answer => answer.startsWith('read'))).toBe(true)
    expect(lines[0]).toMatch(/^info: GitHub .*; asking in parts of 2$/)
  })

  test('it does not answer in time: halved too', async () => {
    const { api, asked, tools } = await startGraphApi(one => (names(one).length > 1 ? () => {} : shown(one)))
    const github = api.connect({ retryLimits: { attempt: 300 } })
    const answers = await askParts({ ...tools, github }, QUESTION, [part('a'), part('b')])
    expect([...answers.values()].map(({ kind }) => kind)).toEqual(['read', 'read'])
    expect(asked.map(one => names(one).join(''))).toEqual(['ab', 'a', 'b'])
    expect(api.log.lines[0]).toContain('no answer within 0.3 s')
  })

  test('over one repository: asked again after pauses, then given up; the others are read', async () => {
    const { answers, queries, slept } = await ask(
      asked => (names(asked).includes('c') ? page(502) : shown(asked)),
      [...'abcd'],
    )
    expect(queries).toEqual(['abcd', 'ab', 'cd', 'c', 'c', 'c', 'd'])
    expect(slept).toEqual([1000, 3000])
    expect(answers).toMatchObject({ a: 'read a', b: 'read b', d: 'read d' })
    expect(answers.c).toMatch(/^failed: GitHub failed to answer a query \(502\)/)
  })

  test('over everything: three are tried, the rest is not', async () => {
    const { answers, queries, used } = await ask(() => page(503), [...'abcdefgh'])
    expect(queries).toHaveLength(3 + 3 * 2 + 2)
    expect(Object.values(answers).every(answer => answer.startsWith('failed: GitHub failed'))).toBe(true)
    expect(used).toBe(queries.length)
  })
})

describe('errors beside data', () => {
  const errors = (asked: Asked, name: string, error: object, below: readonly string[] = []) => [
    { ...error, path: [`p${names(asked).indexOf(name)}`, ...below] },
  ]

  test('a repository that is gone is reported; the others are read, and nothing is asked twice', async () => {
    const { answers, queries } = await ask(
      asked => ({
        ...shown(asked, { b: null }),
        errors: errors(asked, 'b', { type: 'NOT_FOUND', message: 'Could not resolve to a Repository.' }),
      }),
      [...'abc'],
    )
    expect(queries).toEqual(['abc'])
    expect(answers).toEqual({
      a: 'read a',
      b: 'failed: GitHub did not show the head of acme/b (NOT_FOUND Could not resolve to a Repository.): it was deleted or renamed, or the token may not see it',
      c: 'read c',
    })
  })

  test.each([
    [['defaultBranchRef'], 'contents: read'],
    [['e0'], 'deployments: read'],
    [['e0', 'nodes', '3', 'statuses'], 'deployments: read'],
    [['c2', 'checkSuites', 'nodes', '0', 'workflowRun'], 'actions: read'],
    [['c2', 'checkSuites'], 'checks: read'],
    [['c0', 'associatedPullRequests'], 'pull-requests: read'],
    [['c0', 'statusCheckRollup', 'contexts', 'nodes', '1'], 'checks: read, statuses: read'],
  ])('a field that the token may not read, %j: the permission is named', async (below, permission) => {
    const { answers } = await ask(
      asked => ({
        ...shown(asked, { b: null }),
        errors: errors(asked, 'b', { type: 'FORBIDDEN', message: 'Resource not accessible by integration' }, below),
      }),
      ['a', 'b'],
    )
    expect(answers.b).toBe(
      `failed: GitHub did not show the head of acme/b (FORBIDDEN Resource not accessible by integration): the token may not; give it '${permission}'`,
    )
  })

  test('a passing error: asked again alone; what still fails then is kept beside the data', async () => {
    const { answers, queries } = await ask(
      asked => ({ ...shown(asked), errors: errors(asked, 'b', { message: 'timeout' }, ['policy']) }),
      [...'ab'],
    )
    expect(queries).toEqual(['ab', 'b'])
    expect(answers).toEqual({ a: 'read a', b: 'read b,policy' })
  })

  test('a part that the answer leaves out, or that is not what the schema says', async () => {
    const { answers } = await ask(
      asked => shown(asked, { a: undefined, b: { name: 'malformed' }, c: 'text' }),
      [...'abcd'],
    )
    expect(answers).toEqual({
      a: 'failed: GitHub did not show the head of acme/a (its answer leaves the repository out): run again',
      b: 'failed: GitHub did not show the head of acme/b (its answer has no name): run again',
      c: 'failed: GitHub did not show the head of acme/c (its answer leaves the repository out): run again',
      d: 'read d',
    })
  })
})

describe('nothing more is asked', () => {
  const left = (answers: Record<string, string>) => Object.values(answers).filter(one => one.startsWith('left-out'))

  test('after the budget', async () => {
    const { answers, queries, used } = await ask(asked => shown(asked, {}, 3), [...'abcdefgh'], 3)
    expect([queries, used]).toEqual([['abcd'], 3])
    expect(left(answers)).toHaveLength(4)
    expect(answers.h).toBe(
      'left-out: the budget of 3 operations is used up: 3 were taken (3 points and 0 requests), the next call needs 1',
    )
  })

  test('after GitHub said that the points are used up, with the status of success', async () => {
    const limited = { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for installation ID 1.' }] }
    const { answers, queries } = await ask((asked, index) => (index === 0 ? shown(asked) : limited), [...'abcdefghij'])
    expect(queries).toEqual(['abcd', 'efgh'])
    expect(left(answers)).toHaveLength(6)
    expect(answers.e).toContain(
      "GitHub's rate limit is used up half-way (API rate limit exceeded for installation ID 1.)",
    )
  })

  test('when too few points are left for the next query', async () => {
    const { answers, queries } = await ask(
      asked => ({ data: { ...(shown(asked).data as object), ...cost(1, 0) } }),
      [...'abcde'],
    )
    expect(queries).toEqual(['abcd'])
    expect(answers.e).toMatch(/^left-out: GitHub has 0 points left for this token and the next query needs 1/)
  })

  test('after a limit that lasts', async () => {
    const { answers, queries } = await ask(
      () => response => response.writeHead(403, { 'retry-after': '60', 'content-type': 'application/json' }).end('{}'),
      [...'ab'],
    )
    expect(queries).toHaveLength(1)
    expect(answers.b).toMatch(/^left-out: GitHub's rate limit is used up, so it did not answer a query/)
  })

  test('with a token that is not valid: that concerns all', async () => {
    const { tools } = await startGraphApi(() => page(401))
    await expect(askParts(tools, QUESTION, [part('a')])).rejects.toMatchObject({ reason: 'github-token-invalid' })
  })
})
