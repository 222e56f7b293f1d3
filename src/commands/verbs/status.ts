import { factsOfFound, type LockAnswer } from '../answer/lock.ts'
import type { LockPorts } from '../ports.ts'

/** Every lock that the repository keeps, those that cannot be read among them. Writes nothing. */
export async function status({ locks, repository, clock }: LockPorts): Promise<LockAnswer> {
  const { refs, at = clock.now() } = await locks.list()
  const found = await Promise.all(
    refs.map(async ref => factsOfFound(await locks.content(ref), ref.name, undefined, at)),
  )
  return { schema: 1, code: 'status', repository, locks: found.flatMap(facts => facts ?? []) }
}
