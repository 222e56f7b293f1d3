import { describe, expect, test } from 'vitest'
import { localEnd, localLogUrl, localRunIn, newLocalRun } from '../../../../src/domain/claims/local-run.ts'
import { attemptOf, claimsIn } from '../../../../src/domain/claims/run-claims.ts'
import { judgeOpen } from '../../../../src/domain/deployment/open-deployment.ts'
import { ownershipOf } from '../../../../src/domain/deployment/run-ownership.ts'
import { repositoryOfRun } from '../../../../src/kubernetes/lease/lease.ts'

const PAGE = 'https://github.com/acme/hello'
const [MINUTE, HOUR] = [60_000, 3_600_000]
const BEGIN = Date.UTC(2026, 0, 5, 12)
const RUN = newLocalRun(0.5, 10 * MINUTE)
const LOG = localLogUrl(PAGE, RUN)

const status = (
  minutes: number,
  description: string,
  state: 'in_progress' | 'success' = 'in_progress',
  logUrl = LOG,
) => ({
  ...{ id: minutes + 1, state, description, logUrl, createdAt: BEGIN + minutes * MINUTE },
})

describe('a deployment that is carried out from a terminal', () => {
  test.each([0, 0.999_999_999, 0.5])('is known by the address of its statuses: %d', random => {
    const run = newLocalRun(random, 90_000)
    expect(Number.isSafeInteger(run.runId)).toBe(true)
    expect(localRunIn(localLogUrl(PAGE, run))).toEqual(run)
    expect(attemptOf(localLogUrl(PAGE, run))).toEqual({ ...run, attempt: 1 })
    // The lease is kept for the repository, whatever carries the deployment out.
    expect(repositoryOfRun(localLogUrl(PAGE, run))).toBe(PAGE)
  })

  test('may take twice its time limit, and an hour each for what it waits for and for the stages it watches; six hours at most', () => {
    expect(RUN.lastsMs).toBe(140 * MINUTE)
    expect(newLocalRun(0, 10 * HOUR).lastsMs).toBe(6 * HOUR)
    expect(localRunIn(LOG.replace(/-\d+s$/, '-999999s'))?.lastsMs).toBe(6 * HOUR)
  })

  test.each([
    `${PAGE}/actions/runs/7/attempts/1`,
    `${PAGE}/deployments`,
    `${PAGE}/deployments#commit-train-0000000000000007-60s`,
    `${LOG}x`,
    '',
  ])('%s is none', logUrl => {
    expect(localRunIn(logUrl)).toBeUndefined()
  })

  test('has the deployment as a run has it', () => {
    const statuses = [status(0, '1/5 Checking'), status(1, '4/5 Applying')].map(one => ({
      ...one,
      createdAt: new Date(one.createdAt).toISOString(),
    }))
    expect(claimsIn(statuses)).toEqual([{ ...RUN, attempt: 1 }])
    expect(ownershipOf(statuses, { runId: RUN.runId, attempt: 1 })).toEqual({ kind: 'mine' })
    expect(ownershipOf(statuses, { runId: 7, attempt: 1 })).toMatchObject({ kind: 'behind' })
    expect(localEnd(statuses, RUN)).toBe(BEGIN + 140 * MINUTE)
  })

  const around = { claimed: new Map(), started: [], isComplete: true, others: new Set<number>(), rejections: new Map() }
  const judged = (minutes: number, statuses = [status(2, '1/5 Checking'), status(3, '5/5 Following the rollout')]) => {
    const deployment = { id: 1, sha: 'a'.repeat(40), createdAt: BEGIN, creator: 'ada', statuses }
    return judgeOpen(deployment, around, { now: BEGIN + minutes * MINUTE, noRunAfterMs: 30 * MINUTE })
  }

  test('is alive for as long as it may take from its first status on, whatever GitHub knows of runs', () => {
    expect(judged(141)).toEqual({ kind: 'alive', why: 'a terminal has it, until 14:22 UTC at the latest' })
  })

  test('is lost after that, as a run that ended without a word', () => {
    expect(judged(142)).toEqual({
      kind: 'gone',
      logUrl: LOG,
      ending: {
        ...{ outcome: 'error', reason: 'run-lost', findings: [] },
        text: 'the terminal that carried it out ended at "5/5 Following the rollout"; the cluster was being changed',
      },
    })
  })
})
