import type { LockPorts, LockStore } from '../../../src/commands/ports.ts'
import { type HeldLock, lockText, readLockText } from '../../../src/domain/lock/held-lock.ts'
import { lockName } from '../../../src/domain/lock/lock-name.ts'
import { UserError } from '../../../src/errors.ts'
import type { LockRef, LockWrite } from '../../../src/github/locks/lock-refs.ts'
import { NOON } from '../domain/lock/locks.ts'

/** A store of locks in memory, which keeps what the real one promises: created only, changed only where it is what it was. */
export class MemoryLocks implements LockStore {
  now = NOON
  /** Names of refs that cannot be read. */
  readonly broken = new Set<string>()
  /** Reads that have not ended, at most. */
  mostAtOnce = 0
  reads = 0
  /** Writes that come to nothing because another came first. */
  contended = 0
  #reading = 0
  #made = 0
  readonly #refs = new Map<string, { readonly sha: string; readonly text: string }>()

  put(name: string, text: string): void {
    this.#refs.set(name, { sha: `${++this.#made}`, text })
  }

  hold(...locks: readonly HeldLock[]): void {
    for (const one of locks) this.put(lockName(one.scope), lockText(one))
  }

  names(): readonly string[] {
    return [...this.#refs.keys()]
  }

  async list() {
    const refs = [...this.#refs].map(([name, { sha }]): LockRef => ({ name, sha, type: 'commit' }))
    return { refs, at: this.now }
  }

  async content(ref: LockRef | undefined) {
    if (ref === undefined) return { kind: 'none' } as const
    this.reads += 1
    this.#reading += 1
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#reading)
    await Promise.resolve()
    this.#reading -= 1
    if (this.broken.has(ref.name)) throw new UserError('github-unreachable', 'GitHub failed to show a file (502)')
    return readLockText(this.#refs.get(ref.name)?.text ?? '', ref.name)
  }

  async create(name: string, lock: HeldLock): Promise<LockWrite> {
    if (this.#refs.has(name) || this.#lost()) return 'changed'
    this.put(name, lockText(lock))
    return 'done'
  }

  async replace(ref: LockRef, lock: HeldLock): Promise<LockWrite> {
    if (this.#refs.get(ref.name)?.sha !== ref.sha || this.#lost()) return 'changed'
    this.put(ref.name, lockText(lock))
    return 'done'
  }

  async remove(ref: LockRef): Promise<LockWrite> {
    if (this.#refs.get(ref.name)?.sha !== ref.sha || this.#lost()) return 'changed'
    this.#refs.delete(ref.name)
    return 'done'
  }

  #lost(): boolean {
    this.contended -= 1
    return this.contended >= 0
  }
}

/** The ports of a door that answers, and then does what may wait. */
export function portsOf(locks: MemoryLocks) {
  const works: (() => Promise<void>)[] = []
  const slept: number[] = []
  let claims = 0
  const ports: LockPorts = {
    ...{ locks, repository: 'acme/hello', newClaim: () => `new-claim-${++claims}` },
    later: work => works.push(work),
    clock: { now: () => 0, sleep: async ms => void slept.push(ms) },
  }
  return { ports, slept, works, afterwards: async () => void (await Promise.all(works.splice(0).map(work => work()))) }
}
