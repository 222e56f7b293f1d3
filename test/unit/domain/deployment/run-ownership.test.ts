import { describe, expect, test } from 'vitest'
import { attemptOf, type RunAttempt } from '../../../../src/domain/claims/run-claims.ts'
import { decideClaim } from '../../../../src/domain/deployment/claim.ts'
import type { DeploymentState, DeploymentStatus } from '../../../../src/domain/deployment/record.ts'
import {
  type ClaimState,
  claimStateOf,
  type Ownership,
  ownershipOf,
} from '../../../../src/domain/deployment/run-ownership.ts'

const ME: RunAttempt = { runId: 42, attempt: 2 }
const OTHER: RunAttempt = { runId: 41, attempt: 1 }
const EARLIER: RunAttempt = { runId: 42, attempt: 1 }

function status(state: DeploymentState, by?: RunAttempt): DeploymentStatus {
  const logUrl =
    by === undefined ? 'https://ci.example/9' : `https://github.com/a/b/actions/runs/${by.runId}/attempts/${by.attempt}`
  return { id: 1, state, description: '', logUrl, createdAt: '' }
}

test.each([
  ['https://github.com/a/b/actions/runs/42/attempts/2', { runId: 42, attempt: 2 }],
  ['https://github.com/a/b/actions/runs/42', { runId: 42, attempt: 1 }],
  ['https://github.com/a/b/actions/runs/42/job/7', { runId: 42, attempt: 1 }],
  ['https://vercel.example/deployments/42', undefined],
  ['', undefined],
])('attemptOf %s', (url, expected) => {
  expect(attemptOf(url)).toEqual(expected)
})

describe('claimStateOf', () => {
  test.each<[string, DeploymentStatus[], ClaimState]>([
    ['no status', [], { kind: 'free' }],
    ['begun by another tool', [status('in_progress')], { kind: 'free' }],
    [
      'set inactive by a person before it began',
      [status('inactive')],
      { kind: 'ended', good: false, said: 'inactive' },
    ],
    ['once good, by another tool', [status('success')], { kind: 'ended', good: true, said: 'success' }],
    [
      'two runs at the same time: the first',
      [status('in_progress', OTHER), status('in_progress', ME)],
      { kind: 'in-progress', by: OTHER },
    ],
    ['the first of two', [status('in_progress', ME), status('in_progress', OTHER)], { kind: 'free' }],
    ['an earlier attempt that died', [status('in_progress', EARLIER), status('in_progress', ME)], { kind: 'free' }],
    ['its own', [status('in_progress', ME)], { kind: 'free' }],
    ['another run at it', [status('in_progress', OTHER)], { kind: 'in-progress', by: OTHER }],
    [
      'another run that ended it',
      [status('in_progress', OTHER), status('failure', OTHER)],
      { kind: 'ended', by: OTHER, good: false, said: 'failure' },
    ],
    [
      'an earlier attempt that was stopped',
      [status('error', EARLIER)],
      { kind: 'ended', by: EARLIER, good: false, said: 'error' },
    ],
    [
      'once good, later inactive',
      [status('success', OTHER), status('inactive', OTHER)],
      { kind: 'ended', by: OTHER, good: true, said: 'inactive' },
    ],
    ['ended, then taken again', [status('failure', OTHER), status('in_progress', ME)], { kind: 'free' }],
  ])('%s', (_what, statuses, expected) => {
    expect(claimStateOf(statuses, ME)).toEqual(expected)
  })
})

describe('decideClaim', () => {
  const byEvent = { byEvent: true, otherEnded: true, newest: 7, again: 'commit-train deploy staging 3f2c1ab' }
  const byHand = { ...byEvent, byEvent: false }
  const failed: ClaimState = { kind: 'ended', by: OTHER, good: false, said: 'failure: Failed: it broke' }
  const withdrawn: ClaimState = { kind: 'ended', good: false, said: 'inactive: not today' }

  test.each<[string, ClaimState, Parameters<typeof decideClaim>[3], string]>([
    ['free', { kind: 'free' }, byEvent, 'run'],
    ['the same event twice', { kind: 'in-progress', by: OTHER }, byEvent, 'deployment-duplicate'],
    ['the same event after the end', failed, byEvent, 'deployment-duplicate'],
    ['a higher attempt after a failure', { ...failed, by: EARLIER }, byEvent, 'run'],
    ['a higher attempt of one that died', { kind: 'in-progress', by: EARLIER }, byEvent, 'run'],
    ['a higher attempt of what is live', { ...failed, by: EARLIER, good: true }, byEvent, 'stale-rerun'],
    ['set inactive before it began', withdrawn, byEvent, 'deployment-withdrawn'],
    ['set inactive, and named by hand', withdrawn, byHand, 'deployment-withdrawn'],
    ['live by the word of another tool', { ...withdrawn, good: true }, byEvent, 'stale-rerun'],
    ['by hand after a failure', failed, byHand, 'run'],
    [
      'by hand while a run is at it',
      { kind: 'in-progress', by: OTHER },
      { ...byHand, otherEnded: false },
      'deployment-in-progress',
    ],
    ['by hand after a run that died', { kind: 'in-progress', by: OTHER }, byHand, 'run'],
    ['by hand when a newer one came', failed, { ...byHand, newest: 8 }, 'stale-rerun'],
  ])('%s: %s', (_what, standing, around, expected) => {
    const verdict = decideClaim(7, standing, ME, around)
    expect(verdict.kind === 'run' ? 'run' : verdict.reason).toBe(expected)
  })

  test('what ended it is said', () => {
    expect(decideClaim(7, withdrawn, ME, byEvent)).toMatchObject({
      why: expect.stringContaining('(inactive: not today)'),
    })
    expect(decideClaim(7, failed, ME, byEvent)).toMatchObject({
      why: 'run 41 has ended it (failure: Failed: it broke)',
    })
  })

  test('only what GitHub brings about by itself is expected', () => {
    expect(decideClaim(7, failed, ME, byEvent)).toMatchObject({ expected: true })
    expect(decideClaim(7, failed, ME, { ...byHand, newest: 8 })).toMatchObject({ expected: false })
  })
})

describe('ownershipOf', () => {
  const mine: Ownership = { kind: 'mine' }

  test.each<[string, DeploymentStatus[], object]>([
    ['its claim', [status('in_progress', ME)], mine],
    ['its claim did not get through', [], mine],
    ['a status of another tool', [status('queued')], mine],
    ['another run came later', [status('in_progress', ME), status('in_progress', OTHER)], mine],
    [
      'another run came first',
      [status('in_progress', OTHER), status('in_progress', ME)],
      { kind: 'behind', others: [OTHER] },
    ],
    ['another run has it', [status('in_progress', OTHER)], { kind: 'behind', others: [OTHER] }],
    [
      'the other has ended it',
      [status('in_progress', OTHER), status('in_progress', ME), status('success', OTHER)],
      { kind: 'ended', own: false, hidden: false, said: 'success' },
    ],
    [
      'a person has ended it',
      [status('in_progress', ME), status('inactive')],
      { kind: 'ended', own: false, hidden: false, said: 'inactive' },
    ],
    [
      'its own end, whose reply was lost',
      [status('in_progress', ME), status('success', ME)],
      { kind: 'ended', own: true, hidden: false, said: 'success' },
    ],
    [
      'a person has ended it, and a step came after',
      [status('in_progress', ME), status('inactive'), status('in_progress', ME)],
      { kind: 'ended', own: false, hidden: true, said: 'inactive' },
    ],
    ['ended before, taken again', [status('failure', OTHER), status('in_progress', ME)], mine],
    ['a higher attempt has it', [status('in_progress', EARLIER), status('in_progress', ME)], mine],
  ])('%s', (_what, statuses, expected) => {
    expect(ownershipOf(statuses, ME)).toMatchObject(expected)
  })

  test('an end that was not there when the deployment was claimed counts, also where the claim was written after it', () => {
    const statuses = [status('inactive'), { ...status('in_progress', ME), id: 2 }]
    expect(ownershipOf(statuses, ME, 0)).toEqual({
      ...{ kind: 'ended', own: false, hidden: true, said: 'inactive' },
      end: statuses[0],
    })
    expect(ownershipOf(statuses, ME, 1)).toEqual(mine)
  })

  test('an attempt that a higher one has followed does not have it any more', () => {
    const statuses = [status('in_progress', EARLIER), status('in_progress', ME)]
    expect(ownershipOf(statuses, EARLIER)).toEqual({ kind: 'behind', others: [ME] })
  })
})
