import type { LockAnswer } from '../../domain/history/lock.ts'
import { lockInTheWay } from '../../domain/lock/decide.ts'
import { type HeldLock, isExpired } from '../../domain/lock/held-lock.ts'
import { lockName, lockNamesFor } from '../../domain/lock/lock-name.ts'
import { messageOf } from '../../errors.ts'
import type { Instant } from '../../time/instant.ts'
import { readAll } from '../locks/found.ts'
import type { FactPorts } from '../ports.ts'

/** The locks of a repository, as they were read. */
export type KeptLocks =
  | {
      readonly kind: 'read'
      readonly locks: readonly HeldLock[]
      /** Those of which it is not known what they say: they count as locked. */
      readonly unreadable: readonly { readonly name: string; readonly why: string }[]
      /** When they were listed, by GitHub's clock where it says so. */
      readonly at: Instant
    }
  /** Not even their names could be read: everything counts as locked. */
  | { readonly kind: 'unreadable'; readonly why: string }

/** Reads every lock. Never throws what a user can change: what cannot be read counts as locked, and that is an answer. */
export async function readKeptLocks({ locks: store, clock }: Pick<FactPorts, 'locks' | 'clock'>): Promise<KeptLocks> {
  try {
    const { refs, at = clock.now() } = await store.list()
    const found = await readAll(refs, store)
    return {
      ...{ kind: 'read', at },
      locks: found.flatMap(one => (one.found.kind === 'lock' ? [one.found.lock] : [])),
      unreadable: found.flatMap(one =>
        one.found.kind === 'unreadable' ? [{ name: one.name, why: one.found.why }] : [],
      ),
    }
  } catch (thrown) {
    return { kind: 'unreadable', why: messageOf(thrown) }
  }
}

/** The lock that holds a service in an environment, of any person; undefined where none does. */
export function lockOn(kept: KeptLocks, service: string, environment: string): HeldLock | 'unreadable' | undefined {
  if (kept.kind === 'unreadable') return 'unreadable'
  const held = holding(kept, service, environment).find(lock => !isExpired(lock, kept.at))
  return held ?? (unreadableOf(kept, service, environment) === undefined ? undefined : 'unreadable')
}

/** What the locks answer to a deployment that `by` asks for by hand: their own do not stop them. */
export function lockAnswer(kept: KeptLocks, service: string, environment: string, by: string): LockAnswer {
  if (kept.kind === 'unreadable') return kept
  const lock = lockInTheWay(holding(kept, service, environment), kept.at, by === '' ? undefined : by)
  const unreadable = unreadableOf(kept, service, environment)
  return lock === undefined && unreadable !== undefined
    ? { kind: 'unreadable', why: unreadable }
    : { kind: 'read', lock }
}

type ReadLocks = Extract<KeptLocks, { kind: 'read' }>

/** The widest first. */
function holding({ locks }: ReadLocks, service: string, environment: string): readonly HeldLock[] {
  const names = lockNamesFor(service, environment)
  return names.flatMap(name => locks.filter(({ scope }) => lockName(scope) === name))
}

function unreadableOf({ unreadable }: ReadLocks, service: string, environment: string): string | undefined {
  const names = lockNamesFor(service, environment)
  return unreadable.find(({ name }) => names.includes(name))?.why
}
