import { expect, test } from 'vitest'
import { decideLock, decideUnlock } from '../../../src/domain/lock/decide.ts'
import type { HeldLock, LockFound } from '../../../src/domain/lock/held-lock.ts'
import { HOUR, lock, NOON } from '../domain/lock/locks.ts'

/**
 * Every order in which two claimants and a sweeper can take their steps on one ref, where each may die after any step and time
 * may pass at any moment. A step reads the ref, or writes what was decided on the last read if the ref is still that: what
 * GitHub's own conditional change does. Each state is looked at once.
 */
interface State {
  /** The claim that the ref holds; undefined: there is no ref. */
  readonly ref: string | undefined
  /** Whether the time of the first locks is over. */
  readonly late: boolean
  readonly actors: readonly Actor[]
}

interface Actor {
  /** `begin` → `read` → (`holds` | `lost`) → `begun-release` → `done`; or `dead`. */
  readonly at: 'begin' | 'read' | 'holds' | 'release-read' | 'done' | 'dead'
  /** What the last read found. */
  readonly seen: string | undefined
}

const NAMES = ['ada', 'bo', 'sweeper'] as const
/** Locks of the first hour are over when it is late; one that is taken then is not. */
const claimOf = (name: string, late: boolean) => `${name}-${late ? 'late' : 'early'}`
const over = (claim: string, late: boolean) => late && claim.endsWith('early')
const nowOf = (late: boolean) => (late ? NOON + HOUR : NOON)

function heldLock(claim: string): HeldLock {
  const [owner = ''] = claim.split('-')
  return lock({ owner, claim, expiresAt: claim.endsWith('early') ? NOON + HOUR : NOON + 2 * HOUR })
}

const found = (claim: string | undefined): LockFound =>
  claim === undefined ? { kind: 'none' } : { kind: 'lock', lock: heldLock(claim) }

/** All states that one step leads to. `isConditional`: how GitHub writes; without it this must find two owners. */
function next(state: State, isConditional: boolean): State[] {
  const states: State[] = state.late ? [] : [{ ...state, late: true }]
  for (const [index, actor] of state.actors.entries()) {
    const name = NAMES[index] ?? ''
    const become = (more: Partial<Actor>, ref = state.ref): State => ({
      ...{ ref, late: state.late },
      actors: state.actors.map((one, at) => (at === index ? { ...one, ...more } : one)),
    })
    if (actor.at === 'done' || actor.at === 'dead') continue
    states.push(become({ at: 'dead' }))
    if (actor.at === 'begin') states.push(become({ at: 'read', seen: state.ref }))
    if (actor.at === 'holds') states.push(become({ at: 'release-read', seen: state.ref }))
    if (actor.at === 'release-read') states.push(...released(state, actor, name, become, isConditional))
    if (actor.at === 'read' && name === 'sweeper') {
      const isOver = actor.seen !== undefined && over(actor.seen, state.late)
      const goes = isOver && (!isConditional || state.ref === actor.seen)
      states.push(goes ? withoutRef(become({ at: 'done' })) : become({ at: 'done' }))
    }
    if (actor.at === 'read' && name !== 'sweeper') states.push(taken(state, actor, name, become, isConditional))
  }
  return states
}

type Become = (more: Partial<Actor>, ref?: string) => State

function taken(state: State, actor: Actor, name: string, become: Become, isConditional: boolean): State {
  const claim = claimOf(name, state.late)
  const step = decideLock(found(actor.seen), heldLock(claim), nowOf(state.late))
  if (step.act === 'refuse') return become({ at: 'done' })
  // Another has written meanwhile: read again.
  if (isConditional && state.ref !== actor.seen) return become({ at: 'begin' })
  return become({ at: 'holds' }, step.lock.claim)
}

function released(state: State, actor: Actor, name: string, become: Become, isConditional: boolean): State[] {
  const step = decideUnlock(found(actor.seen), { owner: name, claim: '' }, nowOf(state.late), false)
  if (step.act !== 'delete') return [become({ at: 'done' })]
  if (isConditional && state.ref !== actor.seen) return [become({ at: 'done' })]
  return [withoutRef(become({ at: 'done' }))]
}

function withoutRef(state: State): State {
  return { ...state, ref: undefined }
}

/** Those who believe that they hold the lock now. A lock whose time is over holds nobody. */
function owners({ actors, ref, late }: State): readonly string[] {
  return NAMES.filter((name, index) => {
    const actor = actors[index]
    if (actor?.at !== 'holds' && actor?.at !== 'release-read') return false
    const own = [claimOf(name, true), ...(late ? [] : [claimOf(name, false)])]
    return own.some(claim => claim === ref) || !late
  })
}

function explored(isConditional: boolean): { readonly states: number; readonly bad: readonly State[] } {
  const start: State = { ref: undefined, late: false, actors: NAMES.map(() => ({ at: 'begin', seen: undefined })) }
  const known = new Set([JSON.stringify(start)])
  const bad: State[] = []
  for (const waiting = [start]; waiting.length > 0; ) {
    const state = waiting.pop()
    if (state === undefined) break
    const holders = owners(state)
    const isLost = holders.some(name => state.ref === undefined || !state.ref.startsWith(`${name}-`))
    if (holders.length > 1 || isLost) bad.push(state)
    for (const one of next(state, isConditional)) {
      const key = JSON.stringify(one)
      if (known.has(key)) continue
      known.add(key)
      waiting.push(one)
    }
  }
  return { states: known.size, bad }
}

test('two claimants, a sweeper and a crash: one owner in every order of their steps', () => {
  const { states, bad } = explored(true)
  expect(bad).toEqual([])
  expect(states).toBeGreaterThan(500)
})

test('the model finds two owners where a write is not conditional', () => {
  expect(explored(false).bad).not.toEqual([])
})
