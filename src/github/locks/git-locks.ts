import type { LockQuestion, LockReader } from '../../domain/history/lock.ts'
import { lockInTheWay } from '../../domain/lock/decide.ts'
import { lockNamesFor } from '../../domain/lock/lock-name.ts'
import { UserError } from '../../errors.ts'
import type { LockPlace } from '../../policy/locks.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import type { Clock } from '../../time/clock.ts'
import type { GitHubClient, Repository } from '../client.ts'
import { ownerAndName } from '../repository.ts'
import { LockRefs } from './lock-refs.ts'

interface ReaderParts {
  readonly github: GitHubClient
  readonly clock: Clock
}

/** Where a policy keeps its locks: in the repository that it names, or in its own. Undefined where it keeps none. */
export function lockRefsOf(
  github: GitHubClient,
  own: Repository,
  { repository, refs }: LockPlace,
): LockRefs | undefined {
  if (refs === 'none') return undefined
  return new LockRefs(github, repository === undefined ? own : ownerAndName(repository), refs)
}

/**
 * Reads the locks of a service in an environment. Each time it lists anew what there is, in one request; what a lock holds is
 * asked for once, for the commit of a lock never changes. Throws where one of them cannot be read.
 */
export function gitLocks(parts: ReaderParts): LockReader {
  return reader(parts, refs => ({ list: () => refs.list(), content: contentOnce(refs) }))
}

/** The same for a scan of many: what a repository has is listed once, too. */
export function scannedLocks(parts: ReaderParts): LockReader {
  return reader(parts, refs => {
    let listed: ReturnType<LockRefs['list']> | undefined
    const list = () => {
      listed ??= refs.list()
      return listed
    }
    return { list, content: contentOnce(refs) }
  })
}

type ReadRefs = Pick<LockRefs, 'list' | 'content'>

function reader({ github, clock }: ReaderParts, readRefs: (refs: LockRefs) => ReadRefs): LockReader {
  const known = new Map<string, ReadRefs>()
  return {
    async lockOf(question) {
      const { repository = question.key.repository, refs } = question.place
      const where = `${refs} ${canonicalName(repository)}`
      const kept = lockRefsOf(github, repositoryOf(question), question.place)
      if (kept === undefined) return undefined
      const found = known.get(where) ?? readRefs(kept)
      known.set(where, found)
      return read(question, found, clock)
    },
  }
}

/** By the commit and the name that says what it must hold. What could not be read is asked for again. */
function contentOnce(refs: LockRefs): ReadRefs['content'] {
  const known = new Map<string, ReturnType<ReadRefs['content']>>()
  return ref => {
    if (ref === undefined) return refs.content(ref)
    const what = `${ref.sha} ${ref.name}`
    const asked = known.get(what) ?? refs.content(ref)
    known.set(what, asked)
    asked.catch(() => known.delete(what))
    return asked
  }
}

async function read({ key, by }: LockQuestion, refs: ReadRefs, clock: Clock) {
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
