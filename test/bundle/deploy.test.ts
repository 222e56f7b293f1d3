import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionRun } from '../platform/action/run-action.ts'
import { type Asked, type DeployOptions, Stage } from '../platform/stage/stage.ts'

/** Nobody listens there: what is refused here is refused before the cluster is needed. */
const kubeconfig = `apiVersion: v1
kind: Config
current-context: nowhere
clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: nobody, user: {token: not-a-real-token}}]
contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
`
const inputs = { kubeconfig, image: '127.0.0.1:1/acme/hello', 'secret-env': 'GREETING_TOKEN' }
const env = { GREETING_TOKEN: 'correct horse battery staple' }

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
  const run = await stage.deploy(asked, { ...options, inputs: { ...inputs, ...options.inputs }, env })
  return { run, asked, statuses: await stage.statuses(asked) }
}

describe('before there is a deployment to end', () => {
  test('a missing input: one line, red, and the deployment ends', async () => {
    const { run, statuses } = await deploy({ inputs: { kubeconfig: '', image: ' ' } })
    expect(run.exitCode).toBe(1)
    expect(headline(run)).toMatch(/^Error: Inputs "kubeconfig", "image" are missing or empty; give them values/)
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'missing-input' })
    expect(statuses).toMatchObject([
      { state: 'error', description: expect.stringMatching(/^Error: Inputs "kubeconfig"/) },
    ])
  })

  test('an input that makes no sense', async () => {
    const { run } = await deploy({ inputs: { timeout: 'soon' } })
    expect(headline(run)).toBe('Error: Input "timeout" is "soon"; write a duration such as 90s, 10m or 1h')
  })

  test('the wrong event', async () => {
    const { run, statuses } = await deploy({ event: { name: 'push', payload: {} } })
    expect(run.exitCode).toBe(1)
    expect(headline(run)).toMatch(/started by "push", which names no deployment; .* "deployment-id"/)
    expect(statuses).toEqual([])
  })

  test('an event file without a deployment', async () => {
    const { run } = await deploy({ event: { name: 'deployment', payload: {} } })
    expect(headline(run)).toMatch(/^Error: The event file of this run holds no deployment/)
    expect(run.outputs.reason).toBe('bad-event')
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
    expect(run.outputs).toMatchObject({ outcome: 'left-alone', reason: 'foreign', environment: 'github-pages' })
    expect(statuses).toEqual([])
  })

  test('also when an input is missing: the environments of others have no kubeconfig', async () => {
    const { run, statuses } = await deploy({ inputs: { kubeconfig: '' } }, {}, 'github-pages')
    expect(run.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({ outcome: 'left-alone', reason: 'foreign' })
    expect(statuses).toEqual([])
  })

  test('another task, also where there is no policy', async () => {
    const sha = await stage.commit({ '.github/commit-train.yml': null })
    const asked = await stage.ask(sha, 'staging', 'migrate')
    const run = await stage.deploy(asked, { inputs, env })
    expect(run.exitCode).toBe(0)
    expect(await stage.statuses(asked)).toEqual([])
  })

  test('an unknown environment named by hand is red: somebody expected something to happen', async () => {
    const sha = await stage.commit()
    const asked = await stage.ask(sha, 'stagging')
    const event = { name: 'workflow_dispatch', payload: {} }
    const run = await stage.deploy(asked, { inputs: { ...inputs, 'deployment-id': String(asked.id) }, env, event })
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
    expect(run.raw).not.toContain('ghs_unknown')
  })
})

describe('the gate', () => {
  test('a failed check and a missing checkout of the commit are both named', async () => {
    const sha = await stage.commit()
    await stage.check(sha, 'failure', 'unit tests')
    const asked = await stage.ask(sha)
    const run = await stage.deploy(asked, {
      inputs,
      env,
      beforehand: async workspace => {
        const { writeFile } = await import('node:fs/promises')
        await writeFile(`${workspace}/deploy/values/staging.yaml`, 'greeting: changed\n')
      },
    })
    expect(run.exitCode).toBe(1)
    expect(run.outputs.outcome).toBe('refused')
    expect(run.summary).toContain('unit tests')
    expect(run.summary).toContain('deploy/values/staging.yaml')
    expect(run.summary).toContain('Nothing was touched')
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
    const run = await stage.deploy(asked, { inputs, env })
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'not-on-trunk' })
  })
})

describe('a deployment is run once', () => {
  async function refused(): Promise<{ asked: Asked; run: { id: number } }> {
    const sha = await stage.commit()
    await stage.check(sha, 'failure')
    const asked = await stage.ask(sha)
    const run = await stage.recordRun(asked)
    const first = await stage.deploy(asked, { inputs, env, run })
    expect(first.outputs.outcome).toBe('refused')
    return { asked, run }
  }

  test('a second run for the same event does nothing', async () => {
    const { asked } = await refused()
    const before = await stage.statuses(asked)
    const again = await stage.deploy(asked, { inputs, env })
    expect(again.exitCode).toBe(0)
    expect(again.annotations).toMatchObject([{ level: 'notice' }])
    expect(again.outputs).toMatchObject({ outcome: 'left-alone', reason: 'duplicate' })
    expect(await stage.statuses(asked)).toEqual(before)
  })

  test('a higher attempt runs it again', async () => {
    const { asked, run } = await refused()
    const again = await stage.deploy(asked, { inputs, env, run: { ...run, attempt: 2 } })
    expect(again.outputs).toMatchObject({ outcome: 'refused', reason: 'checks-not-passed' })
    expect((await stage.statuses(asked)).at(-1)?.log_url).toMatch(/\/attempts\/2$/)
  })

  test('not when a newer deployment came after it', async () => {
    const { asked, run } = await refused()
    const newer = await stage.ask(asked.sha)
    const again = await stage.deploy(asked, { inputs, env, run: { ...run, attempt: 2 } })
    expect(again.exitCode).toBe(1)
    expect(again.outputs).toMatchObject({ outcome: 'left-alone', reason: 'stale-rerun' })
    expect(headline(again)).toContain(String(newer.id))
  })

  test('a person may name it after its end, not while a run is at it', async () => {
    const { asked } = await refused()
    const byHand = {
      inputs: { ...inputs, 'deployment-id': String(asked.id) },
      event: { name: 'workflow_dispatch', payload: {} },
      env,
    }
    expect((await stage.deploy(asked, byHand)).outputs).toMatchObject({ outcome: 'refused' })
    const other = await stage.ask(asked.sha)
    const begun = await stage.deploy(other, { inputs, env, entry: 'pre' })
    expect(begun.exitCode).toBe(0)
    const second = await stage.deploy(other, { ...byHand, inputs: { ...inputs, 'deployment-id': String(other.id) } })
    expect(second.exitCode).toBe(1)
    expect(second.outputs).toMatchObject({ outcome: 'left-alone', reason: 'under-way' })
  })
})

describe('always an end', () => {
  async function begun(): Promise<{ asked: Asked; run: { id: number }; state: Readonly<Record<string, string>> }> {
    const sha = await stage.commit()
    await stage.check(sha, 'failure')
    const asked = await stage.ask(sha)
    const run = await stage.recordRun(asked)
    const { exitCode, state } = await stage.deploy(asked, { inputs, env, run, entry: 'pre' })
    expect(exitCode).toBe(0)
    return { asked, run, state }
  }

  test('pre says that the job has begun', async () => {
    const { asked } = await begun()
    expect(await stage.statuses(asked)).toMatchObject([{ state: 'in_progress', description: 'The job has begun' }])
  })

  test('pre leaves foreign deployments alone, and never fails the job', async () => {
    const sha = await stage.commit()
    const asked = await stage.ask(sha, 'github-pages')
    expect((await stage.deploy(asked, { inputs, env, entry: 'pre' })).exitCode).toBe(0)
    expect(await stage.statuses(asked)).toEqual([])
    const elsewhere = await stage.deploy(asked, { inputs, env, entry: 'pre', event: { name: 'push', payload: {} } })
    expect(elsewhere.exitCode).toBe(0)
  })

  test('post ends what a job that died before the deployment left behind', async () => {
    const { asked, run, state } = await begun()
    const { exitCode } = await stage.deploy(asked, { inputs, env, run, entry: 'post', state })
    expect(exitCode).toBe(0)
    const last = (await stage.statuses(asked)).at(-1)
    expect(last).toMatchObject({ state: 'error' })
    expect(last?.description).toMatch(/^Error: the job ended before the deployment began; nothing was touched/)
  })

  test('post ends what was killed half-way', async () => {
    const { asked, run, state } = await begun()
    const killed = { ...state, begun: 'true', touched: 'true' }
    await stage.deploy(asked, { inputs, env, run, entry: 'post', state: killed })
    expect((await stage.statuses(asked)).at(-1)?.description).toMatch(/^Cancelled: .* left as it is/)
  })

  test('post has nothing to say after an end', async () => {
    const { asked, run, state } = await begun()
    const main = await stage.deploy(asked, { inputs, env, run, state })
    expect(main.outputs.outcome).toBe('refused')
    const before = await stage.statuses(asked)
    await stage.deploy(asked, { inputs, env, run, entry: 'post', state: { ...state, ...main.state } })
    expect(await stage.statuses(asked)).toEqual(before)
  })
})

test('no secret of the step is in what it printed, summed up or wrote, but for the masks', async () => {
  const { run, statuses } = await deploy()
  const seen = run.raw
    .split('\n')
    .filter(line => !line.startsWith('::add-mask::'))
    .join('\n')
  for (const secret of [env.GREETING_TOKEN, Buffer.from(env.GREETING_TOKEN).toString('base64'), 'not-a-real-token']) {
    expect(run.raw).toContain(`::add-mask::${secret}`)
    expect(`${seen}\n${run.summary}\n${JSON.stringify(run.outputs)}\n${JSON.stringify(statuses)}`).not.toContain(secret)
  }
})
