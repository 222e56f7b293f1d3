import type { HeldLock } from '../../../../src/domain/lock/held-lock.ts'
import { lockName } from '../../../../src/domain/lock/lock-name.ts'
import { gitLocks } from '../../../../src/github/locks/git-locks.ts'
import { LockRefs } from '../../../../src/github/locks/lock-refs.ts'
import type { LockPlace } from '../../../../src/policy/locks.ts'
import { HOUR, NOON } from '../../domain/lock/locks.ts'
import { connectToDouble } from '../double.ts'

export const REPOSITORY = { owner: 'acme', repo: 'hello' }
export const KEY = { repository: 'acme/hello', service: 'hello', environment: 'production' }
export const OWN: LockPlace = { repository: undefined, refs: 'custom' }
export const PRODUCTION = 'env.production'

export async function started() {
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
