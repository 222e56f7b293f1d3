import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionRun } from '../platform/action/run-action.ts'
import { until } from '../platform/process/until.ts'
import { type Asked, Stage } from '../platform/stage/stage.ts'
import { ENV, INPUTS } from './deploy-inputs.ts'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
})
afterEach(async () => {
  await stage.close()
})

// What else ends a deployment is in test/unit/actions/deploy and test/unit/deployments/job; here is what the bundle alone can show.

describe('always an end', () => {
  async function begun(): Promise<{ asked: Asked; run: { id: number }; state: Readonly<Record<string, string>> }> {
    const sha = await stage.commit()
    await stage.check(sha, 'failure')
    const asked = await stage.ask(sha)
    const run = await stage.recordRun(asked)
    const { exitCode, state } = await stage.deploy(asked, { inputs: INPUTS, env: ENV, run, entry: 'pre' })
    expect(exitCode).toBe(0)
    return { asked, run, state }
  }

  test('post ends what was killed half-way', async () => {
    const { asked, run, state } = await begun()
    const killed = { ...state, begun: 'true', touched: 'true', applied: '2/2' }
    await stage.deploy(asked, { inputs: INPUTS, env: ENV, run, entry: 'post', state: killed })
    expect((await stage.statuses(asked)).at(-1)?.description).toMatch(/^Cancelled: .* left as it is/)
  })

  test('a runner that keeps nothing changes no end', async () => {
    const { asked, run, state } = await begun()
    const without = { ...ENV, GITHUB_STATE: '/no/such/file' }
    const main = await stage.deploy(asked, { inputs: INPUTS, env: without, run, state })
    expect(main.annotations.map(({ message }) => message).join('\n')).toContain(
      'The state for the post step could not be kept',
    )
    const ends = (await stage.statuses(asked)).filter(({ state }) => state !== 'in_progress')
    expect(ends.map(({ description }) => description)).toEqual([
      expect.stringMatching(/^Refused: 1 check did not pass/),
    ])
  })

  test('pre says that the job has begun, post has nothing to say after an end', async () => {
    const { asked, run, state } = await begun()
    expect(await stage.statuses(asked)).toMatchObject([{ state: 'in_progress', description: 'The job has begun' }])
    const main = await stage.deploy(asked, { inputs: INPUTS, env: ENV, run, state })
    expect(main.outputs.outcome).toBe('refused')
    const before = await stage.statuses(asked)
    await stage.deploy(asked, { inputs: INPUTS, env: ENV, run, entry: 'post', state: { ...state, ...main.state } })
    expect(await stage.statuses(asked)).toEqual(before)
  })
})

describe('before it is known whose the deployment is', () => {
  /** Stops a run while it waits for the policy. */
  async function stopped(environment: string): Promise<{ asked: Asked; run: ActionRun }> {
    const asked = await stage.ask(await stage.commit(), environment)
    const reading = { how: 'no-answer', operationId: 'repos/get-content' } as const
    stage.github.fail(reading)
    const running = await stage.start(asked, { inputs: INPUTS, env: ENV })
    await until({ what: 'the policy to be asked for' }, () =>
      Promise.resolve(stage.github.requests.some(({ fault }) => fault === reading.how)),
    )
    running.signal('SIGINT')
    return { asked, run: await running.ended }
  }

  test('a run that is stopped ends a deployment of ours', async () => {
    const { asked, run } = await stopped('staging')
    expect(run.outputs).toMatchObject({ outcome: 'cancelled' })
    expect(await stage.statuses(asked)).toMatchObject([
      { state: 'error', description: expect.stringMatching(/^Cancelled: .*nothing was changed/) },
    ])
  })

  test('a run that is stopped leaves a deployment of others alone', async () => {
    const { asked, run } = await stopped('github-pages')
    expect(run.outputs).toMatchObject({ outcome: 'left-alone', reason: 'deployment-foreign' })
    expect(await stage.statuses(asked)).toEqual([])
  })
})
