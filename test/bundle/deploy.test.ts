import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionRun } from '../platform/action/run-action.ts'
import { type DeployOptions, Stage } from '../platform/stage/stage.ts'
import { ENV, INPUTS } from './deploy-inputs.ts'

/** No server listens there, which is known after some tries. */
const NO_REGISTRY = '127.0.0.1:1/acme/hello'

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

  test('an input that makes no sense', async () => {
    const { run } = await deploy({ inputs: { timeout: 'soon' } })
    expect(headline(run)).toBe('Error: input "timeout" is "soon"; write a duration such as 90s, 10m or 1h')
  })

  test('the wrong event', async () => {
    const { run, statuses } = await deploy({ event: { name: 'push', payload: {} } })
    expect(run.exitCode).toBe(1)
    expect(headline(run)).toMatch(/started by "push", which names no deployment; .* "deployment-id"/)
    expect(statuses).toEqual([])
  })

  test('an event file without a deployment', async () => {
    const { run } = await deploy({ event: { name: 'deployment', payload: {} } })
    expect(headline(run)).toMatch(/^Error: the event file of this run holds no deployment/)
    expect(run.outputs.reason).toBe('event-invalid')
  })

  test('a deployment id that does not exist', async () => {
    const { run } = await deploy({
      inputs: { 'deployment-id': '5' },
      event: { name: 'workflow_dispatch', payload: {} },
    })
    expect(run.exitCode).toBe(1)
    expect(headline(run)).toContain('5')
    expect(run.outputs.reason).toBe('github-not-found')
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

  test('also when an input is missing: the environments of others have no kubeconfig', async () => {
    const { run, statuses } = await deploy({ inputs: { kubeconfig: '' } }, {}, 'github-pages')
    expect(run.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({ outcome: 'left-alone', reason: 'deployment-foreign' })
    expect(statuses).toEqual([])
  })

  test('another task, also where there is no policy', async () => {
    const sha = await stage.commit({ '.github/commit-train.yml': null })
    const asked = await stage.ask(sha, 'staging', 'migrate')
    const run = await stage.deploy(asked, { inputs: INPUTS, env: ENV })
    expect(run.exitCode).toBe(0)
    expect(await stage.statuses(asked)).toEqual([])
  })

  test('an unknown environment named by hand is red: somebody expected something to happen', async () => {
    const sha = await stage.commit()
    const asked = await stage.ask(sha, 'stagging')
    const event = { name: 'workflow_dispatch', payload: {} }
    const run = await stage.deploy(asked, { inputs: { ...INPUTS, 'deployment-id': String(asked.id) }, env: ENV, event })
    expect(run.exitCode).toBe(1)
    expect(headline(run)).toContain('stagging')
    expect(await stage.statuses(asked)).toEqual([])
  })
})

describe('the policy', () => {
  test('is missing: refused, with where to put it', async () => {
    const { run, statuses } = await deploy({}, { '.github/commit-train.yml': null })
    expect(run.exitCode).toBe(1)
    expect(headline(run)).toMatch(/^Refused: .*\.github\/commit-train\.yml/)
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'policy-missing' })
    expect(statuses.at(-1)).toMatchObject({ state: 'failure' })
  })

  test('has an unknown key: refused, with line and suggestion', async () => {
    const policy = 'services: [hello]\nenviroments:\n  staging:\n'
    const { run, statuses } = await deploy({}, { '.github/commit-train.yml': policy })
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'policy-invalid' })
    expect(`${headline(run)}\n${run.raw}`).toMatch(/commit-train\.yml:2/)
    expect(run.raw).toContain('environments')
    expect(statuses.at(-1)).toMatchObject({ state: 'failure' })
  })
})

describe('GitHub', () => {
  test('does not answer: one line, red', async () => {
    const closed = await new Promise<string>(resolve => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address()
        const port = typeof address === 'object' && address !== null ? address.port : 0
        server.close(() => resolve(`http://127.0.0.1:${port}`))
      })
    })
    const { run } = await deploy({ apiUrl: closed })
    expect(run.exitCode).toBe(1)
    expect(headline(run)).toContain('GitHub')
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'github-unreachable' })
  })

  test('does not know the token: one line that names the input', async () => {
    const { run } = await deploy({ inputs: { token: 'ghs_unknown' } })
    expect(headline(run)).toContain('"token"')
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'github-token-invalid' })
    expect(run.raw.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('ghs_unknown')
  })
})

describe('the environment of the job', () => {
  test('is another than that of the deployment: refused, since it has other secrets and reviewers', async () => {
    const { run, statuses } = await deploy({ inputs: { environment: 'production' } })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'environment-mismatch' })
    expect(headline(run)).toMatch(/^Refused: the deployment is for 'staging', but this job runs in .*'production'/)
    expect(statuses.at(-1)).toMatchObject({ state: 'failure' })
  })

  test('may be written otherwise, as GitHub takes it', async () => {
    const { run } = await deploy({ inputs: { environment: 'Staging', image: NO_REGISTRY } })
    expect(run.outputs.reason).not.toBe('environment-mismatch')
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

  test('a commit that is not on the default branch', async () => {
    await stage.commit()
    await stage.repository.branch('feature')
    const sha = await stage.repository.commit({ branch: 'feature', message: 'Not merged', files: { x: 'y' } })
    await stage.check(sha)
    const asked = await stage.ask(sha)
    const run = await stage.deploy(asked, { inputs: INPUTS, env: ENV })
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'not-on-trunk' })
  })
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
