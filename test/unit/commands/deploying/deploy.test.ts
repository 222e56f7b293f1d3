import { describe, expect, it } from 'vitest'
import { deploy, refusal, waiting } from './deploy-asked.ts'
import { startDeploying } from './deploying-world.ts'

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
