import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Asked, Stage } from '../platform/stage/stage.ts'
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

/** How often the action asked for the checks of the commit; a connection that broke at once counts too. */
function requestsForChecks(): number {
  return stage.github.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/check-runs')).length
}

// Faults that GitHub answers with are in test/unit/actions/deploy/github-failing.test.ts; here are those of the connection.
describe('a passing fault is ridden out', () => {
  test.each([
    ['a connection that breaks', { how: 'hang-up' }],
    ['an answer that is cut short', { how: 'cut-short' }],
  ] as const)('%s', async (_what, fault) => {
    const asked = await refusable()
    stage.github.fail({ ...fault, operationId: 'checks/list-for-ref', times: 1 })
    const run = await stage.deploy(asked, { inputs: INPUTS })
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'checks-not-passed' })
    expect(requestsForChecks()).toBe(2)
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
