import { describe, expect, it } from 'vitest'
import { startHarness } from '../harness.ts'

const hello = (fields: string) => `{ repository(owner: "acme", name: "hello") { ${fields} } }`

describe('a query', () => {
  it('is answered with what the store has', async () => {
    const { query } = await startHarness()
    const answered = await query(hello('nameWithOwner isArchived isDisabled isFork isPrivate isEmpty url'))
    expect(answered.status).toBe(200)
    expect(answered.data).toEqual({
      repository: {
        nameWithOwner: 'acme/hello',
        isArchived: false,
        isDisabled: false,
        isFork: false,
        isPrivate: true,
        isEmpty: true,
        url: expect.stringMatching(/\/acme\/hello$/),
      },
    })
  })

  it('that the schema does not have is an error of GitHub, with no data', async () => {
    const { github, query } = await startHarness()
    for (const text of [hello('nmae'), 'query {', 'query ($a: Nothing!) { viewer { login } }']) {
      const { status, data, errors } = await query(text)
      expect([status, data, errors.length > 0]).toEqual([200, undefined, true])
    }
    github.assertNoUnknownRequests()
  })

  it.each([
    [hello('stargazerCount'), 'Repository.stargazerCount'],
    [
      hello('deployments(first: 1) { nodes { databaseId commit { history(first: 1, path: "x") { totalCount } } } }'),
      'argument path of Commit.history',
    ],
    [hello('object(oid: "abc") { oid }'), 'object id abc'],
    ['{ search(type: USER, query: "ada", first: 1) { userCount } }', 'search for USER'],
    ['{ search(type: REPOSITORY, query: "hello", first: 1) { repositoryCount } }', '"hello" in a search'],
    ['{ rateLimit(dryRun: true) { cost } }', 'dry run'],
    ['{ node(id: "U_1") { id } }', 'node U_1'],
    [hello('name @include(if: true)'), 'directives'],
    ['mutation { addStar(input: { starrableId: "x" }) { clientMutationId } }', 'the field Mutation.addStar'],
  ])('%s that is not modelled fails the test that asks for it', async (text, why) => {
    const { github, repository, query } = await startHarness()
    const sha = await repository.commit({ message: 'one' })
    github.recordDeployment({ sha, environment: 'staging' })
    const { status } = await query(text)
    expect(status).toBe(501)
    expect(() => github.assertNoUnknownRequests()).toThrow(why)
  })

  it('of a repository that is not there, or that the token cannot see, is null with NOT_FOUND beside the others', async () => {
    const { github, query } = await startHarness()
    github.addToken('elsewhere', { name: 'elsewhere', repositories: ['acme/other'] })
    const text =
      '{ a: repository(owner: "acme", name: "hello") { name } b: repository(owner: "acme", name: "gone") { name } }'
    const found = await query(text)
    expect(found.data).toEqual({ a: { name: 'hello' }, b: null })
    expect(found.errors).toEqual([
      {
        type: 'NOT_FOUND',
        path: ['b'],
        locations: [{ line: 1, column: 56 }],
        message: "Could not resolve to a Repository with the name 'acme/gone'.",
      },
    ])
    const hidden = await query(text, { token: 'elsewhere' })
    expect(hidden.data).toEqual({ a: null, b: null })
    expect(hidden.errors.map(one => one.path)).toEqual([['a'], ['b']])
  })

  it('follows a renamed repository, unless `followRenames` is false, and shows what changed', async () => {
    const { github, query } = await startHarness()
    github.changeRepository('acme/hello', { name: 'hi', archived: true, disabled: true })
    const fields = '{ nameWithOwner isArchived isDisabled }'
    const renamed = { nameWithOwner: 'acme/hi', isArchived: true, isDisabled: true }
    expect((await query(`{ repository(owner: "acme", name: "hello") ${fields} }`)).data).toEqual({
      repository: renamed,
    })
    const strict = await query(`{ repository(owner: "acme", name: "hello", followRenames: false) ${fields} }`)
    expect(strict.data).toEqual({ repository: null })
    github.deleteRepository('acme/hi')
    expect((await query(`{ repository(owner: "acme", name: "hi") ${fields} }`)).data).toEqual({ repository: null })
  })

  it('without a known token is answered with 401, without a text with an error', async () => {
    const { github, query } = await startHarness()
    expect((await query('{ rateLimit { cost } }', { token: 'unknown' })).status).toBe(401)
    const headers = { authorization: 'Bearer ghp_person' }
    const sent = await fetch(`${github.url}/graphql`, { method: 'POST', headers, body: '{}' })
    expect(await sent.json()).toMatchObject({ errors: [{ message: expect.stringContaining('query attribute') }] })
    expect((await fetch(`${github.url}/graphql`, { method: 'POST', headers, body: 'x' })).status).toBe(400)
  })
})

describe('files', () => {
  it('come with their text, as of a branch, a commit or HEAD', async () => {
    const { repository, query } = await startHarness()
    const first = await repository.commit({ message: 'one', files: { 'a/b.yml': 'x: 1\n' } })
    await repository.commit({ message: 'two', files: { 'a/b.yml': 'x: 2\n', image: Buffer.from([0, 1]) } })
    const file = '{ __typename ... on Blob { text byteSize isBinary isTruncated } }'
    const { data } = await query(
      hello(`
        head: object(expression: "HEAD:a/b.yml") ${file}
        main: object(expression: "main:a/b.yml") ${file}
        first: object(expression: "${first}:a/b.yml") ${file}
        binary: object(expression: "HEAD:image") ${file}
        none: object(expression: "HEAD:c") ${file}
        folder: object(expression: "HEAD:nowhere/b.yml") ${file}
        lost: object(expression: "lost:a/b.yml") ${file}
      `),
    )
    const blob = { __typename: 'Blob', byteSize: 5, isBinary: false, isTruncated: false }
    expect(data).toEqual({
      repository: {
        head: { ...blob, text: 'x: 2\n' },
        main: { ...blob, text: 'x: 2\n' },
        first: { ...blob, text: 'x: 1\n' },
        binary: { ...blob, byteSize: 2, isBinary: true, text: null },
        none: null,
        folder: null,
        lost: null,
      },
    })
  })

  it('that are folders have the name of their content, and what is in them', async () => {
    const { repository, query } = await startHarness()
    const first = await repository.commit({ message: 'one', files: { 'a/b.yml': '1', 'a/c/d': '1', e: '1' } })
    await repository.commit({ message: 'two', files: { e: '2' } })
    const { data } = await query(
      hello(`
        before: object(expression: "${first}:a") { oid }
        after: object(expression: "HEAD:a") { oid ... on Tree { entries { name type } } }
        root: object(expression: "HEAD:") { ... on Tree { entries { path type } } }
        none: object(expression: "HEAD:a/x") { oid }
      `),
    )
    const oid = expect.stringMatching(/^[0-9a-f]{40}$/)
    const { before, after } = (data as { repository: Record<string, { oid: string }> }).repository
    expect(before?.oid).toBe(after?.oid)
    expect(data).toEqual({
      repository: {
        before: { oid },
        after: {
          oid,
          entries: [
            { name: 'b.yml', type: 'blob' },
            { name: 'c', type: 'tree' },
          ],
        },
        root: {
          entries: [
            { path: 'a', type: 'tree' },
            { path: 'e', type: 'blob' },
          ],
        },
        none: null,
      },
    })
  })

  it('above half a MiB are cut', async () => {
    const { repository, query } = await startHarness()
    await repository.commit({ message: 'one', files: { large: 'x'.repeat(512 * 1024 + 1) } })
    const { data } = await query(
      hello('object(expression: "HEAD:large") { ... on Blob { isTruncated byteSize text } }'),
    )
    const expected = { isTruncated: true, byteSize: 512 * 1024 + 1, text: 'x'.repeat(512 * 1024) }
    expect(data).toEqual({ repository: { object: expected } })
  })
})

describe('the repositories of an organization', () => {
  it('are found by topic, without archived ones and forks, as far as the token sees them', async () => {
    const { github, repository, query } = await startHarness()
    const made = { bare: repository.bare, topics: ['train'] }
    github.addRepository({ owner: 'acme', name: 'one', ...made })
    github.addRepository({ owner: 'acme', name: 'old', archived: true, ...made })
    github.addRepository({ owner: 'acme', name: 'fork', forkOf: 'acme/one', ...made })
    github.addRepository({ owner: 'other', name: 'two', ...made })
    github.addRepository({ owner: 'acme', name: 'three', ...made })
    github.addToken('poor', { name: 'poor', repositories: ['acme/three'] })
    const search = async (words: string, token = 'ghp_person') => {
      const text = `query ($words: String!) {
        search(type: REPOSITORY, query: $words, first: 10) { repositoryCount nodes { ... on Repository { name } } }
      }`
      const { data } = await query(text, { variables: { words }, token })
      const { search: found } = data as { search: { repositoryCount: number; nodes: { name: string }[] } }
      expect(found.repositoryCount).toBe(found.nodes.length)
      return found.nodes.map(one => one.name)
    }
    expect(await search('org:acme topic:train archived:false')).toEqual(['one', 'three'])
    expect(await search('org:ACME topic:train')).toEqual(['one', 'old', 'three'])
    expect(await search('org:acme topic:train fork:true')).toEqual(['one', 'old', 'fork', 'three'])
    expect(await search('org:acme topic:train archived:false', 'poor')).toEqual(['three'])
    github.changeRepository('acme/one', { topics: [] })
    expect(await search('org:acme topic:train archived:false')).toEqual(['three'])
  })
})
