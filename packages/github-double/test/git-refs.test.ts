import { describe, expect, it } from 'vitest'
import { git } from '../src/git/git.ts'
import { startHarness } from './harness.ts'

const LOCK = 'refs/commit-train/locks/all'
const NONE = '0'.repeat(40)
const UPDATE = `mutation($id: ID!, $name: GitRefname!, $before: GitObjectID!, $after: GitObjectID!) {
  updateRefs(input: { repositoryId: $id, refUpdates: [{ name: $name, beforeOid: $before, afterOid: $after }] }) { clientMutationId }
}`

async function started() {
  const harness = await startHarness()
  const { call, query, repository } = harness
  const main = await repository.commit({ message: 'one', files: { 'README.md': 'x' } })
  const commitOf = async (content: string) => {
    const files = [{ path: 'lock.json', mode: '100644', type: 'blob', content }]
    const tree = (await call('POST', '/git/trees', { body: { tree: files } })).body.sha
    return String((await call('POST', '/git/commits', { body: { message: 'Lock', tree, parents: [] } })).body.sha)
  }
  const create = (ref: string, sha: string, token?: string) =>
    call('POST', '/git/refs', { body: { ref, sha }, ...(token === undefined ? {} : { token }) })
  const names = async (prefix: string) => (await call('GET', `/git/matching-refs/${prefix}`)).items.map(one => one.ref)
  const id = (
    (await query('{ repository(owner: "acme", name: "hello") { id } }')).data as { repository: { id: string } }
  ).repository.id
  const update = (before: string, after: string, { name = LOCK, token = 'ghp_person' } = {}) =>
    query(UPDATE, { variables: { id, name, before, after }, token })
  return { ...harness, main, commitOf, create, names, update }
}

describe('a ref', () => {
  it('of any namespace is created once, and its file can be read by the SHA', async () => {
    const { github, repository, call, commitOf, create, names } = await started()
    const sha = await commitOf('{"a":1}')
    expect(await names('commit-train/locks/')).toEqual([])
    expect((await create(LOCK, sha)).status).toBe(201)
    const again = await create(LOCK, sha)
    expect([again.status, again.body.message]).toEqual([422, 'Reference already exists'])
    expect(await names('commit-train/locks/')).toEqual([LOCK])
    expect((await call('GET', '/git/ref/commit-train/locks/all')).body.object).toMatchObject({ type: 'commit', sha })
    const file = await call('GET', `/contents/lock.json?ref=${sha}`)
    expect(Buffer.from(String(file.body.content), 'base64').toString()).toBe('{"a":1}')
    // git itself takes what was written for whole.
    expect(await git(repository.bare, ['fsck', '--strict'])).not.toContain('error')
    expect(await git(repository.bare, ['rev-list', '--count', LOCK])).toBe('1')
    github.assertNoUnknownRequests()
  })

  it.each([
    ['commit-train/locks/all', "Reference name must start with 'refs/' and have at least two slashes"],
    ['refs/all', "Reference name must start with 'refs/' and have at least two slashes"],
    ['refs/heads/a..b', 'refs/heads/a..b is not a valid ref name.'],
    ['refs/x/env.lock', 'refs/x/env.lock is not a valid ref name.'],
    ['refs/x/a b', 'refs/x/a b is not a valid ref name.'],
    ['refs/pull/1/head', 'Reference update failed'],
    ['refs/heads/main/below', 'Reference update failed'],
    ['refs/heads', "Reference name must start with 'refs/' and have at least two slashes"],
  ])('named %s is refused', async (name, message) => {
    const { create, main } = await started()
    const { status, body } = await create(name, main)
    expect([status, body.message]).toEqual([422, message])
  })

  it('above another, or for an object that is not there, is refused', async () => {
    const { create, main } = await started()
    await create('refs/x/a/b', main)
    expect((await create('refs/x/a', main)).body.message).toBe('Reference update failed')
    expect((await create('refs/x/c', '1'.repeat(40))).body.message).toBe('Object does not exist')
  })

  it('cannot be asked for in a repository without a branch', async () => {
    const { call } = await startHarness()
    const { status, body } = await call('GET', '/git/matching-refs/x')
    expect([status, body.message]).toEqual([409, 'Git Repository is empty.'])
  })
})

describe('updateRefs', () => {
  it('changes and deletes a ref only where it is what it was', async () => {
    const { commitOf, create, names, update, github } = await started()
    const [one, other] = [await commitOf('1'), await commitOf('2')]
    await create(LOCK, one)
    expect((await update(other, NONE)).errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
    expect((await update(NONE, other)).errors).toHaveLength(1)
    expect((await update(one, other)).errors).toEqual([])
    expect((await update(one, NONE)).errors).toHaveLength(1)
    expect(await names('commit-train')).toEqual([LOCK])
    expect((await update(other, NONE)).data).toEqual({ updateRefs: { clientMutationId: null } })
    expect(await names('commit-train')).toEqual([])
    github.assertNoUnknownRequests()
  })

  it('needs the permission to write contents', async () => {
    const { github, commitOf, create, update, names } = await started()
    const sha = await commitOf('1')
    await create(LOCK, sha)
    github.addToken('reader', { name: 'reader', permissions: { contents: 'read' } })
    expect((await update(sha, NONE, { token: 'reader' })).errors).toMatchObject([{ type: 'FORBIDDEN' }])
    expect(await names('commit-train')).toEqual([LOCK])
  })

  it('finds refs that git has packed', async () => {
    const { repository, commitOf, create, update, names } = await started()
    const sha = await commitOf('1')
    await create(LOCK, sha)
    await git(repository.bare, ['pack-refs', '--all'])
    expect(await names('commit-train')).toEqual([LOCK])
    expect((await create(LOCK, sha)).status).toBe(422)
    expect((await update(sha, NONE)).errors).toEqual([])
    expect(await names('commit-train')).toEqual([])
  })
})
