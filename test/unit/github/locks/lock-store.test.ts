import { describe, expect, it } from 'vitest'
import type { HeldLock } from '../../../../src/domain/lock/held-lock.ts'
import { lockName } from '../../../../src/domain/lock/lock-name.ts'
import { gitLocks, scannedLocks } from '../../../../src/github/locks/git-locks.ts'
import { LockRefs } from '../../../../src/github/locks/lock-refs.ts'
import type { LockPlace } from '../../../../src/policy/locks.ts'
import { HOUR, lock, NOON } from '../../domain/lock/locks.ts'
import { connectToDouble } from '../double.ts'
import { startFakeApi } from '../fake-api.ts'

const REPOSITORY = { owner: 'acme', repo: 'hello' }
const KEY = { repository: 'acme/hello', service: 'hello', environment: 'production' }
const OWN: LockPlace = { repository: undefined, refs: 'custom' }
const PRODUCTION = 'env.production'

async function started() {
  const connected = await connectToDouble({ now: () => NOON })
  await connected.repository.commit({ message: 'one', files: { 'README.md': 'x' } })
  const { client, github, call } = connected
  // Of a machine that is hours ahead.
  const clock = { now: () => NOON + 3 * HOUR, sleep: () => Promise.resolve() }
  const refs = new LockRefs(client, REPOSITORY, 'custom')
  const reader = gitLocks({ github: client, clock })
  const lockOf = (by?: string, key = KEY) => reader.lockOf({ key, place: OWN, by })
  const hold = (one: HeldLock) => refs.create(lockName(one.scope), one)
  const requests = () => github.requests.map(({ method, path }) => `${method} ${path.replace(/^.*hello\//, '')}`)
  /** What a stranger puts under the name of a lock. */
  const put = async (name: string, content: string, path = 'lock.json') => {
    const files = [{ path, mode: '100644', type: 'blob', content }]
    const tree = (await call('POST', '/git/trees', { body: { tree: files } })).body.sha
    const { sha } = (await call('POST', '/git/commits', { body: { message: 'x', tree, parents: [] } })).body
    await call('POST', '/git/refs', { body: { ref: `refs/commit-train/locks/${name}`, sha } })
  }
  return { ...connected, clock, refs, reader, lockOf, hold, requests, put }
}

describe('the reader', () => {
  it('asks once where nothing is locked', async () => {
    const { lockOf, requests, github } = await started()
    expect(await lockOf()).toBeUndefined()
    expect(requests()).toEqual(['GET git/matching-refs/commit-train%2Flocks%2F'])
    github.assertNoUnknownRequests()
  })

  it('finds nothing locked in a repository without a commit', async () => {
    const { client } = await connectToDouble()
    const reader = gitLocks({ github: client, clock: { now: () => NOON, sleep: () => Promise.resolve() } })
    expect(await reader.lockOf({ key: KEY, place: OWN, by: undefined })).toBeUndefined()
  })

  it.each([
    ['everything', { service: undefined, environment: undefined }, 'ada'],
    ['the environment', { service: undefined, environment: 'Production' }, 'ada'],
    ['the service', { service: 'hello', environment: undefined }, 'ada'],
    ['both', { service: 'HELLO', environment: 'production' }, 'ada'],
    ['another environment', { service: undefined, environment: 'staging' }, undefined],
    ['another service', { service: 'other', environment: 'production' }, undefined],
  ])('of a lock on %s', async (_, scope, owner) => {
    const { lockOf, hold } = await started()
    await hold(lock({ scope }))
    expect((await lockOf())?.owner).toBe(owner)
    // By hand the owner gets past it, and nobody else.
    expect(await lockOf('ada')).toBeUndefined()
    expect((await lockOf('bo'))?.owner).toBe(owner)
  })

  it('goes by the clock of GitHub, not by that of the machine', async () => {
    const { lockOf, hold } = await started()
    await hold(lock({ expiresAt: NOON + HOUR }))
    expect((await lockOf())?.owner).toBe('ada')
  })

  it('does not see what is over, and looks anew each time', async () => {
    const { lockOf, hold, refs } = await started()
    await hold(lock({ expiresAt: NOON }))
    expect(await lockOf()).toBeUndefined()
    const [ref] = (await refs.list()).refs
    if (ref === undefined) throw new Error('the lock is gone')
    expect(await refs.replace(ref, lock({ expiresAt: NOON + HOUR }))).toBe('done')
    expect((await lockOf())?.owner).toBe('ada')
  })

  it.each([
    ['no JSON', 'hello', 'lock.json', "the lock 'env.production' is not JSON"],
    ['another file', '{}', 'other.json', "the lock 'env.production' has no lock.json"],
  ])('takes %s for a lock that cannot be read', async (_, content, path, why) => {
    const { lockOf, put, github } = await started()
    await put(PRODUCTION, content, path)
    await expect(lockOf()).rejects.toMatchObject({ reason: 'lock-unreadable', message: why })
    // Nobody is its owner.
    await expect(lockOf('ada')).rejects.toMatchObject({ reason: 'lock-unreadable' })
    github.assertNoUnknownRequests()
  })

  it('asks nothing where the policy turns locks off', async () => {
    const { reader, hold, requests } = await started()
    await hold(lock())
    const before = requests().length
    const place: LockPlace = { repository: undefined, refs: 'none' }
    expect(await reader.lockOf({ key: KEY, place, by: undefined })).toBeUndefined()
    expect(requests().slice(before)).toEqual([])
  })

  it('takes a ref to something else than a commit for one that cannot be read', async () => {
    const { call, lockOf } = await started()
    const files = [{ path: 'lock.json', mode: '100644', type: 'blob', content: '{}' }]
    const { sha } = (await call('POST', '/git/trees', { body: { tree: files } })).body
    await call('POST', '/git/refs', { body: { ref: 'refs/commit-train/locks/all', sha } })
    await expect(lockOf()).rejects.toThrow("the lock 'all' is a tree, not a commit")
  })

  it('reads the locks of another repository, where the policy says so, and cannot without seeing it', async () => {
    const { github, repository, reader, refs, client } = await started()
    github.addRepository({ owner: 'acme', name: 'locks', bare: repository.bare })
    await refs.create('env.production', lock())
    const shared: LockPlace = { repository: 'acme/locks', refs: 'custom' }
    expect((await reader.lockOf({ key: KEY, place: shared, by: undefined }))?.owner).toBe('ada')
    const place = { ...shared, repository: 'acme/hidden' }
    await expect(reader.lockOf({ key: KEY, place, by: undefined })).rejects.toMatchObject({
      reason: 'github-not-found',
    })
    expect(client.repository).toEqual(REPOSITORY)
  })

  it.each([
    ['no list', {}],
    ['a ref without its commit', [{ ref: 'refs/commit-train/locks/all' }]],
  ])('takes %s for no answer, and not for no lock', async (_, body) => {
    const api = await startFakeApi({ status: 200, body })
    const reader = gitLocks({ github: api.connect(), clock: { now: () => NOON, sleep: () => Promise.resolve() } })
    const asked = reader.lockOf({ key: KEY, place: OWN, by: undefined })
    await expect(asked).rejects.toMatchObject({ reason: 'github-broken' })
  })

  it('follows pages, where a GitHub has them', async () => {
    const ref = (name: string) => ({
      ref: `refs/commit-train/locks/${name}`,
      object: { sha: 'a'.repeat(40), type: 'commit' },
    })
    const link = (page: number) => ({
      link: `<https://api.acme.example/x?page=${page}>; rel="next", <https://x/?page=9>; rel="last"`,
    })
    const api = await startFakeApi(
      { status: 200, body: [ref('env.one')], headers: link(2) },
      { status: 200, body: [ref('env.two')] },
    )
    const refs = new LockRefs(api.connect(), REPOSITORY, 'custom')
    expect((await refs.list()).refs.map(({ name }) => name)).toEqual(['env.one', 'env.two'])
    expect(api.requests.map(({ url }) => url.split('?')[1])).toEqual([undefined, 'page=2'])
  })

  it('is not content with a part of the list', async () => {
    const headers = { link: '<https://api.acme.example/x?after=abc>; rel="next"' }
    const api = await startFakeApi({ status: 200, body: [], headers })
    const refs = new LockRefs(api.connect(), REPOSITORY, 'custom')
    await expect(refs.list()).rejects.toMatchObject({ reason: 'github-broken' })
  })

  it('of a scan lists the locks of a repository once, and reads each lock once', async () => {
    const { client, clock, requests, hold } = await started()
    await hold(lock({ scope: { service: undefined, environment: undefined } }))
    const before = requests().length
    const reader = scannedLocks({ github: client, clock })
    for (const environment of ['staging', 'production', 'Production']) {
      for (const service of ['hello', 'web']) {
        const found = await reader.lockOf({ key: { ...KEY, service, environment }, place: OWN, by: undefined })
        expect(found?.owner).toBe('ada')
      }
    }
    expect(requests().slice(before)).toEqual([
      'GET git/matching-refs/commit-train%2Flocks%2F',
      'GET contents/lock.json',
    ])
  })

  it('looks again for what it could not read', async () => {
    const { lockOf, hold, github } = await started()
    await hold(lock())
    github.fail({ how: 'status', status: 500, operationId: 'repos/get-content', times: 20 })
    await expect(lockOf()).rejects.toMatchObject({ reason: 'github-unreachable' })
    github.recover()
    expect((await lockOf())?.owner).toBe('ada')
  })

  it('lists anew each time, and reads a lock again only where it is another', async () => {
    const { lockOf, hold, requests } = await started()
    await hold(lock())
    const before = requests().length
    await lockOf()
    await lockOf('bo')
    expect(requests().slice(before)).toEqual([
      'GET git/matching-refs/commit-train%2Flocks%2F',
      'GET contents/lock.json',
      'GET git/matching-refs/commit-train%2Flocks%2F',
    ])
  })
})

describe('the store', () => {
  it.each(['custom', 'branches', 'tags'] as const)('keeps locks among %s', async refs => {
    const { client, github, clock, repository } = await started()
    const store = new LockRefs(client, REPOSITORY, refs)
    const reader = gitLocks({ github: client, clock })
    const place: LockPlace = { repository: undefined, refs }
    expect(await store.create(PRODUCTION, lock())).toBe('done')
    expect(await store.create(PRODUCTION, lock({ owner: 'bo', claim: 'claim-of-bo' }))).toBe('changed')
    expect((await reader.lockOf({ key: KEY, place, by: undefined }))?.owner).toBe('ada')
    const [ref] = (await store.list()).refs
    if (ref === undefined) throw new Error('the lock is gone')
    expect(await store.replace(ref, lock({ owner: 'chul', claim: 'claim-of-chul' }))).toBe('done')
    // What was read before the change is of no use any more.
    expect(await store.remove(ref)).toBe('changed')
    const [now] = (await store.list()).refs
    if (now === undefined) throw new Error('the lock is gone')
    expect(await store.content(now)).toMatchObject({ kind: 'lock', lock: { owner: 'chul' } })
    expect(await store.remove(now)).toBe('done')
    expect((await store.list()).refs).toEqual([])
    expect(await repository.head()).toHaveLength(40)
    github.assertNoUnknownRequests()
  })

  it.each(['reply-lost', 'cut-short'] as const)('recognises its own lock when the answer is gone (%s)', async how => {
    const { github, hold, lockOf } = await started()
    github.fail({ how, operationId: 'git/create-ref' })
    expect(await hold(lock())).toBe('done')
    expect((await lockOf())?.owner).toBe('ada')
  })

  it('recognises its own change when the answer is gone', async () => {
    const { github, hold, refs } = await started()
    await hold(lock())
    const [ref] = (await refs.list()).refs
    if (ref === undefined) throw new Error('the lock is gone')
    github.fail({ how: 'reply-lost', operationId: 'graphql', after: 1 })
    expect(await refs.remove(ref)).toBe('done')
    expect((await refs.list()).refs).toEqual([])
  })

  it('has no order between a request without an answer and a release: what comes late holds again, for its owner to release', async () => {
    const { hold, refs, lockOf, call } = await started()
    const one = lock()
    await hold(one)
    const [ref] = (await refs.list()).refs
    if (ref === undefined) throw new Error('the lock is gone')
    expect(await refs.remove(ref)).toBe('done')
    // The first of two requests that GitHub was sent, which took its time on the way.
    const late = { ref: `refs/commit-train/locks/${ref.name}`, sha: ref.sha }
    expect((await call('POST', '/git/refs', { body: late })).status).toBe(201)
    expect(await lockOf()).toMatchObject({ owner: one.owner, reason: one.reason })
    expect(await lockOf(one.owner)).toBeUndefined()
    // Nobody else has taken it meanwhile, nor can now: it is released like any other.
    expect(await hold(lock({ owner: 'bo', claim: 'claim-of-bo' }))).toBe('changed')
    expect(await refs.remove(ref)).toBe('done')
    expect(await lockOf()).toBeUndefined()
  })

  it('makes another commit of the same lock each time: a release that comes late does not meet a lock extended since', async () => {
    const { hold, refs } = await started()
    await hold(lock())
    const [before] = (await refs.list()).refs
    if (before === undefined) throw new Error('the lock is gone')
    expect(await refs.replace(before, lock())).toBe('done')
    expect(await refs.remove(before)).toBe('changed')
    expect((await refs.list()).refs).toHaveLength(1)
  })

  it('takes no 404 for a lock that is gone: the token may not see the repository any more', async () => {
    const data = { viewer: { id: 'U_1', login: 'ada' }, repository: { id: 'R_1' } }
    const api = await startFakeApi(
      { status: 200, body: { data } },
      { status: 200, body: { errors: [{ type: 'NOT_FOUND', message: 'Could not resolve to a node' }] } },
      { status: 404, body: { message: 'Not Found' } },
    )
    const refs = new LockRefs(api.connect(), REPOSITORY, 'custom')
    await expect(refs.remove({ name: PRODUCTION, sha: 'a'.repeat(40), type: 'commit' })).rejects.toMatchObject({
      reason: 'github-not-found',
      message: expect.stringContaining('what became of it is not known, for the locks cannot be listed'),
    })
  })

  it('believes GitHub that there is one already, though the list does not show it yet', async () => {
    const api = await startFakeApi(
      { status: 201, body: { sha: 'a'.repeat(40) } },
      { status: 201, body: { sha: 'b'.repeat(40) } },
      { status: 422, body: { message: 'Reference already exists' } },
      { status: 200, body: [] },
    )
    expect(await new LockRefs(api.connect(), REPOSITORY, 'custom').create(PRODUCTION, lock())).toBe('changed')
  })

  it('says how a person releases it where a server makes no conditional changes', async () => {
    const { github, hold, refs } = await started()
    await hold(lock())
    const [ref] = (await refs.list()).refs
    if (ref === undefined) throw new Error('the lock is gone')
    const errors = [{ type: 'UNPROCESSABLE', message: 'Reference update failed' }]
    github.fail({ how: 'query-errors', operationId: 'graphql', after: 1, errors })
    await expect(refs.remove(ref)).rejects.toMatchObject({
      reason: 'github-rejected',
      message: expect.stringMatching(
        /to release it by hand: gh api -X DELETE repos\/acme\/hello\/git\/refs\/commit-train\/locks\/env\.production$/,
      ),
    })
  })

  it('says that a repository without a commit keeps no locks', async () => {
    const { client } = await connectToDouble()
    await expect(new LockRefs(client, REPOSITORY, 'custom').create(PRODUCTION, lock())).rejects.toMatchObject({
      reason: 'lock-place-empty',
      message: 'GitHub keeps no refs in acme/hello, which has no commit yet: push one, and lock again',
    })
  })

  it('takes another 409 for no answer: what is not known is locked', async () => {
    const api = await startFakeApi({ status: 409, body: { message: 'Conflict' } })
    await expect(new LockRefs(api.connect(), REPOSITORY, 'custom').list()).rejects.toMatchObject({
      reason: 'github-rejected',
    })
  })

  it('does not believe that nothing happened when it cannot see it', async () => {
    const { github, hold } = await started()
    github.fail({ how: 'status', status: 500, operationId: 'git/create-ref', times: 20 })
    await expect(hold(lock())).rejects.toMatchObject({ reason: 'github-unreachable' })
  })

  it.each([
    [
      'create',
      { contents: 'read' as const },
      "GitHub refused to write a lock (403 Resource not accessible by integration): give the job 'permissions: contents: write'",
    ],
  ])('says which permission it needs to %s', async (_, permissions, text) => {
    const { github, client } = await started()
    github.addToken('ghs_workflow', { name: 'reader', permissions })
    const refused = await new LockRefs(client, REPOSITORY, 'custom')
      .create('all', lock())
      .catch((thrown: Error) => thrown)
    expect(refused).toMatchObject({ reason: 'github-forbidden', message: text })
  })
})
