import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionRun } from '../platform/action/run-action.ts'
import { type Asked, Stage, TOKENS } from '../platform/stage/stage.ts'
import { stoppedAtItsEnd } from './deploy-inputs.ts'

const INPUTS = { kubeconfig: '/no/such/kubeconfig', 'secret-env': '' }

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
})
afterEach(async () => {
  await stage.close()
})

/** A deployment that a healthy GitHub would see refused for its failed check. */
async function refusable(): Promise<Asked> {
  const sha = await stage.commit()
  await stage.check(sha, 'failure')
  return stage.ask(sha)
}

function headline(run: ActionRun): string {
  return run.annotations.find(({ level }) => level === 'error')?.message ?? ''
}

/** How often the action asked for the checks of the commit; a connection that broke at once counts too. */
function requestsForChecks(): number {
  return stage.github.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/check-runs')).length
}

describe('a passing fault is ridden out', () => {
  test.each([
    ['502', { how: 'status', status: 502 }],
    ['503 twice', { how: 'status', status: 503 }, 2],
    ['429 with Retry-After', { how: 'rate-limited', retryAfter: 1 }],
    ['a secondary limit', { how: 'secondary-limit', retryAfter: 1 }],
    ['a connection that breaks', { how: 'hang-up' }],
    ['an answer that is cut short', { how: 'cut-short' }],
  ] as const)('%s', async (_what, fault, times: number = 1) => {
    const asked = await refusable()
    stage.github.fail({ ...fault, operationId: 'checks/list-for-ref', times })
    const run = await stage.deploy(asked, { inputs: INPUTS })
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'checks-not-passed' })
    expect(requestsForChecks()).toBe(times + 1)
  })

  test('a status whose reply was lost is written once more, and the end is the end', async () => {
    const asked = await refusable()
    stage.github.fail({ how: 'reply-lost', operationId: 'repos/create-deployment-status', times: 1 })
    const run = await stage.deploy(asked, { inputs: INPUTS })
    expect(run.outputs).toMatchObject({ outcome: 'refused' })
    expect((await stage.statuses(asked)).at(-1)).toMatchObject({ state: 'failure' })
  })
})

describe('a fault that stays is one clear line', () => {
  test('a limit that lasts says when to come back', async () => {
    const asked = await refusable()
    stage.github.fail({ how: 'rate-limited', retryAfter: 3600, operationId: 'checks/list-for-ref', times: 50 })
    const run = await stage.deploy(asked, { inputs: INPUTS })
    expect(headline(run)).toMatch(/^Error: GitHub's rate limit .* run again in 3600 s/)
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'github-rate-limited' })
  })

  test('a last status that cannot be written is red, and says what GitHub still shows', async () => {
    const asked = await refusable()
    const run = await stoppedAtItsEnd(stage, asked, { inputs: INPUTS })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ outcome: 'refused' })
    expect(run.annotations.map(({ message }) => message).join('\n')).toMatch(
      new RegExp(`GitHub still shows deployment ${asked.id} as in progress`),
    )
    expect(run.state.ended).toBeUndefined()
    expect(await stage.statuses(asked)).toEqual([])

    // GitHub is back when post comes: it writes what main knew, not that the run was stopped.
    stage.github.recover()
    const post = await stage.deploy(asked, { inputs: INPUTS, entry: 'post', state: { ...run.state, touched: 'true' } })
    expect(post.exitCode).toBe(0)
    expect(post.annotations.map(({ message }) => message).join()).toMatch(
      /: Refused: .+ \(its last status, written at the end of the job\)$/,
    )
    expect(await stage.statuses(asked)).toMatchObject([
      { state: 'failure', description: expect.stringMatching(/^Refused: 1 check did not pass/) },
    ])
  })
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
    const asked = await refusable()
    stage.github.addToken('ghs_narrow', { name: 'narrow', permissions })
    const run = await stage.deploy(asked, { inputs: { ...INPUTS, token: 'ghs_narrow' } })
    expect(run.exitCode).toBe(1)
    expect(`${headline(run)}\n${run.raw}`).toContain(named)
    expect(run.outputs.outcome).not.toBe('success')
    expect(run.raw.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('ghs_narrow')
  })
})

test('what it costs GitHub to refuse', async () => {
  const asked = await refusable()
  await stage.deploy(asked, { inputs: INPUTS })
  const mine = stage.github.requests.filter(({ token }) => token === 'workflow')
  expect(mine.length).toBeLessThanOrEqual(25)
  expect(mine.every(({ status }) => status !== undefined && status < 300)).toBe(true)
  expect(TOKENS.workflow).not.toBe(TOKENS.person)
})
