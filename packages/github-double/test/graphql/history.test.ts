import { describe, expect, it } from 'vitest'
import { git } from '../../src/git/git.ts'
import { type Harness, startHarness } from '../harness.ts'

interface Page {
  readonly totalCount: number
  readonly nodes: readonly { readonly oid: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string }
}

async function history({ query }: Harness, args: string, start = 'HEAD'): Promise<Page> {
  const fields = 'totalCount nodes { oid } pageInfo { hasNextPage hasPreviousPage endCursor }'
  const commit = `object(expression: "${start}") { ... on Commit { history(${args}) { ${fields} } } }`
  const { data } = await query(`{ repository(owner: "acme", name: "hello") { ${commit} } }`)
  return (data as { repository: { object: { history: Page } } }).repository.object.history
}

/** Two lines that were merged twice, so that the order is not that of any single line. */
async function branched({ repository }: Harness): Promise<void> {
  await repository.commit({ message: 'root' })
  for (const round of ['a', 'b']) {
    await repository.branch(round)
    for (const at of [1, 2]) {
      await repository.commit({ message: `${round}${at}`, branch: round, files: { [`${round}${at}`]: '' } })
      await repository.commit({ message: `main ${round}${at}`, files: { [`m${round}${at}`]: '' } })
    }
    await repository.merge({ branch: round })
  }
}

describe('the history of a commit', () => {
  it('is in the order of git log, side branches among it', async () => {
    const harness = await startHarness()
    await branched(harness)
    const listed = (await git(harness.repository.bare, ['rev-list', 'main'])).split('\n')
    expect((await history(harness, 'first: 100')).nodes.map(one => one.oid)).toEqual(listed)
    const parents = `{ repository(owner: "acme", name: "hello") { object(expression: "HEAD") { ... on Commit {
      parents(first: 1) { totalCount nodes { oid } } message
    } } } }`
    const [, first] = (await git(harness.repository.bare, ['rev-list', '--first-parent', 'main'])).split('\n')
    expect((await harness.query(parents)).data).toEqual({
      repository: { object: { parents: { totalCount: 2, nodes: [{ oid: first }] }, message: "Merge branch 'b'" } },
    })
  })

  it('is also that order when all commits were written in one second', async () => {
    const harness = await startHarness()
    await branched(harness)
    // As after a rebase of everything at once: dates say nothing, and git keeps to what it met first.
    const { bare } = harness.repository
    const env = { GIT_COMMITTER_NAME: 'x', GIT_COMMITTER_EMAIL: 'x', GIT_COMMITTER_DATE: '1700000000 +0000' }
    const order = (await git(bare, ['rev-list', '--reverse', '--topo-order', 'main'])).split('\n')
    const renamed = new Map<string, string>()
    for (const sha of order) {
      const [tree = '', ...parents] = (await git(bare, ['show', '-s', '--format=%T %P', sha]))
        .split(' ')
        .filter(Boolean)
      const args = parents.flatMap(parent => ['-p', renamed.get(parent) ?? ''])
      const author = { GIT_AUTHOR_NAME: 'x', GIT_AUTHOR_EMAIL: 'x', GIT_AUTHOR_DATE: '1700000000 +0000' }
      renamed.set(sha, await git(bare, ['commit-tree', tree, ...args], { env: { ...env, ...author }, input: sha }))
    }
    await git(bare, ['update-ref', 'refs/heads/main', renamed.get(order.at(-1) ?? '') ?? ''])
    const listed = (await git(bare, ['rev-list', 'main'])).split('\n')
    expect((await history(harness, 'first: 100')).nodes.map(one => one.oid)).toEqual(listed)
  })

  it('comes in pages that stay where they were while the branch moves on', async () => {
    const harness = await startHarness()
    for (const message of ['one', 'two', 'three', 'four', 'five']) await harness.repository.commit({ message })
    const head = (await harness.repository.head()) ?? ''
    const listed = (await git(harness.repository.bare, ['rev-list', 'main'])).split('\n')
    const seen: string[] = []
    let after = ''
    for (;;) {
      const page = await history(harness, `first: 2${after}`, head)
      seen.push(...page.nodes.map(one => one.oid))
      expect([page.totalCount, page.pageInfo.hasPreviousPage]).toEqual([5, after !== ''])
      if (!page.pageInfo.hasNextPage) break
      after = `, after: "${page.pageInfo.endCursor}"`
      await harness.repository.commit({ message: 'later' })
    }
    expect(seen).toEqual(listed)
    expect((await history(harness, 'last: 2', head)).nodes.map(one => one.oid)).toEqual(listed.slice(3))
  })

  it('follows a branch that was forced elsewhere or packed, and knows commits that are on no branch', async () => {
    const harness = await startHarness()
    const { repository, query } = harness
    const kept = await repository.commit({ message: 'kept' })
    const dropped = await repository.commit({ message: 'dropped' })
    expect((await history(harness, 'first: 9')).totalCount).toBe(2)
    await git(repository.bare, ['update-ref', 'refs/heads/main', kept])
    expect((await history(harness, 'first: 9')).nodes).toEqual([{ oid: kept }])
    await git(repository.bare, ['pack-refs', '--all'])
    expect((await history(harness, 'first: 9')).nodes).toEqual([{ oid: kept }])
    const missing = '0'.repeat(39).concat('1')
    const text = `{ repository(owner: "acme", name: "hello") {
      dropped: object(oid: "${dropped}") { oid } missing: object(oid: "${missing}") { oid }
    } }`
    expect((await query(text)).data).toEqual({ repository: { dropped: { oid: dropped }, missing: null } })
  })
})

describe('a commit', () => {
  it('has its texts, dates and people', async () => {
    const { repository, query } = await startHarness()
    const line = `${'long '.repeat(15)}end`
    await repository.commit({ message: `${line}\n\nBody.`, author: { name: 'Stranger', email: 's@example.org' } })
    const text = `{ repository(owner: "acme", name: "hello") { defaultBranchRef { name target { ... on Commit {
      message messageHeadline messageBody abbreviatedOid committedDate
      author { name email user { login } } committer { name }
    } } } } }`
    const { data } = await query(text)
    expect(data).toMatchObject({
      repository: {
        defaultBranchRef: {
          name: 'main',
          target: {
            message: `${line}\n\nBody.`,
            messageHeadline: `${line.slice(0, 71)}…`,
            messageBody: 'Body.',
            committedDate: '2026-01-05T09:00:00Z',
            author: { name: 'Stranger', email: 's@example.org', user: null },
            committer: { name: 'GitHub' },
          },
        },
      },
    })
  })
})
