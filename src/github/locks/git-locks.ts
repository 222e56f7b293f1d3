import type { LockQuestion, LockReader } from '../../domain/history/lock.ts'
import { lockInTheWay } from '../../domain/lock/decide.ts'
import { lockNamesFor } from '../../domain/lock/lock-name.ts'
import { UserError } from '../../errors.ts'
import type { LockPlace } from '../../policy/locks.ts'
import type { Clock } from '../../time/clock.ts'
import type { GitHubClient, Repository } from '../client.ts'
import { ownerAndName } from '../repository.ts'
import { LockRefs } from './lock-refs.ts'

interface ReaderParts {
  readonly github: GitHubClient
  readonly clock: Clock
}

/** Where a policy keeps its locks: in the repository that it names, or in its own. */
export function lockRefsOf(github: GitHubClient, own: Repository, { repository, refs }: LockPlace): LockRefs {
  return new LockRefs(github, repository === undefined ? own : ownerAndName(repository), refs)
}

/**
 * Reads the locks of a service in an environment anew each time: one request where nothing is locked. Throws where one of them
 * cannot be read.
 */
export function gitLocks({ github, clock }: ReaderParts): LockReader {
  return { lockOf: question => read(question, lockRefsOf(github, repositoryOf(question), question.place), clock) }
}

/** The same for a scan of many: what a repository has is listed once. */
export function scannedLocks({ github, clock }: ReaderParts): LockReader {
  const known = new Map<string, Pick<LockRefs, 'list' | 'content'>>()
  return {
    lockOf(question) {
      const { repository = question.key.repository, refs } = question.place
      const where = `${refs} ${repository.toLowerCase()}`
      const found = known.get(where) ?? listedOnce(lockRefsOf(github, repositoryOf(question), question.place))
      known.set(where, found)
      return read(question, found, clock)
    },
  }
}

function listedOnce(refs: LockRefs): Pick<LockRefs, 'list' | 'content'> {
  let listed: ReturnType<LockRefs['list']> | undefined
  return {
    list() {
      listed ??= refs.list()
      return listed
    },
    content: ref => refs.content(ref),
  }
}

async function read({ key, by }: LockQuestion, refs: Pick<LockRefs, 'list' | 'content'>, clock: Clock) {
  const names = lockNamesFor(key.service, key.environment)
  const { refs: all, at = clock.now() } = await refs.list()
  const held = all.filter(({ name }) => names.includes(name))
  const found = await Promise.all(held.map(ref => refs.content(ref)))
  const locks = found.flatMap(one => (one.kind === 'lock' ? [one.lock] : []))
  const inTheWay = lockInTheWay(locks, at, by)
  const unreadable = found.find(one => one.kind === 'unreadable')
  if (inTheWay === undefined && unreadable !== undefined) throw new UserError('lock-unreadable', unreadable.why)
  return inTheWay
}

function repositoryOf({ key }: LockQuestion): Repository {
  return ownerAndName(key.repository)
}
