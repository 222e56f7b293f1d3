import type { LockFound } from '../../domain/lock/held-lock.ts'
import { UserError } from '../../errors.ts'
import type { LockRef } from '../../github/locks/lock-refs.ts'
import type { LockStore } from '../ports.ts'

/** Locks that are read at the same time: GitHub asks for fewer than a hundred requests at once, of all that one person does. */
const AT_ONCE = 10

/** A lock's name, and what it holds. */
interface NamedLock {
  readonly name: string
  readonly found: LockFound
}

/** What each ref holds, in their order. One that cannot be read now is unreadable, and no end of the others. */
export async function readAll(
  refs: readonly LockRef[],
  locks: Pick<LockStore, 'content'>,
): Promise<readonly NamedLock[]> {
  const all: NamedLock[] = []
  for (let first = 0; first < refs.length; first += AT_ONCE) {
    all.push(...(await Promise.all(refs.slice(first, first + AT_ONCE).map(ref => readOne(ref, locks)))))
  }
  return all
}

async function readOne(ref: LockRef, locks: Pick<LockStore, 'content'>): Promise<NamedLock> {
  try {
    return { name: ref.name, found: await locks.content(ref) }
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    return { name: ref.name, found: { kind: 'unreadable', why: thrown.message } }
  }
}
