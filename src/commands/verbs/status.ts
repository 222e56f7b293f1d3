import type { LockAnswer } from '../answer/lock.ts'
import { readAll } from '../locks/found.ts'
import type { LockPorts } from '../ports.ts'

/** Every lock that the repository keeps, those that cannot be read among them. Writes nothing. */
export async function status({ locks, repository, clock }: LockPorts): Promise<LockAnswer> {
  const { refs, at = clock.now() } = await locks.list()
  return { schema: 1, code: 'status', repository, locks: await readAll(refs, at, locks) }
}
