import { describe, expect, test } from 'vitest'
import type { DeploymentFacts, DeploymentStatusFacts } from '../../../../src/domain/history/deployment-facts.ts'
import { UserError } from '../../../../src/errors.ts'
import { deployment, HOUR, NOW, OWN, page, run, status, World } from './world.ts'

test('ends what is gone, in order, and leaves what is alive', async () => {
  const world = new World()
  world.deployments = [
    deployment(1),
    deployment(2, { environment: 'production', statuses: [status('in_progress', 42, '4/5 Applying')] }),
    deployment(3, { statuses: [status('in_progress', 43)] }),
    deployment(4),
    deployment(5),
    deployment(6, { statuses: [status('failure', 46)] }),
    deployment(7, { statuses: [status('success', 47), status('inactive', 47)] }),
    deployment(8, { task: 'migrate' }),
  ]
  world.runs = [
    run(42, 'failure', 'Deployment 2'),
    run(43, 'in_progress', 'Deployment 3'),
    run(44, 'failure', 'Deployment 4'),
    run(45, 'waiting', 'Deployment 5'),
  ]
  world.rejected = [44]
  const results = await world.reconcile()
  expect(results.map(({ id, action, reason }) => [id, action, reason])).toEqual([
    [1, 'ended', 'not-picked-up'],
    [2, 'ended', 'run-lost'],
    [3, 'open', ''],
    [4, 'ended', 'review-rejected'],
    [5, 'open', ''],
  ])
  expect(world.written).toEqual([
    { id: 1, state: 'error', description: expect.stringMatching(/^Error: no run: /), logUrl: OWN },
    { id: 2, state: 'error', description: expect.stringContaining('4/5 Applying'), logUrl: `${page(42)}/attempts/1` },
    { id: 4, state: 'failure', description: 'Refused: grace rejected it in review', logUrl: page(44) },
  ])
})

test('a week is looked back; GitHub gets a second between writes, and no wait where nothing is written', async () => {
  const world = new World()
  world.deployments = [deployment(1), deployment(2), deployment(3, { statuses: [status('in_progress', 43)] })]
  world.runs = [run(43, 'in_progress', 'Deployment 3')]
  await world.reconcile()
  const week = NOW - 7 * 24 * HOUR
  expect(world.since).toEqual([week, week])
  expect(world.clock.slept).toEqual([1000])
  await world.reconcile(true)
  expect(world.clock.slept).toHaveLength(1)
})

test('every description fits into a status', async () => {
  const world = new World()
  const said = 'x'.repeat(140)
  world.deployments = [deployment(1), deployment(2, { statuses: [status('in_progress', 42, said)] })]
  await world.reconcile()
  expect(world.written.map(({ description }) => [...description].length <= 140)).toEqual([true, true])
})

test('a deployment of another tool is left alone, whatever its environment and task', async () => {
  const world = new World()
  world.deployments = [deployment(1, { ours: false })]
  expect(await world.reconcile()).toEqual([])
  expect(world.written).toEqual([])
})

describe('what shows as live although a newer one is', () => {
  const live = (id: number, more: Partial<DeploymentFacts> = {}) =>
    deployment(id, { statuses: [status('success', 40 + id)], ...more })

  test('is inactive, of each service in each environment; the newest and those of other tools stay', async () => {
    const world = new World()
    world.deployments = [
      live(1),
      live(2, { environment: 'production' }),
      live(3, { environment: 'Staging' }),
      live(4, { statuses: [status('success', 44), status('inactive', 44)] }),
      live(5, { ours: false }),
      live(6),
      live(7, { statuses: [status('failure', 47)] }),
    ]
    world.spellings = ['Staging']
    expect((await world.reconcile()).map(({ id, action, text }) => [id, action, text])).toEqual([
      [1, 'replaced', 'Replaced by deployment 6'],
      [3, 'replaced', 'Replaced by deployment 6'],
    ])
    expect(world.written).toEqual(
      [1, 3].map(id => ({ id, state: 'inactive', description: 'Replaced by deployment 6', logUrl: undefined })),
    )
  })

  test('is left where it has got a status meanwhile, and in a dry run', async () => {
    const world = new World()
    world.deployments = [live(1), live(2)]
    await world.reconcile(true)
    expect(world.written).toEqual([])
    world.meanwhile = () => {
      world.deployments = [live(1, { statuses: [status('success', 41), status('inactive', 50)] }), live(2)]
    }
    expect(await world.reconcile()).toMatchObject([{ id: 1, action: 'open' }])
    expect(world.written).toEqual([])
  })
})

test.each([
  ['ahead: what GitHub has just created is waited for', NOW - HOUR + 60_000, 'open'],
  ['behind: what is old by GitHub’s clock gets its end', NOW + HOUR, 'ended'],
  ['GitHub does not say: the runner’s own', undefined, 'ended'],
])('the runner’s clock is %s', async (_what, githubTime, action) => {
  const world = new World()
  world.githubTime = githubTime
  world.deployments = [deployment(1)]
  expect(await world.reconcile()).toMatchObject([{ id: 1, action }])
})

describe('a look before the write', () => {
  test('it was deleted meanwhile: it needs no end', async () => {
    const world = new World()
    world.deployments = [deployment(1), deployment(2)]
    world.meanwhile = id => {
      if (id === 1) throw new UserError('github-not-found', 'GitHub refused to show the deployment (404 Not Found)')
    }
    expect((await world.reconcile()).map(({ id, action, text }) => [id, action, text])).toEqual([
      [1, 'open', 'it was deleted meanwhile'],
      [2, 'ended', expect.stringMatching(/^Error: no run/)],
    ])
  })

  test('a write that is answered with 404 is a permission that the token lacks: it failed, and the record is open', async () => {
    const world = new World()
    world.deployments = [deployment(1)]
    world.broken = new UserError('github-not-found', 'GitHub refused to write the status (404 Not Found)')
    expect(await world.reconcile()).toMatchObject([{ id: 1, action: 'failed', reason: 'github-not-found' }])
  })

  test('a run has taken it meanwhile: nothing is written', async () => {
    const world = new World()
    world.deployments = [deployment(1)]
    world.meanwhile = () => {
      world.deployments = [deployment(1, { statuses: [status('in_progress', 50)] })]
    }
    expect(await world.reconcile()).toMatchObject([{ action: 'open', text: 'it has got a status meanwhile' }])
    expect(world.written).toEqual([])
  })

  test('it cannot be written: said, and the others are ended', async () => {
    const world = new World()
    world.deployments = [deployment(1)]
    world.broken = new UserError('github-forbidden', 'no')
    expect(await world.reconcile()).toMatchObject([{ action: 'failed', reason: 'github-forbidden' }])
    expect(world.log.lines).toEqual([expect.stringMatching(/^warning: Deployment 1 .*not written: no$/)])
  })

  test('dry run: nothing is written', async () => {
    const world = new World()
    world.deployments = [deployment(1)]
    expect(await world.reconcile(true)).toMatchObject([{ action: 'ended', reason: 'not-picked-up' }])
    expect(world.written).toEqual([])
  })
})

test('a thousand deployments that no run has taken: each gets its end, a second apart', async () => {
  const world = new World()
  world.deployments = Array.from({ length: 1000 }, (_, at) => deployment(at + 1))
  const results = await world.reconcile()
  expect(new Set(results.map(({ action }) => action))).toEqual(new Set(['ended']))
  expect(world.written.map(({ id }) => id)).toEqual(Array.from({ length: 1000 }, (_, at) => at + 1))
  expect(world.clock.slept).toEqual(Array.from({ length: 999 }, () => 1000))
})

describe('an end that a late status of a step hides', () => {
  function hidden(end: DeploymentStatusFacts): World {
    const world = new World()
    const step = status('in_progress', 42, '5/5 Waiting for the rollout')
    world.deployments = [deployment(1, { statuses: [step, end, step] })]
    world.runs = [run(42, 'success', 'Deployment 1')]
    return world
  }

  test.each([
    status('success', 42, 'Deployed in 14 s'),
    status('failure', 42, 'Failed: Deployment/web: crash'),
    { ...status('inactive', 42, 'Replaced by deployment 2'), logUrl: '' },
  ])('$state is written again, word by word', async end => {
    const world = hidden(end)
    const results = await world.reconcile()
    expect(results.map(({ id, action }) => [id, action])).toEqual([[1, 'ended']])
    const { state, description, logUrl } = end
    expect(world.written).toEqual([{ id: 1, state, description, logUrl: logUrl === '' ? undefined : logUrl }])
  })

  test('a success that a newer deployment has replaced is not shown again', async () => {
    const world = hidden(status('success', 42, 'Deployed in 14 s'))
    world.deployments = [...world.deployments, deployment(2, { statuses: [status('success', 43, 'Deployed in 9 s')] })]
    await world.reconcile()
    expect(world.written).toMatchObject([{ id: 1, state: 'inactive', description: 'Replaced by deployment 2' }])
  })

  test('its own run was quicker: nothing is written', async () => {
    const world = hidden(status('success', 42, 'Deployed in 14 s'))
    world.meanwhile = () => {
      world.deployments = world.deployments.map(one => ({ ...one, statuses: [...one.statuses, ...one.statuses] }))
    }
    expect(await world.reconcile()).toMatchObject([{ id: 1, action: 'open', text: 'it has got a status meanwhile' }])
    expect(world.written).toEqual([])
  })
})
