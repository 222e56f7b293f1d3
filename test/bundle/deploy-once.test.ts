import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionRun } from '../platform/action/run-action.ts'
import { type Asked, Stage } from '../platform/stage/stage.ts'
import { ENV, INPUTS } from './deploy-inputs.ts'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
})
afterEach(async () => {
  await stage.close()
})

/** The one line a person sees first. */
function headline(run: ActionRun): string {
  return run.annotations.find(({ level }) => level === 'error')?.message ?? ''
}

describe('a deployment is run once', () => {
  async function refused(): Promise<{ asked: Asked; run: { id: number } }> {
    const sha = await stage.commit()
    await stage.check(sha, 'failure')
    const asked = await stage.ask(sha)
    const run = await stage.recordRun(asked)
    const first = await stage.deploy(asked, { inputs: INPUTS, env: ENV, run })
    expect(first.outputs.outcome).toBe('refused')
    return { asked, run }
  }

  test('a second run for the same event does nothing', async () => {
    const { asked } = await refused()
    const before = await stage.statuses(asked)
    const again = await stage.deploy(asked, { inputs: INPUTS, env: ENV })
    expect(again.exitCode).toBe(0)
    expect(again.annotations).toMatchObject([{ level: 'notice' }])
    expect(again.outputs).toMatchObject({ outcome: 'left-alone', reason: 'deployment-duplicate' })
    expect(await stage.statuses(asked)).toEqual(before)
  })

  test('a higher attempt runs it again', async () => {
    const { asked, run } = await refused()
    const again = await stage.deploy(asked, { inputs: INPUTS, env: ENV, run: { ...run, attempt: 2 } })
    expect(again.outputs).toMatchObject({ outcome: 'refused', reason: 'checks-not-passed' })
    expect((await stage.statuses(asked)).at(-1)?.log_url).toMatch(/\/attempts\/2$/)
  })

  test('not when a newer deployment came after it', async () => {
    const { asked, run } = await refused()
    const newer = await stage.ask(asked.sha)
    const again = await stage.deploy(asked, { inputs: INPUTS, env: ENV, run: { ...run, attempt: 2 } })
    expect(again.exitCode).toBe(1)
    expect(again.outputs).toMatchObject({ outcome: 'left-alone', reason: 'stale-rerun' })
    expect(headline(again)).toContain(String(newer.id))
  })

  test('a person may name it after its end, not while a run is at it', async () => {
    const { asked } = await refused()
    const byHand = {
      inputs: { ...INPUTS, 'deployment-id': String(asked.id) },
      event: { name: 'workflow_dispatch', payload: {} },
      env: ENV,
    }
    expect((await stage.deploy(asked, byHand)).outputs).toMatchObject({ outcome: 'refused' })
    const other = await stage.ask(asked.sha)
    const begun = await stage.deploy(other, { inputs: INPUTS, env: ENV, entry: 'pre' })
    expect(begun.exitCode).toBe(0)
    const second = await stage.deploy(other, { ...byHand, inputs: { ...INPUTS, 'deployment-id': String(other.id) } })
    expect(second.exitCode).toBe(1)
    expect(second.outputs).toMatchObject({ outcome: 'left-alone', reason: 'deployment-in-progress' })
  })
})
