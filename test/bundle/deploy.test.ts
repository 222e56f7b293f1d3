import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionRun } from '../platform/action/run-action.ts'
import { type DeployOptions, Stage } from '../platform/stage/stage.ts'
import { ENV, INPUTS } from './deploy-inputs.ts'

/** No server listens there, which is known after some tries. */
const NO_REGISTRY = '127.0.0.1:1/acme/hello'

// How other deployments are refused, and what is said of them, is in test/unit/actions/deploy; here is what the bundle alone can show.

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

async function deploy(
  options: DeployOptions = {},
  commit: Parameters<Stage['commit']>[0] = {},
  environment = 'staging',
) {
  const sha = await stage.commit(commit)
  await stage.check(sha)
  const asked = await stage.ask(sha, environment)
  const run = await stage.deploy(asked, { ...options, inputs: { ...INPUTS, ...options.inputs }, env: ENV })
  return { run, asked, statuses: await stage.statuses(asked) }
}

describe('before there is a deployment to end', () => {
  test('a missing input: one line, red, and the deployment ends', async () => {
    const { run, statuses } = await deploy({ inputs: { kubeconfig: '', image: ' ' } })
    expect(run.exitCode).toBe(1)
    expect(headline(run)).toMatch(/^Error: inputs "kubeconfig", "image" are missing or empty; give them values/)
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'input-missing' })
    expect(statuses).toMatchObject([
      { state: 'error', description: expect.stringMatching(/^Error: inputs "kubeconfig"/) },
    ])
  })
})

describe('deployments of others are left alone', () => {
  test('another environment: a notice, green, no status', async () => {
    const { run, statuses } = await deploy({}, {}, 'github-pages')
    expect(run.exitCode).toBe(0)
    expect(run.annotations).toHaveLength(1)
    expect(run.annotations[0]).toMatchObject({ level: 'notice' })
    expect(run.annotations[0]?.message).toContain('github-pages')
    expect(run.outputs).toMatchObject({
      outcome: 'left-alone',
      reason: 'deployment-foreign',
      environment: 'github-pages',
    })
    expect(statuses).toEqual([])
  })
})

describe('the gate', () => {
  test('a failed check alone stands in the way: no later step begins', async () => {
    const sha = await stage.commit()
    await stage.check(sha, 'failure')
    const asked = await stage.ask(sha)
    const run = await stage.deploy(asked, { inputs: INPUTS, env: ENV })
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'checks-not-passed' })
    expect(run.log.filter(({ kind }) => kind === 'group').map(({ text }) => text)).toEqual(['1/5 Checking the commit'])
    expect(run.raw).toContain(`✓ image ${stage.image}@sha256:`)
  })

  test('a failed check and a missing checkout of the commit are both named', async () => {
    const sha = await stage.commit()
    await stage.check(sha, 'failure', 'unit tests')
    const asked = await stage.ask(sha)
    const run = await stage.deploy(asked, {
      inputs: INPUTS,
      env: ENV,
      beforehand: async workspace => {
        const { writeFile } = await import('node:fs/promises')
        await writeFile(`${workspace}/deploy/values/staging.yaml`, 'greeting: changed\n')
      },
    })
    expect(run.exitCode).toBe(1)
    expect(run.outputs.outcome).toBe('refused')
    expect(run.summary).toContain('unit tests')
    expect(run.summary).toContain('deploy/values/staging.yaml')
    expect(run.summary).toContain('Nothing was changed')
    const [first, last] = [(await stage.statuses(asked)).at(0), (await stage.statuses(asked)).at(-1)]
    expect(first).toMatchObject({ state: 'in_progress' })
    expect(last).toMatchObject({ state: 'failure' })
    expect(last?.description).toMatch(/^Refused: /)
    expect(last?.log_url).toContain('/acme/hello/actions/runs/')
  })
})

test('a deployment is run once: a second run for it does nothing, a higher attempt runs it again', async () => {
  const sha = await stage.commit()
  await stage.check(sha, 'failure')
  const asked = await stage.ask(sha)
  const run = await stage.recordRun(asked)
  const deployed = (of?: typeof run) => stage.deploy(asked, { inputs: INPUTS, env: ENV, ...(of && { run: of }) })
  expect((await deployed(run)).outputs.outcome).toBe('refused')
  const before = await stage.statuses(asked)
  const second = await deployed()
  expect(second.exitCode).toBe(0)
  expect(second.annotations).toMatchObject([{ level: 'notice' }])
  expect(second.outputs).toMatchObject({ outcome: 'left-alone', reason: 'deployment-duplicate' })
  expect(await stage.statuses(asked)).toEqual(before)
  const again = await deployed({ ...run, attempt: 2 })
  expect(again.outputs).toMatchObject({ outcome: 'refused', reason: 'checks-not-passed' })
  expect((await stage.statuses(asked)).at(-1)?.log_url).toMatch(/\/attempts\/2$/)
})

test('no secret of the step is in what it printed, summed up or wrote, but for the masks', async () => {
  const { run, statuses } = await deploy({ inputs: { image: NO_REGISTRY } })
  const seen = run.raw
    .split('\n')
    .filter(line => !line.startsWith('::add-mask::'))
    .join('\n')
  for (const secret of [ENV.GREETING_TOKEN, Buffer.from(ENV.GREETING_TOKEN).toString('base64'), 'not-a-real-token']) {
    expect(run.raw).toContain(`::add-mask::${secret}`)
    expect(`${seen}\n${run.summary}\n${JSON.stringify(run.outputs)}\n${JSON.stringify(statuses)}`).not.toContain(secret)
  }
})
