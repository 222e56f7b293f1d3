import { decideLock, decideUnlock } from '../../../src/domain/lock/decide.ts'
import { type HeldLock, isExpired, type LockFound } from '../../../src/domain/lock/held-lock.ts'
import { HOUR, lock, NOON } from '../domain/lock/locks.ts'

/**
 * Two claimants and a sweeper on one ref, while time passes at any moment. A step reads the ref, or writes what was decided on
 * the last read if the ref is still that: what GitHub's own conditional change does. A write may also be done without an answer,
 * or be done later; its claimant then reads again. Who crashes takes no more steps: since every order of steps is gone through,
 * every one of them stops after each of its steps in some of them, and its lock stays its own until that is over.
 */
interface State {
  readonly ref: HeldLock | undefined
  readonly now: number
  readonly actors: readonly Actor[]
  /** A write that was sent and has not arrived. */
  readonly late: Write | undefined
}

interface Actor {
  readonly name: string
  readonly at: 'begin' | 'read' | 'holds' | 'release'
  /** What the last read found, and when that was. */
  readonly seen: HeldLock | undefined
  readonly readAt: number
  /** What it was told that it has, and has not given back. Its own until it is over. */
  readonly own: HeldLock | undefined
  readonly takes: number
}

type Kind = 'create' | 'replace' | 'steal' | 'release' | 'sweep'

interface Write {
  readonly kind: Kind
  readonly seen: HeldLock | undefined
  readonly ref: HeldLock | undefined
}

/** One thing that is not as it is in the program; the model must find what goes wrong then. */
export type Flaw = `${Kind} without its condition` | 'the sweeper takes what is not over'

const LAST = NOON + HOUR
/** How often each takes it: what one has sent, and comes late, must not undo what the same one has done since. */
const MOST_TAKES: Readonly<Record<string, number>> = { ada: 2, bo: 1 }

/** Every state that can come about, and those in which a lock is gone, or another's, though its owner has it. */
export function explored(flaw?: Flaw): { readonly states: number; readonly bad: readonly State[] } {
  const actors = ['ada', 'bo', 'sweeper'].map(
    (name): Actor => ({ name, at: 'begin', seen: undefined, readAt: NOON, own: undefined, takes: 0 }),
  )
  const start: State = { ref: undefined, now: NOON, actors, late: undefined }
  const known = new Set([keyOf(start)])
  const bad: State[] = []
  const waiting = [start]
  // Grows while it is gone through: the shortest way to what is wrong is found first.
  for (const state of waiting) {
    if (isBad(state)) {
      bad.push(state)
      if (flaw !== undefined) break
    }
    for (const one of next(state, flaw)) {
      const key = keyOf(one)
      if (known.has(key)) continue
      known.add(key)
      waiting.push(one)
    }
  }
  return { states: known.size, bad }
}

/** Two owners are this as well: the ref is not both of them. */
function isBad({ actors, ref, now }: State): boolean {
  return actors.some(({ own }) => isOwn(own, now) && idOf(own) !== idOf(ref))
}

function isOwn(own: HeldLock | undefined, now: number): boolean {
  return own !== undefined && !isExpired(own, now)
}

function next(state: State, flaw: Flaw | undefined): readonly State[] {
  const { late } = state
  return [
    ...(state.now < LAST ? [{ ...state, now: state.now + HOUR }] : []),
    ...(late === undefined
      ? []
      : [written({ ...state, late: undefined }, late, flaw) ?? { ...state, late: undefined }]),
    ...state.actors.flatMap((one, index) => stepsOf(state, one, index, flaw)),
  ]
}

function stepsOf(state: State, one: Actor, index: number, flaw: Flaw | undefined): readonly State[] {
  const { name, at, seen, readAt } = one
  const become = (more: Partial<Actor>, from = state): State => ({
    ...from,
    actors: from.actors.map((other, place) => (place === index ? { ...other, ...more } : other)),
  })
  const read = (then: Actor['at']) => become({ at: then, seen: state.ref, readAt: state.now })
  /** With an answer, without one, or later: `then` is what follows a good answer. */
  const write = (change: Write, then: Partial<Actor>): readonly State[] => {
    const again = { at: 'begin' } as const
    const after = written(state, change, flaw)
    const done = after === undefined ? [become(again)] : [become(then, after), become(again, after)]
    return [...done, ...(state.late === undefined ? [{ ...become(again), late: change }] : [])]
  }
  if (at === 'begin') return [read('read')]
  if (at === 'holds') return [read('release')]
  if (name === 'sweeper') {
    const isOver = seen !== undefined && (flaw === 'the sweeper takes what is not over' || isExpired(seen, readAt))
    return isOver ? write({ kind: 'sweep', seen, ref: undefined }, { at: 'begin' }) : [become({ at: 'begin' })]
  }
  const given = become({ own: undefined })
  if (at === 'release') {
    const decided = decideUnlock(found(seen), { owner: name, claim: '' }, readAt, false)
    if (decided.act !== 'delete') return [become({ at: 'begin' }, given)]
    return write({ kind: 'release', seen, ref: undefined }, { at: 'begin' }).map(after => withoutOwn(after, index))
  }
  if (one.takes === MOST_TAKES[name]) return []
  const claim = `claim-${name}-${one.takes}`
  // No two requests make the same commit.
  const link = `https://acme.example/${claim}`
  const wish = lock({ owner: name, claim, link, expiresAt: readAt + HOUR })
  const decided = decideLock(found(seen), wish, readAt, { steal: name === 'bo' })
  if (decided.act === 'refuse' || decided.act === 'keep') return [become({ at: 'begin' })]
  const kind = decided.act === 'create' ? 'create' : decided.why === 'stolen' ? 'steal' : 'replace'
  const takes = one.takes + 1
  return write({ kind, seen, ref: decided.lock }, { at: 'holds', own: decided.lock }).map(after => ({
    ...after,
    actors: after.actors.map((other, place) => (place === index ? { ...other, takes } : other)),
  }))
}

/** The state after a write that arrives now; undefined where the ref is not what it must be. */
function written(state: State, { kind, seen, ref }: Write, flaw: Flaw | undefined): State | undefined {
  if (flaw !== `${kind} without its condition` && versionOf(state.ref) !== versionOf(seen)) return undefined
  // Whose lock is stolen, or extended by an earlier request of their own, does not have the old one any more.
  const isExpected = (own: HeldLock | undefined) => own !== undefined && kind === 'steal' && idOf(own) === idOf(seen)
  return { ...state, ref, actors: state.actors.map(one => (isExpected(one.own) ? { ...one, own: undefined } : one)) }
}

function withoutOwn(state: State, index: number): State {
  return { ...state, actors: state.actors.map((one, at) => (at === index ? { ...one, own: undefined } : one)) }
}

function found(held: HeldLock | undefined): LockFound {
  return held === undefined ? { kind: 'none' } : { kind: 'lock', lock: held }
}

/** The claim: to extend keeps it. */
function idOf(held: HeldLock | undefined): string {
  return held === undefined ? '' : `${held.owner} ${held.claim}`
}

const VERSIONS = new WeakMap<HeldLock, string>()

/** The commit. */
function versionOf(held: HeldLock | undefined): string {
  if (held === undefined) return ''
  const known = VERSIONS.get(held)
  if (known !== undefined) return known
  const version = `${idOf(held)} ${held.link} ${held.expiresAt} ${held.createdAt}`
  VERSIONS.set(held, version)
  return version
}

function keyOf({ ref, now, actors, late }: State): string {
  const lateKey = late === undefined ? '' : `${late.kind} ${versionOf(late.seen)} ${versionOf(late.ref)}`
  const each = actors.map(({ at, seen, readAt, own, takes }) => {
    // What was read is of no use any more once it was acted on.
    const last = at === 'read' || at === 'release' ? `${versionOf(seen)} ${readAt}` : ''
    return `${at} ${last} ${isOwn(own, now) ? versionOf(own) : ''} ${takes}`
  })
  return [versionOf(ref), now, lateKey, ...each].join('|')
}
