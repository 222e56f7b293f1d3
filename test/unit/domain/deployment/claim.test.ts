import { describe, expect, test } from 'vitest'
import {
  attemptOf,
  claim,
  type RunAttempt,
  type Standing,
  standingOf,
} from '../../../../src/domain/deployment/claim.ts'
import type { DeploymentState, DeploymentStatus } from '../../../../src/domain/deployment/record.ts'

const me: RunAttempt = { runId: 42, attempt: 2 }
const other: RunAttempt = { runId: 41, attempt: 1 }
const earlier: RunAttempt = { runId: 42, attempt: 1 }

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

describe('standingOf', () => {
  test.each<[string, DeploymentStatus[], Standing]>([
    ['no status', [], { kind: 'free' }],
    ['one of another tool', [status('success')], { kind: 'free' }],
    ['its own', [status('in_progress', me)], { kind: 'free' }],
    ['another run at it', [status('in_progress', other)], { kind: 'in-progress', by: other }],
    [
      'another run that ended it',
      [status('in_progress', other), status('failure', other)],
      { kind: 'ended', by: other, good: false },
    ],
    ['an earlier attempt that was stopped', [status('error', earlier)], { kind: 'ended', by: earlier, good: false }],
    [
      'once good, later inactive',
      [status('success', other), status('inactive', other)],
      { kind: 'ended', by: other, good: true },
    ],
    ['ended, then taken again', [status('failure', other), status('in_progress', me)], { kind: 'free' }],
  ])('%s', (_what, statuses, expected) => {
    expect(standingOf(statuses, me)).toEqual(expected)
  })
})

describe('claim', () => {
  const byEvent = { byEvent: true, otherEnded: true, newest: 7 }
  const byHand = { ...byEvent, byEvent: false }
  const failed: Standing = { kind: 'ended', by: other, good: false }

  test.each<[string, Standing, Parameters<typeof claim>[3], string]>([
    ['free', { kind: 'free' }, byEvent, 'run'],
    ['the same event twice', { kind: 'in-progress', by: other }, byEvent, 'deployment-duplicate'],
    ['the same event after the end', failed, byEvent, 'deployment-duplicate'],
    ['a higher attempt after a failure', { kind: 'ended', by: earlier, good: false }, byEvent, 'run'],
    ['a higher attempt of one that died', { kind: 'in-progress', by: earlier }, byEvent, 'run'],
    ['a higher attempt of what is live', { kind: 'ended', by: earlier, good: true }, byEvent, 'stale-rerun'],
    ['by hand after a failure', failed, byHand, 'run'],
    [
      'by hand while a run is at it',
      { kind: 'in-progress', by: other },
      { ...byHand, otherEnded: false },
      'deployment-in-progress',
    ],
    ['by hand after a run that died', { kind: 'in-progress', by: other }, byHand, 'run'],
    ['by hand when a newer one came', failed, { ...byHand, newest: 8 }, 'stale-rerun'],
  ])('%s: %s', (_what, standing, around, expected) => {
    const verdict = claim(7, standing, me, around)
    expect(verdict.kind === 'run' ? 'run' : verdict.reason).toBe(expected)
  })

  test('only what GitHub brings about by itself is expected', () => {
    expect(claim(7, failed, me, byEvent)).toMatchObject({ expected: true })
    expect(claim(7, failed, me, { ...byHand, newest: 8 })).toMatchObject({ expected: false })
  })
})
