import { describe, expect, it } from 'vitest'
import type { DeployAnswer } from '../../../../src/commands/answer/deploy.ts'
import type { DeployCommand } from '../../../../src/commands/command.ts'
import { UserError } from '../../../../src/errors.ts'
import { type DeployingWorld, startDeploying } from './deploying-world.ts'

const DEPLOY: DeployCommand = {
  ...{ verb: 'deploy', service: 'hello', environment: 'production' },
  ...{ sha: undefined, force: undefined },
}

type Options = Parameters<DeployingWorld['run']>[1]

async function deploy(world: DeployingWorld, more: Partial<DeployCommand> = {}, options: Options = {}) {
  return (await world.run({ ...DEPLOY, ...more }, options)) as DeployAnswer
}

/** Why it comes to nothing. */
async function refusal(world: DeployingWorld, more: Partial<DeployCommand> = {}, options: Options = {}) {
  const before = world.records().length
  try {
    await deploy(world, more, options)
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    // Nothing was created.
    expect(world.records()).toHaveLength(before)
    return `${thrown.reason}: ${thrown.message}`
  }
  throw new Error('it was deployed')
}

/** `a` is live; `b`, `c` and `d` wait. */
async function waiting(policy?: string, workflows?: Parameters<typeof startDeploying>[1]) {
  const world = await startDeploying(policy, workflows)
  await world.start()
  const a = await world.merge('a')
  world.deploy(a, 'production', { creator: 'bo' })
  const b = await world.merge('b', { author: 'bo' })
  const c = await world.merge('c')
  const d = await world.merge('d', { check: 'running' })
  return { world, a, b, c, d }
}

describe('deploy', () => {
  it('without a SHA takes the newest commit that the verdict allows, says so first, and follows it to its end', async () => {
    const { world, a, b, c, d } = await waiting()
    const ends = [
      { state: 'in_progress', description: '5/5 Following the rollout' },
      { state: 'success', description: 'Deployed in 14 s' },
    ]
    const answer = await deploy(world, {}, { ends })
    expect(answer).toMatchObject({
      code: 'deployed',
      plan: {
        ...{ service: 'hello', environment: 'production', kind: 'forward' },
        ...{ from: { sha: a, by: 'bo' }, to: { sha: c, title: 'c' } },
        train: {
          count: 2,
          commits: [{ sha: c }, { sha: b }],
          compare: `${world.github.serverUrl}/acme/hello/compare/${a}...${c}`,
        },
        newer: { count: 1, commits: [{ sha: d }] },
        reverts: [],
      },
      deployment: { made: 'now', creator: 'acme-door[bot]' },
      end: { text: 'Deployed in 14 s' },
      hold: null,
    })
    // The plan was shown before there was a record.
    expect(world.steps[0]).toBe('plan, 0 records')
    expect(world.records()).toHaveLength(1)
    expect(world.records()[0]?.payload).toMatchObject({
      deployment: {
        ...{ sha: c, task: 'deploy', environment: 'production', description: 'deploy by ada' },
        payload: {
          ...{ 'commit-train': 1, intent: 'comment:7', door: 'comment', verb: 'deploy' },
          actor: { login: 'ada', proof: 'comment' },
          train: { from: a, commits: 2, more: false, back: false },
        },
      },
    })
  })

  it('takes a commit by its first digits, an older one too, which is a rollback', async () => {
    const { world, a, b, c } = await waiting()
    world.deploy(c, 'production')
    const answer = await deploy(world, { sha: b.slice(0, 7).toUpperCase() })
    expect(answer).toMatchObject({
      code: 'deployed',
      plan: { kind: 'back', to: { sha: b }, from: { sha: c }, train: { count: 1, commits: [{ sha: c }] }, reverts: [] },
    })
    expect(await deploy(world, { sha: a }, { intent: 'comment:8' })).toMatchObject({
      plan: { kind: 'back', train: { count: 1, commits: [{ sha: b }] } },
    })
  })

  it('names a newer revert of what goes', async () => {
    const { world, c } = await waiting()
    const revert = await world.merge(`Revert "c"\n\nThis reverts commit ${c}.`, { check: 'running' })
    const { plan } = await deploy(world)
    expect(plan).toMatchObject({ to: { sha: c }, reverts: [{ sha: revert, title: 'Revert "c"' }], newer: { count: 2 } })
  })

  it('does nothing where the commit is live already', async () => {
    const { world, a } = await waiting()
    expect(await deploy(world, { sha: a })).toMatchObject({ code: 'already-live', plan: { to: { sha: a } } })
    expect(world.records()).toEqual([])
    expect(world.plans).toEqual([])
  })

  it.each([['failure'], ['error']] as const)(
    'deploys what is live once more where a later one ended half-way: %s',
    async end => {
      const { world, a, c } = await waiting()
      world.deploy(c, 'production', { states: [end] })
      const answer = await deploy(world, { sha: a })
      expect(answer).toMatchObject({ code: 'deployed', plan: { kind: 'again', to: { sha: a }, from: { sha: a } } })
      expect(answer.plan.notes.join()).toContain(`of ${c.slice(0, 7)} has changed production since, or may have`)
      // That one settles it.
      expect(await deploy(world, { sha: a }, { intent: 'comment:8' })).toMatchObject({ code: 'already-live' })
    },
  )

  it('deploys what is live once more where another is being applied', async () => {
    const { world, a, c } = await waiting()
    world.deploy(c, 'production', { states: ['in_progress'] })
    const answer = await deploy(world, { sha: a })
    expect(answer).toMatchObject({ code: 'deployed', plan: { kind: 'again', to: { sha: a } } })
    expect(answer.plan.notes.join()).toContain(`of ${c.slice(0, 7)} to production is in progress`)
  })

  it('does nothing where a later one was refused: that changed nothing', async () => {
    const { world, a } = await waiting()
    const ends = [{ state: 'failure', description: 'Refused: image not found' }]
    expect(await deploy(world, {}, { ends })).toMatchObject({ code: 'deploy-refused' })
    const again = await deploy(world, { sha: a }, { intent: 'comment:8' })
    expect(again.code).toBe('already-live')
    expect(again.plan.notes.join()).not.toContain('may have')
  })

  it('is the first one here', async () => {
    const { world, c } = await waiting()
    const answer = await deploy(world, { environment: 'staging' })
    expect(answer).toMatchObject({
      plan: { kind: 'first', from: null, to: { sha: c }, train: { count: 0, compare: '' } },
    })
  })

  it.each([
    [{ state: 'failure', description: 'Failed: Deployment/web: crash; a is live again' }, 'deploy-failed'],
    [{ state: 'failure', description: 'Refused: image not found' }, 'deploy-refused'],
    [{ state: 'inactive', description: 'Superseded: deployment 8 came first' }, 'deploy-superseded'],
    [{ state: 'inactive', description: 'Dry run: 3 would change' }, 'deploy-dry-run'],
    [{ state: 'error', description: 'Cancelled: ada cancelled it' }, 'deploy-cancelled'],
    [{ state: 'error', description: 'Error: GitHub cannot be reached' }, 'deploy-error'],
  ])('ends in the words of the deployment: %j', async (end, code) => {
    const { world } = await waiting()
    const answer = await deploy(world, {}, { ends: [end] })
    expect(answer).toMatchObject({ code, end: { text: end.description.split(': ').slice(1).join(': ') } })
  })

  it('that no run takes says which way in is missing', async () => {
    const { world } = await waiting()
    const answer = await deploy(world, {}, { ends: [] })
    expect(answer).toMatchObject({
      code: 'deploy-not-picked-up',
      end: { text: expect.stringContaining('no run: commit') },
    })
    expect((answer as { end: { seconds: number } }).end.seconds).toBeLessThan(400)
  })

  it('is not followed where that is not asked for', async () => {
    const { world } = await waiting()
    expect(await deploy(world, {}, { isFollowed: false })).toMatchObject({ code: 'deploy-open', end: { seconds: 0 } })
  })
})

describe('refused before there is a record', () => {
  it.each([
    ['0000000', 'commit-unknown: no commit has a SHA that begins with'],
    ['0'.repeat(40), 'not-on-trunk: 0000000 is not on the first-parent line of main'],
  ])('an unknown SHA: %s', async (sha, expected) => {
    const { world } = await waiting()
    expect(await refusal(world, { sha })).toContain(expected)
  })

  it('names the commit that is near', async () => {
    const { world, c } = await waiting()
    const wrong = `${c.slice(0, 6)}${c[6] === '0' ? '1' : '0'}`
    expect(await refusal(world, { sha: wrong })).toContain(`did you mean '${c.slice(0, 7)}'`)
  })

  it('a commit off the line', async () => {
    const { world } = await waiting()
    const sha = await world.repository.commit({ message: 'x', branch: 'side', files: { side: 'x' } })
    expect(await refusal(world, { sha: sha.slice(0, 8) })).toContain('not-on-trunk')
  })

  it('a commit whose checks did not pass, or run', async () => {
    const { world, d } = await waiting()
    expect(await refusal(world, { sha: d })).toMatch(/^checks-running: \w{7} d: 1 check not ended yet/)
    await world.merge('e', { check: 'failure' })
    expect(await refusal(world, { sha: (await world.repository.head()) ?? '' })).toMatch(
      /^checks-not-passed: \w{7} e: /,
    )
  })

  it('a lock of another; one’s own lets its owner through where the door is known', async () => {
    const { world } = await waiting('environments: { staging: , production: }\ndoors: [acme-door]\n')
    await world.lock({ environment: 'production' }, 'ada', 'migration')
    expect(await refusal(world, {}, { login: 'bo' })).toContain('environment-locked')
    expect(await deploy(world)).toMatchObject({ code: 'deployed' })
  })

  it('one’s own lock too, where the deployment cannot know who asked; which is said', async () => {
    const { world } = await waiting()
    await world.lock({ environment: 'production' }, 'ada', 'migration')
    expect(await refusal(world)).toContain('environment-locked')
    const { plan } = await deploy(world, { environment: 'staging' })
    expect(plan.notes.join()).toContain("the policy does not list it under 'doors'")
  })

  it('who may not write, by their role and not by what they say', async () => {
    const { world } = await waiting()
    world.github.setRole('eve', 'triage')
    expect(await refusal(world, {}, { login: 'eve' })).toBe(
      "role-too-low: eve may not deploy: they have the role 'triage' in acme/hello, and 'write' or a higher one is needed",
    )
    expect(await refusal(world, {}, { login: 'mallory' })).toContain('they have no role')
  })

  it('who the policy does not permit', async () => {
    const policy = 'doors: [acme-door]\nenvironments: { production: { deployers: { role: admin } } }\n'
    const { world } = await waiting(policy)
    expect(await refusal(world)).toContain('deployer-not-permitted')
    world.github.setRole('ada', 'admin')
    expect(await deploy(world)).toMatchObject({ code: 'deployed' })
  })

  it('nothing waits', async () => {
    const world = await startDeploying()
    await world.start()
    world.deploy(await world.merge('a'), 'production')
    expect(await refusal(world)).toMatch(/^nothing-to-deploy: .* is live, and nothing newer waits/)
  })
})

describe('both ways in', () => {
  it('a workflow’s own token dispatches the workflow of the default branch, with the deployment', async () => {
    const { world, c } = await waiting(undefined, ['dispatch'])
    const answer = await deploy(world, {}, { token: 'workflow' })
    expect(answer).toMatchObject({ code: 'deployed', deployment: { creator: 'github-actions[bot]' } })
    const id = (answer as { deployment: { id: number } }).deployment.id
    const inputs = { 'deployment-id': `${id}`, commit: c, environment: 'production' }
    expect(world.dispatches()).toMatchObject([{ ref: 'refs/heads/main', inputs }])
  })

  it('a commit older than the workflow starts nothing: the other one is dispatched, and that is said', async () => {
    const world = await startDeploying(undefined, ['event', 'dispatch'])
    const old = await world.merge('old')
    await world.start()
    await world.merge('new')
    const answer = await deploy(world, { sha: old })
    expect(answer.plan.notes.join()).toContain('is older than the workflow that runs on deployments')
    expect(world.dispatches()).toHaveLength(1)
    await deploy(world, {}, { intent: 'comment:8' })
    expect(world.dispatches()).toHaveLength(1)
  })

  it.each([
    ['workflow', ['event'], "a workflow's own token starts none"],
    ['workflow', [], 'add workflows-templates/deploy-by-dispatch.yml'],
    ['app', [], 'or deploy-by-event.yml'],
  ] as const)('neither is an error before there is a record: %s, %j', async (token, workflows, text) => {
    const { world } = await waiting(undefined, workflows)
    expect(await refusal(world, {}, { token })).toMatch(new RegExp(`^no-way-in: .*${text}`))
  })

  it('of an old commit alone', async () => {
    const world = await startDeploying(undefined, ['event'])
    const old = await world.merge('old')
    await world.start()
    expect(await refusal(world, { sha: old })).toContain('is older than the workflow that runs on deployments')
  })
})

describe('acted once', () => {
  it('the same comment again follows what it led to, although another commit is the newest by now', async () => {
    const { world, c } = await waiting()
    const first = await deploy(world)
    await world.merge('e')
    const again = await deploy(world)
    expect([first, again]).toMatchObject([
      { code: 'deployed', deployment: { made: 'now' }, plan: { to: { sha: c } } },
      { code: 'deployed', deployment: { made: 'before' }, plan: { to: { sha: c } } },
    ])
    expect(world.records()).toHaveLength(1)
    // No plan was shown that is not carried out.
    expect(world.plans).toHaveLength(1)
    expect(await deploy(world, {}, { intent: 'comment:8' })).toMatchObject({ plan: { to: { title: 'e' } } })
  })

  it('another command under the same intent is not answered with what the first led to', async () => {
    const { world, b } = await waiting()
    await deploy(world)
    expect(await refusal(world, { sha: b })).toMatch(/^command-invalid: this request has led to deployment \d+ already/)
    const rollback = {
      verb: 'rollback',
      service: 'hello',
      environment: 'production',
      sha: undefined,
      reason: '',
    } as const
    await expect(world.run(rollback)).rejects.toMatchObject({ reason: 'command-invalid' })
  })

  it('the same comment again after it failed does not try again', async () => {
    const { world } = await waiting()
    const ends = [{ state: 'failure', description: 'Failed: crash' }]
    await deploy(world, {}, { ends })
    expect(await deploy(world)).toMatchObject({ code: 'deploy-failed', deployment: { made: 'before' } })
    expect(world.records()).toHaveLength(1)
  })

  it('two at once: one deployment, both are told of it', async () => {
    const { world } = await waiting()
    const [one, other] = await Promise.all([deploy(world), deploy(world, {}, { login: 'bo', intent: 'comment:8' })])
    const ids = [one, other].map(answer => (answer as { deployment: { id: number } }).deployment.id)
    expect(ids[0]).toBe(ids[1])
    expect([one.code, other.code]).toEqual(['deployed', 'deployed'])
  })

  it.each([500, 503] as const)(
    'a workflow that cannot be started (%i) leaves no open record, and the next request starts anew',
    async status => {
      const { world, c } = await waiting(undefined, ['dispatch'])
      world.github.fail({ how: 'status', status, operationId: 'actions/create-workflow-dispatch', times: 10 })
      const thrown: unknown = await deploy(world, { sha: c }, { token: 'workflow' }).catch((reason: unknown) => reason)
      if (!(thrown instanceof UserError)) throw thrown
      expect(thrown.message).toContain('start the workflow')
      world.github.recover()
      // The same delivery says what became of it.
      expect(await deploy(world, { sha: c }, { token: 'workflow' })).toMatchObject({
        code: 'deploy-error',
        deployment: { made: 'before' },
        end: { text: expect.stringContaining('its workflow could not be started') },
      })
      expect(world.dispatches()).toEqual([])
      const answer = await deploy(world, { sha: c }, { token: 'workflow', intent: 'comment:8' })
      expect(answer).toMatchObject({
        code: 'deployed',
        deployment: { made: 'now' },
        plan: { notes: expect.not.arrayContaining([expect.stringContaining('has no run')]) },
      })
      expect([world.records().length, world.dispatches().length]).toEqual([2, 1])
    },
  )

  it('a dispatch that was never sent, because the door died, is sent by the next delivery, and by another who asks a minute later', async () => {
    for (const [intent, after] of [
      ['comment:7', 0],
      ['comment:8', 61_000],
    ] as const) {
      const { world, c } = await waiting(undefined, ['dispatch'])
      const payload = { 'commit-train': 1, intent: 'comment:7', verb: 'deploy' }
      world.deploy(c, 'production', { creator: 'github-actions[bot]', states: [], payload })
      world.now += after
      const answer = await deploy(world, { sha: c }, { token: 'workflow', intent })
      expect(answer).toMatchObject({ code: 'deployed', deployment: { made: after === 0 ? 'before' : 'other' } })
      expect(world.dispatches()).toHaveLength(1)
    }
  })

  it('another who asks at once leaves the start to the one who made the record', async () => {
    const { world, c } = await waiting(undefined, ['dispatch'])
    world.deploy(c, 'production', { states: [], payload: { 'commit-train': 1, intent: 'comment:7', verb: 'deploy' } })
    await deploy(world, { sha: c }, { token: 'workflow', intent: 'comment:8' })
    expect(world.dispatches()).toEqual([])
  })

  it.each(['reply-lost', 'cut-short'] as const)('a reply that does not come: %s', async how => {
    const { world } = await waiting()
    world.github.fail({ how, operationId: 'repos/create-deployment' })
    expect(await deploy(world)).toMatchObject({ code: 'deployed', deployment: { made: 'now' } })
    expect(world.records()).toHaveLength(1)
  })

  it('a request that was not carried out is sent once more, and not without end', async () => {
    const { world } = await waiting()
    world.github.fail({ how: 'status', status: 502, operationId: 'repos/create-deployment' })
    expect(await deploy(world)).toMatchObject({ code: 'deployed' })
    world.github.fail({ how: 'status', status: 502, operationId: 'repos/create-deployment', times: 2 })
    expect(await refusal(world, { environment: 'staging' }, { intent: 'comment:8' })).toContain('deployment-unclear')
  })
})

describe('force', () => {
  const POLICY = 'doors: [acme-door]\nenvironments: { production: { force: { logins: [ada] } } }\n'

  it('deploys what the checks refuse, with its reason, and says what it ignores', async () => {
    const { world } = await waiting(POLICY)
    const sha = await world.merge('e', { check: 'failure' })
    const answer = await deploy(world, { sha, force: 'outage' })
    expect(answer).toMatchObject({ code: 'deployed', plan: { force: 'outage', ignored: [{ code: 'check-failed' }] } })
    expect(world.records()[0]?.payload).toMatchObject({
      deployment: { payload: { force: { reason: 'outage', ignored: ['check-failed'] } } },
    })
  })

  it('is for those whom the policy names', async () => {
    const { world, d } = await waiting(POLICY)
    expect(await refusal(world, { sha: d, force: 'outage' }, { login: 'bo' })).toContain('force-not-permitted')
  })

  it('ignores no lock', async () => {
    const { world, d } = await waiting(POLICY)
    await world.lock({ environment: 'production' }, 'bo', 'migration')
    expect(await refusal(world, { sha: d, force: 'outage' })).toContain('environment-locked')
  })

  it('ignores nothing where there is nothing to ignore', async () => {
    const { world, c } = await waiting(POLICY)
    expect(await deploy(world, { sha: c, force: 'outage' })).toMatchObject({ plan: { force: null, ignored: [] } })
  })
})
