import { UserError } from '../../errors.ts'
import type { LockRef } from '../../github/locks/lock-refs.ts'
import type { Instant } from '../../time/instant.ts'
import { factsOfFound, type LockFacts } from '../answer/lock.ts'
import type { LockPorts } from '../ports.ts'

/** Locks that are read at the same time: GitHub asks for fewer than a hundred requests at once, of all that one person does. */
const AT_ONCE = 10

/** What each ref holds, in their order. One that cannot be read now is a line that says so, and no end of the others. */
export async function readAll(
  refs: readonly LockRef[],
  now: Instant,
  locks: Pick<LockPorts['locks'], 'content'>,
): Promise<readonly LockFacts[]> {
  const all: LockFacts[] = []
  for (let first = 0; first < refs.length; first += AT_ONCE) {
    const part = refs.slice(first, first + AT_ONCE)
    const read = await Promise.all(part.map(ref => readOne(ref, now, locks)))
    all.push(...read.flatMap(facts => facts ?? []))
  }
  return all
}

async function readOne(ref: LockRef, now: Instant, locks: Pick<LockPorts['locks'], 'content'>) {
  try {
    return factsOfFound(await locks.content(ref), ref.name, undefined, now)
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    return factsOfFound({ kind: 'unreadable', why: thrown.message }, ref.name, undefined, now)
  }
}
