import { describe, expect, test } from 'vitest'
import { deployStep } from '../../../../src/actions/deploy/main.ts'
import { QuickClock } from '../../quick-clock.ts'
import { type Job, jobOf, withImage } from './job.ts'

/** A deployment that a healthy GitHub sees refused for its failed check. */
async function refusable(inputs: Readonly<Record<string, string>> = {}): Promise<Job> {
  const job = await jobOf({ ...(await withImage()), ...inputs }, { clock: new QuickClock() })
  await job.scene.checkOut(job.requested)
  await job.scene.check(job.requested.sha, 'failure')
  return job
}

async function deploy({ runner }: Job): Promise<void> {
  await deployStep(runner, new AbortController().signal)
}

/** How often the checks of the commit were asked for. */
function requestsForChecks({ scene }: Job): number {
  return scene.github.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/check-runs')).length
}

// Connections that break are in test/bundle/github-failing.test.ts: how they look is the business of a process of its own.
test.each([
  ['502', { how: 'status', status: 502 }, 1],
  ['503 twice', { how: 'status', status: 503 }, 2],
  ['429 with Retry-After', { how: 'rate-limited', retryAfter: 1 }, 1],
  ['a secondary limit', { how: 'secondary-limit', retryAfter: 1 }, 1],
] as const)('a passing fault is ridden out: %s', async (_, fault, times) => {
  const job = await refusable()
  job.scene.github.fail({ ...fault, operationId: 'checks/list-for-ref', times })
  await deploy(job)
  expect(job.runner.outputs).toMatchObject({ outcome: 'refused', reason: 'checks-not-passed' })
  expect(requestsForChecks(job)).toBe(times + 1)
})

test('a limit that lasts says when to come back', async () => {
  const job = await refusable()
  job.scene.github.fail({ how: 'rate-limited', retryAfter: 3600, operationId: 'checks/list-for-ref', times: 50 })
  await deploy(job)
  expect(job.runner.failures[0]).toMatch(/^Error: GitHub's rate limit .* run again in 3600 s/)
  expect(job.runner.outputs).toMatchObject({ outcome: 'error', reason: 'github-rate-limited' })
})

describe('a permission that the token lacks is named', () => {
  const all = {
    deployments: 'write',
    contents: 'read',
    checks: 'read',
    statuses: 'read',
    actions: 'read',
    metadata: 'read',
  } as const

  test.each([
    ['checks', 'checks: read'],
    ['statuses', 'statuses: read'],
    ['actions', 'actions: read'],
    ['contents', 'contents: read'],
  ] as const)('%s', async (lacking, named) => {
    const { [lacking]: _, ...permissions } = all
    const job = await refusable({ token: 'ghs_narrow' })
    job.scene.github.addToken('ghs_narrow', { name: 'narrow', permissions })
    await deploy(job)
    expect([...job.runner.failures, ...job.runner.log.lines].join('\n')).toContain(named)
    expect(job.runner.failures).not.toEqual([])
    expect(job.runner.outputs.outcome).not.toBe('success')
    expect(JSON.stringify([job.runner.log.lines, job.runner.failures, job.runner.summaries])).not.toContain(
      'ghs_narrow',
    )
  })
})

test('what it costs GitHub to refuse', async () => {
  const job = await refusable()
  const before = job.scene.github.requests.length
  await deploy(job)
  const mine = job.scene.github.requests.slice(before).filter(({ token }) => token === 'workflow')
  expect(mine.length).toBeGreaterThan(5)
  expect(mine.length).toBeLessThanOrEqual(25)
  // GitHub has no answer but 404 for an image without attestations.
  const asked = mine.filter(({ path }) => !path.includes('/attestations/'))
  expect(asked.every(({ status }) => status !== undefined && status < 300)).toBe(true)
})
