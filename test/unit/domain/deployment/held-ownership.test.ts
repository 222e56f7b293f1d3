import { describe, expect, test } from 'vitest'
import { attemptOf, claimsIn, heldIn, partUrl, type RunAttempt } from '../../../../src/domain/claims/run-claims.ts'
import { decideClaim, decideContinuation } from '../../../../src/domain/deployment/claim.ts'
import type { DeploymentState, DeploymentStatus } from '../../../../src/domain/deployment/record.ts'
import { claimStateOf, ownershipOf } from '../../../../src/domain/deployment/run-ownership.ts'

const HELD = 'Held 1/3: 1 of 5 pods run 3f2c1ab, healthy 60 s; promote or abort (aborts itself Fri 14:00 UTC)'
const FURTHER = HELD.replace('1/3', '2/3')

/** The run that brought it to the first stage. */
const FIRST: RunAttempt = { runId: 41, attempt: 1 }
/** Another job of that run, after an approval. */
const SAME_RUN: RunAttempt = { ...FIRST, part: 'promote-1' }
const PROMOTES: RunAttempt = { runId: 42, attempt: 1, part: 'promote-1' }
const ABORTS: RunAttempt = { runId: 43, attempt: 1, part: 'abort-1' }

let ids = 0
function wrote(by: RunAttempt, description: string, state: DeploymentState = 'in_progress'): DeploymentStatus {
  const log = `https://github.com/a/b/actions/runs/${by.runId}/attempts/${by.attempt}`
  const logUrl = by.part === undefined ? log : partUrl(log, by.part)
  ids += 1
  return { id: ids, state, description, logUrl, createdAt: '' }
}

const BEGUN = () => wrote(FIRST, '5/5 Waiting for the rollout')
const held = () => [BEGUN(), wrote(FIRST, HELD)]

test('a part of a run is told from the run, by the address of its log', () => {
  const log = 'https://github.com/a/b/actions/runs/42/attempts/2'
  expect(attemptOf(partUrl(log, 'promote-1'))).toEqual({ runId: 42, attempt: 2, part: 'promote-1' })
  expect(attemptOf(`${log}#step:3:1`)).toEqual({ runId: 42, attempt: 2 })
})

describe('whether it is held', () => {
  test.each<[string, () => DeploymentStatus[], boolean]>([
    ['held', held, true],
    ["a step's status came late", () => [...held(), wrote(FIRST, '5/5 Waiting for the rollout')], true],
    ['a run goes on with it', () => [...held(), wrote(PROMOTES, 'Promoting to 2/3')], false],
    ['a job of the same run goes on with it', () => [...held(), wrote(SAME_RUN, 'Promoting to 2/3')], false],
    ['held at the next stage', () => [...held(), wrote(PROMOTES, '4/5 Applying'), wrote(PROMOTES, FURTHER)], true],
    ['ended', () => [...held(), wrote(ABORTS, 'Cancelled: aborted', 'error')], false],
    ['still as held as before', () => [...held(), wrote(PROMOTES, 'Promoting to 2/3'), wrote(PROMOTES, HELD)], true],
    ['never', () => [BEGUN()], false],
  ])('%s', (_what, statuses, expected) => {
    expect(heldIn(statuses()) !== undefined).toBe(expected)
  })
})

describe('who goes on with it', () => {
  test.each<[string, () => DeploymentStatus[], RunAttempt, string]>([
    ['held, and no one else', held, PROMOTES, 'run'],
    ['held, and a job of the same run', held, SAME_RUN, 'run'],
    ['its own claim is there', () => [...held(), wrote(PROMOTES, 'Promoting')], PROMOTES, 'run'],
    [
      'another came first',
      () => [...held(), wrote(ABORTS, 'Aborting'), wrote(PROMOTES, 'Promoting')],
      PROMOTES,
      'held-by-other',
    ],
    ['it was the first', () => [...held(), wrote(PROMOTES, 'Promoting'), wrote(ABORTS, 'Aborting')], PROMOTES, 'run'],
    ['it has ended', () => [...held(), wrote(ABORTS, 'Cancelled: aborted', 'error')], PROMOTES, 'nothing-held'],
    ['it is live', () => [...held(), wrote(ABORTS, 'Deployed in 14 s', 'success')], PROMOTES, 'nothing-held'],
    ['it is on its way to its first stage', () => [BEGUN()], PROMOTES, 'nothing-held'],
    ['it has not begun', () => [], PROMOTES, 'nothing-held'],
  ])('%s: %s', (_what, statuses, me, expected) => {
    const decided = decideContinuation('promote', claimStateOf(statuses(), me), { otherEnded: false })
    expect(decided.kind === 'run' ? 'run' : decided.reason).toBe(expected)
  })

  test('one that died is taken over', () => {
    const statuses = [...held(), wrote(ABORTS, 'Aborting')]
    expect(decideContinuation('promote', claimStateOf(statuses, PROMOTES), { otherEnded: true })).toEqual({
      kind: 'run',
    })
  })

  test('who came first is named, and what they do', () => {
    const statuses = [...held(), wrote(ABORTS, 'Aborting')]
    expect(decideContinuation('promote', claimStateOf(statuses, PROMOTES), { otherEnded: false })).toMatchObject({
      why: 'run 43 came first (abort)',
      expected: false,
    })
  })
})

describe('a deployment that is held is not begun again', () => {
  const around = { byEvent: false, otherEnded: true, newest: 7, again: 'commit-train deploy staging 3f2c1ab' }
  const later: RunAttempt = { ...FIRST, attempt: 2 }

  test.each<[string, () => DeploymentStatus[], RunAttempt, string]>([
    ['by a further attempt of its run', held, later, 'held'],
    ['by a run that names it', held, { runId: 50, attempt: 1 }, 'held'],
    [
      'by one that names it while another promotes it',
      () => [...held(), wrote(PROMOTES, '4/5 Applying')],
      later,
      'held',
    ],
  ])('%s', (_what, statuses, me, expected) => {
    const decided = decideClaim(7, claimStateOf(statuses(), me), me, around)
    expect(decided.kind === 'run' ? 'run' : decided.reason).toBe(expected)
  })

  test('what the same event brings once more is expected', () => {
    const other = { runId: 50, attempt: 1 }
    const statuses = [...held(), wrote(PROMOTES, '4/5 Applying')]
    expect(decideClaim(7, claimStateOf(statuses, other), other, { ...around, byEvent: true })).toMatchObject({
      ...{ reason: 'deployment-duplicate', expected: true },
    })
  })
})

describe('whose it is', () => {
  test.each<[string, () => DeploymentStatus[], RunAttempt, string]>([
    ['of the run that held it: it has come to its end', held, FIRST, 'ended'],
    ['of one that goes on, before its claim got through', held, PROMOTES, 'mine'],
    ['of one that goes on', () => [...held(), wrote(PROMOTES, 'Promoting')], PROMOTES, 'mine'],
    [
      'of the first of two',
      () => [...held(), wrote(PROMOTES, 'Promoting'), wrote(ABORTS, 'Aborting')],
      ABORTS,
      'behind',
    ],
    [
      'held at the next stage by itself',
      () => [...held(), wrote(PROMOTES, '4/5'), wrote(PROMOTES, FURTHER)],
      PROMOTES,
      'ended',
    ],
    [
      'held at the next stage by another',
      () => [...held(), wrote(ABORTS, '4/5'), wrote(ABORTS, FURTHER)],
      PROMOTES,
      'ended',
    ],
    [
      'as held as before, by itself',
      () => [...held(), wrote(PROMOTES, 'Promoting'), wrote(PROMOTES, HELD)],
      PROMOTES,
      'ended',
    ],
  ])('%s: %s', (_what, statuses, me, expected) => {
    expect(ownershipOf(statuses(), me).kind).toBe(expected)
  })

  test("a step's status that hides it is seen", () => {
    const statuses = [...held(), wrote(FIRST, '5/5 Waiting for the rollout')]
    expect(ownershipOf(statuses, FIRST)).toMatchObject({ kind: 'ended', own: true, hidden: true })
    expect(claimsIn(statuses)).toEqual([])
  })
})
