import { describe, expect, it } from 'vitest'
import { gitLocks } from '../../../../src/github/locks/git-locks.ts'
import { LockRefs } from '../../../../src/github/locks/lock-refs.ts'
import type { LockPlace } from '../../../../src/policy/locks.ts'
import { lock } from '../../domain/lock/locks.ts'
import { connectToDouble } from '../double.ts'
import { startFakeApi } from '../fake-api.ts'

import { KEY, PRODUCTION, REPOSITORY, started } from './started-locks.ts'

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
