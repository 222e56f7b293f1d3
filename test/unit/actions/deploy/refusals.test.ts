import { describe, expect, test } from 'vitest'
import { deployStep } from '../../../../src/actions/deploy/main.ts'
import { QuickClock } from '../../quick-clock.ts'
import { type Job, jobOf, statusesOf, withoutImage } from './job.ts'

/** The first line that a person sees, what the step hands on, and what the Deployments page shows. */
async function deployed(job: Job) {
  await deployStep(job.runner, new AbortController().signal)
  const { failures, outputs, log } = job.runner
  const notices = log.lines.filter(line => line.startsWith('notice: '))
  return { headline: failures[0], outputs, notices, statuses: await statusesOf(job) }
}

describe('before there is a deployment to end', () => {
  test('an input that makes no sense', async () => {
    const { headline } = await deployed(await jobOf({ ...(await withoutImage()), timeout: 'soon' }))
    expect(headline).toBe('Error: input "timeout" is "soon"; write a duration such as 90s, 10m or 1h')
  })

  test('the wrong event', async () => {
    const event = { name: 'push', payload: { deployment: undefined } }
    const { headline, statuses } = await deployed(await jobOf(await withoutImage(), { event }))
    expect(headline).toMatch(/started by "push", which names no deployment; .* "deployment-id"/)
    expect(statuses).toEqual([])
  })

  test('an event file without a deployment', async () => {
    const event = { name: 'deployment', payload: { deployment: undefined } }
    const { headline, outputs } = await deployed(await jobOf(await withoutImage(), { event }))
    expect(headline).toMatch(/^Error: the event file of this run holds no deployment/)
    expect(outputs.reason).toBe('event-invalid')
  })

  test('a deployment id that does not exist', async () => {
    const event = { name: 'workflow_dispatch', payload: {} }
    const { headline, outputs } = await deployed(
      await jobOf({ ...(await withoutImage()), 'deployment-id': '5' }, { event }),
    )
    expect(headline).toContain('5')
    expect(outputs.reason).toBe('github-not-found')
  })
})

describe('deployments of others are left alone', () => {
  test.each([{}, { kubeconfig: '' }])(
    'another environment: a notice, green, no status, also where inputs lack: %j',
    async lacking => {
      const job = await jobOf({ ...(await withoutImage()), ...lacking }, { environment: 'github-pages' })
      const { headline, outputs, notices, statuses } = await deployed(job)
      expect(headline).toBeUndefined()
      expect(notices).toEqual([expect.stringContaining('github-pages')])
      expect(outputs).toMatchObject({
        outcome: 'left-alone',
        reason: 'deployment-foreign',
        environment: 'github-pages',
      })
      expect(statuses).toEqual([])
    },
  )

  test('another task, also where there is no policy', async () => {
    const { headline, statuses } = await deployed(await jobOf(await withoutImage(), { task: 'migrate', policy: null }))
    expect([headline, statuses]).toEqual([undefined, []])
  })

  test('an unknown environment named by hand is red: somebody expected something to happen', async () => {
    const job = await jobOf(await withoutImage(), {
      environment: 'stagging',
      event: { name: 'workflow_dispatch', payload: {} },
    })
    const byHand = {
      ...job.runner,
      input: (name: string) => (name === 'deployment-id' ? String(job.requested.id) : job.runner.input(name)),
    }
    const { headline, statuses } = await deployed({ ...job, runner: byHand })
    expect(headline).toContain('stagging')
    expect(statuses).toEqual([])
  })
})

describe('the policy', () => {
  test('is missing: refused, with where to put it', async () => {
    const { headline, outputs, statuses } = await deployed(await jobOf(await withoutImage(), { policy: null }))
    expect(headline).toMatch(/^Refused: .*\.github\/commit-train\.yml/)
    expect(outputs).toMatchObject({ outcome: 'refused', reason: 'policy-missing' })
    expect(statuses.at(-1)).toMatch(/^failure: /)
  })

  test('has an unknown key: refused, with line and suggestion', async () => {
    const policy = 'services: [hello]\nenviroments:\n  staging:\n'
    const job = await jobOf(await withoutImage(), { policy })
    const { headline, outputs, statuses } = await deployed(job)
    expect(outputs).toMatchObject({ outcome: 'refused', reason: 'policy-invalid' })
    const said = [headline, ...job.runner.log.lines].join('\n')
    expect(said).toMatch(/commit-train\.yml:2/)
    expect(said).toContain('environments')
    expect(statuses.at(-1)).toMatch(/^failure: /)
  })
})

describe('GitHub', () => {
  test('does not answer: one line, red', async () => {
    // No server listens there, which is known after some tries.
    const env = { GITHUB_API_URL: 'http://127.0.0.1:1' }
    const { headline, outputs } = await deployed(await jobOf(await withoutImage(), { env, clock: new QuickClock() }))
    expect(headline).toContain('GitHub')
    expect(outputs).toMatchObject({ outcome: 'error', reason: 'github-unreachable' })
  })

  test('does not know the token: one line that names the input', async () => {
    const job = await jobOf({ ...(await withoutImage()), token: 'ghs_unknown' })
    const { headline, outputs } = await deployed(job)
    expect(headline).toContain('"token"')
    expect(outputs).toMatchObject({ outcome: 'error', reason: 'github-token-invalid' })
    expect(job.runner.log.lines.join('\n')).not.toContain('ghs_unknown')
  })
})

describe('the environment of the job', () => {
  test('is another than that of the deployment: refused, since it has other secrets and reviewers', async () => {
    const { headline, outputs, statuses } = await deployed(
      await jobOf({ ...(await withoutImage()), environment: 'production' }),
    )
    expect(outputs).toMatchObject({ outcome: 'refused', reason: 'environment-mismatch' })
    expect(headline).toMatch(/^Refused: the deployment is for 'staging', but this job runs in .*'production'/)
    expect(statuses.at(-1)).toMatch(/^failure: /)
  })

  test('may be written otherwise, as GitHub takes it', async () => {
    const { outputs } = await deployed(await jobOf({ ...(await withoutImage()), environment: 'Staging' }))
    expect(outputs).toMatchObject({ outcome: 'refused', reason: 'no-checks' })
  })
})

test('a commit that is not on the default branch', async () => {
  const job = await jobOf(await withoutImage())
  await job.scene.commit({ message: 'Next' })
  const { outputs } = await deployed(await jobOf(await withoutImage(), { branch: 'feature' }))
  expect(outputs).toMatchObject({ outcome: 'refused', reason: 'not-on-trunk' })
})
