import { expect, test } from 'vitest'
import { askedUrl } from '../../../../src/domain/claims/asked.ts'
import type { DeploymentStatusFacts } from '../../../../src/domain/history/deployment-facts.ts'
import { UserError } from '../../../../src/errors.ts'
import { deployment, HOUR, NOW, OWN, run, status, World } from './world.ts'

/** 1970-01-01, a Thursday, 00:16:40. */
const SAID = 'Held 1/3: 1 of 5 pods run aaaaaaa, healthy 60 s; promote or abort (aborts itself Thu 01:00 UTC)'
const OVER = Date.parse('1970-01-01T01:00:00Z')
const PAGE = 'https://github.com/acme/hello'

function held(more: readonly DeploymentStatusFacts[] = []) {
  const world = new World()
  world.deployments = [deployment(7, { statuses: [status('in_progress', 42, SAID), ...more] })]
  world.runs = [run(42, 'success', 'Deployment 7')]
  return world
}

function asked(how: 'promote' | 'abort', at: number): DeploymentStatusFacts {
  const logUrl = askedUrl({ page: PAGE, environment: 'staging' }, how, 'comment:1')
  return { ...status('in_progress', 0, 'Promoting to 2/3, asked by ada'), logUrl, createdAt: at }
}

test('stays as long as its time is not up, and its run is not taken for dead; what is not seen is said', async () => {
  const world = held()
  world.githubTime = OVER - 1
  expect(await world.reconcile()).toMatchObject([
    {
      ...{ id: 7, action: 'open', reason: '' },
      text: 'held 1/3: 1 of 5 pods run aaaaaaa, healthy 60 s; its pods are not looked at',
    },
  ])
  expect([world.written, world.aborted]).toEqual([[], []])
})

test("is aborted by a run of its own when its time is up, by GitHub's clock; who comes at the same time sees it", async () => {
  const world = held()
  world.githubTime = OVER
  expect(await world.reconcile()).toMatchObject([{ id: 7, action: 'aborting', reason: 'hold-expired' }])
  expect(world.aborted).toEqual([7])
  expect(world.written).toEqual([
    {
      ...{ id: 7, state: 'in_progress', description: 'Aborting at 1/3: its time is up' },
      logUrl: askedUrl({ page: PAGE, environment: 'staging' }, 'abort', OWN),
    },
  ])
})

test('is aborted where a reviewer rejected the run that waits to go on', async () => {
  const world = held()
  world.runs = [run(42, 'failure', 'Deployment 7')]
  world.rejected = [42]
  expect(await world.reconcile()).toMatchObject([{ action: 'aborting', reason: 'review-rejected' }])
  expect(world.written).toMatchObject([{ description: 'Aborting at 1/3: grace rejected it in review' }])
})

test('a dry run starts nothing', async () => {
  const world = held()
  world.githubTime = OVER
  expect(await world.reconcile(true)).toMatchObject([{ action: 'aborting', reason: 'hold-expired' }])
  expect([world.written, world.aborted]).toEqual([[], []])
})

test('without a workflow that aborts it is red, and nothing is written', async () => {
  const world = held()
  world.githubTime = OVER
  world.noWay = new UserError('no-way-in', 'no workflow of the default branch can do it')
  expect(await world.reconcile()).toMatchObject([
    {
      ...{ action: 'failed', reason: 'hold-expired' },
      text: 'its time is up, and the run that aborts it could not be started: no workflow of the default branch can do it',
    },
  ])
  expect(world.written).toEqual([])
})

test('what was asked for a moment ago is waited for; after that it is asked for once more', async () => {
  const world = held([asked('promote', OVER)])
  world.githubTime = OVER + 9 * 60_000
  expect(await world.reconcile()).toMatchObject([{ action: 'open', text: expect.stringContaining('asked by ada') }])
  world.githubTime = OVER + 10 * 60_000
  expect(await world.reconcile()).toMatchObject([{ action: 'aborting' }])
})

test('one that got a status meanwhile is left alone', async () => {
  const world = held()
  world.githubTime = OVER
  world.meanwhile = () => {
    world.deployments = [deployment(7, { statuses: [status('in_progress', 42, SAID), asked('promote', OVER)] })]
  }
  expect(await world.reconcile()).toMatchObject([{ action: 'open', text: 'it has got a status meanwhile' }])
  expect(world.aborted).toEqual([])
})

test('what a newer one that is live has replaced is superseded', async () => {
  const world = held()
  world.deployments = [deployment(8, { statuses: [status('success', 48)] }), ...world.deployments]
  world.githubTime = OVER + HOUR
  expect(await world.reconcile()).toMatchObject([{ id: 7, action: 'replaced' }])
  expect(world.written).toMatchObject([{ id: 7, state: 'inactive', description: 'Superseded: by deployment 8' }])
  expect(NOW).toBeLessThan(OVER)
})

test('is held as before where the run that was to go on died before it changed anything', async () => {
  const promoting = status('in_progress', 43, 'Promoting to 2/3, asked by ada')
  const world = held([{ ...promoting, logUrl: `${promoting.logUrl}#promote-1` }])
  world.runs = [...world.runs, run(43, 'failure', 'Deployment 7')]
  expect(await world.reconcile()).toMatchObject([{ action: 'open', text: expect.stringContaining('changed nothing') }])
  expect(world.written).toMatchObject([{ state: 'in_progress', description: SAID }])
})

test('a run that goes on with it and died ends it, with how far it was', async () => {
  const promoting = { ...status('in_progress', 43, '4/5 Applying') }
  const world = held([{ ...promoting, logUrl: `${promoting.logUrl}#promote-1` }])
  world.runs = [...world.runs, run(43, 'failure', 'Deployment 7')]
  expect(await world.reconcile()).toMatchObject([{ action: 'ended', reason: 'run-lost' }])
  expect(world.written).toMatchObject([{ description: expect.stringContaining('at "4/5 Applying"') }])
})

test('is looked for as long as the policy may let it be held; elsewhere a week is enough', async () => {
  const world = held()
  world.policyText = 'environments:\n  staging: { strategy: { kind: staged, expires: 30d } }\n  production:\n'
  await world.reconcile()
  const now = world.clock.now()
  expect(world.since.map(since => (now - since) / (24 * HOUR))).toEqual([35, 7])
})
