import { describe, expect, it } from 'vitest'
import { gitLocks, scannedLocks } from '../../../../src/github/locks/git-locks.ts'
import { LockRefs } from '../../../../src/github/locks/lock-refs.ts'
import type { LockPlace } from '../../../../src/policy/locks.ts'
import { HOUR, lock, NOON } from '../../domain/lock/locks.ts'
import { connectToDouble } from '../double.ts'
import { startFakeApi } from '../fake-api.ts'

import { KEY, OWN, PRODUCTION, REPOSITORY, started } from './started-locks.ts'

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
