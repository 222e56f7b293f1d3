import { describe, expect, it } from 'vitest'
import { allowsRef, type EnvironmentRules } from '../src/state/environment.ts'
import type { NewWorkflowRun } from '../src/state/workflow-run.ts'
import { type Harness, startHarness } from './harness.ts'

const QUEUED = { status: 'queued', conclusion: null }
const WAITING = { status: 'waiting', conclusion: null }
const FAILED = { status: 'completed', conclusion: 'failure' }
const GOES_ON = { status: 'in_progress', conclusion: null }

async function started(rules: EnvironmentRules, more: Partial<NewWorkflowRun> = {}) {
  const harness: Harness = await startHarness()
  const { github, repository } = harness
  github.protectEnvironment('Production', rules)
  const headSha = await repository.commit({ message: 'one' })
  const jobs = [{ name: 'deploy', environment: 'production' }]
  const workflow = { path: '.github/workflows/deploy.yml', name: 'deploy' }
  const { id } = await github.recordWorkflowRun({ workflow, event: 'deployment', headSha, jobs, ...more })
  const outcome = async () => {
    const { status, conclusion } = (await harness.call('GET', `/actions/runs/${id}`)).body
    return { status, conclusion }
  }
  const review = (state: 'approved' | 'rejected', by: string, environments?: readonly string[]) =>
    github.reviewRun(id, { state, by, ...(environments === undefined ? {} : { environments }) })
  return { ...harness, id, outcome, review }
}

describe('an environment with rules', () => {
  it('lets a job in that none of them concerns', async () => {
    const { outcome } = await started({ branches: ['main'] })
    expect(await outcome()).toEqual(GOES_ON)
  })

  it('makes a job wait for one of its reviewers, and takes no review from others', async () => {
    const { outcome, review, call, id } = await started({ reviewers: ['grace', 'ada'] })
    expect(await outcome()).toEqual(WAITING)
    expect((await call('GET', `/actions/runs/${id}/jobs`)).body.jobs).toMatchObject([{ status: 'waiting' }])
    expect(() => review('approved', 'eve')).toThrow('eve is no reviewer of production')
    expect(await outcome()).toEqual(WAITING)
    review('approved', 'Grace', ['PRODUCTION'])
    expect(await outcome()).toEqual(QUEUED)
  })

  it('lists who may let a run through, until someone has', async () => {
    const { review, call, id } = await started({ reviewers: ['grace', 'ada'], waitMinutes: 30 })
    const pending = async () => (await call('GET', `/actions/runs/${id}/pending_deployments`)).items
    expect(await pending()).toMatchObject([
      {
        ...{ environment: { name: 'production' }, wait_timer: 30, current_user_can_approve: false },
        reviewers: [
          { type: 'User', reviewer: { login: 'grace' } },
          { type: 'User', reviewer: { login: 'ada' } },
        ],
      },
    ])
    review('approved', 'grace')
    // Its timer runs still.
    expect(await pending()).toHaveLength(1)
  })

  it('ends what a reviewer rejects', async () => {
    const { outcome, review } = await started({ reviewers: ['grace'] })
    review('rejected', 'grace')
    expect(await outcome()).toEqual(FAILED)
  })

  it('keeps a job waiting that was approved for another environment', async () => {
    const { outcome, review, call, id } = await started({ reviewers: ['grace'] })
    review('approved', 'grace', ['staging'])
    expect(await outcome()).toEqual(WAITING)
    expect((await call('GET', `/actions/runs/${id}/approvals`)).items).toHaveLength(1)
  })

  it('makes a job wait for its timer, also after the review, and a review does not end a timer', async () => {
    const both = await started({ reviewers: ['grace'], waitMinutes: 30 })
    both.review('approved', 'grace')
    expect(await both.outcome()).toEqual(WAITING)
    both.github.endWait(both.id)
    expect(await both.outcome()).toEqual(QUEUED)

    const timer = await started({ waitMinutes: 30 })
    timer.review('approved', 'grace')
    expect(await timer.outcome()).toEqual(WAITING)
    timer.github.endWait(timer.id)
    expect(await timer.outcome()).toEqual(QUEUED)
  })

  it.each([
    ['refs/heads/main', true],
    ['main', true],
    ['refs/tags/main', true],
    ['release/2', true],
    ['release/2/x', false],
    ['main2', false],
    ['feature', false],
    ['a'.repeat(40), false],
  ])('compares the ref of the run with its branches: %s', (ref, allowed) => {
    expect(allowsRef({ branches: ['main', 'release/*'] }, ref)).toBe(allowed)
    expect(allowsRef({}, ref)).toBe(true)
  })

  it('fails what its branches do not let in, without a review: a SHA is none, whatever the pattern', async () => {
    const { outcome, call, id } = await started({ branches: ['*'], reviewers: ['grace'] }, { ref: 'a'.repeat(40) })
    expect(await outcome()).toEqual(FAILED)
    expect((await call('GET', `/actions/runs/${id}/approvals`)).items).toEqual([])
  })

  it('has no say over a job that has ended', async () => {
    const jobs = [{ name: 'deploy', environment: 'production', conclusion: 'success' }] as const
    const { outcome } = await started({ reviewers: ['grace'] }, { jobs })
    expect(await outcome()).toEqual({ status: 'completed', conclusion: 'success' })
  })
})
