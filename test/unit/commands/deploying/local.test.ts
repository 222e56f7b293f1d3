import { expect, test } from 'vitest'
import type { RollbackCommand } from '../../../../src/commands/command.ts'
import type { CarryOutHere, CommandPorts } from '../../../../src/commands/ports.ts'
import { UserError } from '../../../../src/errors.ts'
import type { GitHubClient } from '../../../../src/github/client.ts'
import { LockRefs } from '../../../../src/github/locks/lock-refs.ts'
import { startDeploying } from './deploying-world.ts'

const ROLLBACK: RollbackCommand = {
  ...{ verb: 'rollback', service: 'hello', environment: 'production' },
  ...{ sha: undefined, reason: '5xx' },
}
const APP = { name: 'acme-door', kind: 'app' } as const
const DONE = { outcome: 'success', text: 'Deployed in 1 s', log: '' } as const

/** A rollback that is carried out here, and locks what it rolls back; `b` is live, before it `a`. */
async function rollingBack() {
  const world = await startDeploying('doors: [acme-door]\nenvironments: { production: { lock-after-rollback: 4h } }\n')
  await world.start()
  world.deploy(await world.merge('a'), 'production')
  world.deploy(await world.merge('b'), 'production')
  const stop = new AbortController()
  const { github, locks } = world.ports(APP)
  const stoppable: GitHubClient = {
    ...github,
    octokit: async () => {
      stop.signal.throwIfAborted()
      return github.octokit()
    },
  }
  const place = { owner: 'acme', repo: 'hello' }
  const base = { github: stoppable, locks: new LockRefs(stoppable, place, 'custom'), afterStop: { github, locks } }
  const run = (carryOutHere: CarryOutHere, more: Partial<CommandPorts> = {}, intent = 'terminal:1') =>
    world
      .run(ROLLBACK, { intent, ends: [], ports: { ...base, carryOutHere, ...more } })
      .catch((thrown: unknown) => thrown)
  const statuses = async (id: number) => {
    const octokit = await github.octokit()
    const { data } = await octokit.rest.repos.listDeploymentStatuses({ ...place, deployment_id: id })
    return data.map(({ state, description }) => `${state}: ${description}`)
  }
  const stopped = () => {
    stop.abort(new Error('stopped'))
    return stop.signal.reason as Error
  }
  const held = async () => (await locks.list()).refs.map(({ name }) => name)
  const ids = () => world.records().map(({ payload }) => (payload as { deployment: { id: number } }).deployment.id)
  return { world, run, statuses, stopped, held, ids, stoppable, github }
}

const CANCELLED = 'inactive: Cancelled: stopped before it began'

test('a record whose deployment was stopped before it began is withdrawn, its lock given back, and the next who asks has one', async () => {
  const it = await rollingBack()
  const locked: string[][] = []
  const thrown = await it.run(async () => {
    locked.push(await it.held())
    throw it.stopped()
  })
  expect(thrown).toMatchObject({ message: 'stopped' })
  expect(locked[0]).toHaveLength(1)
  const [id = 0] = it.ids()
  expect(await it.statuses(id)).toEqual([CANCELLED])
  expect(it.world.steps).toContain(`deployment ${id} had not begun, and is withdrawn`)
  expect(await it.held()).toEqual([])
  const next = await it.run(async () => DONE, { github: it.github, locks: it.world.ports(APP).locks }, 'terminal:2')
  expect(next).toMatchObject({ code: 'deployed', deployment: { made: 'now' } })
})

test('one that was stopped between the record and its lock leaves neither', async () => {
  const it = await rollingBack()
  // GitHub has made the record, and what is asked next is not waited for any more.
  let last = 0
  const github: GitHubClient = {
    ...it.stoppable,
    octokit: async () => {
      if (it.ids().length > last) {
        last = it.ids().length
        it.stopped()
      }
      return it.stoppable.octokit()
    },
  }
  expect(await it.run(() => Promise.reject(new Error('never')), { github })).toMatchObject({ message: 'stopped' })
  const [id = 0] = it.ids()
  expect(await it.statuses(id)).toEqual([CANCELLED])
  expect(await it.held()).toEqual([])
})

test('what could not begin says why on its record; what has begun, and the lock of it, stay as they are', async () => {
  const it = await rollingBack()
  const refusal = new UserError('program-missing', 'kubectl is gone')
  expect(await it.run(() => Promise.reject(refusal))).toBe(refusal)
  expect(await it.statuses(it.ids()[0] ?? 0)).toEqual(['inactive: Error: it did not begin: kubectl is gone'])
  const begun = it.run(
    async ({ id }) => {
      const octokit = await it.github.octokit()
      const status = { state: 'in_progress', description: '1/5', auto_inactive: false } as const
      await octokit.rest.repos.createDeploymentStatus({ owner: 'acme', repo: 'hello', deployment_id: id, ...status })
      throw it.stopped()
    },
    {},
    'terminal:2',
  )
  expect(await begun).toMatchObject({ message: 'stopped' })
  expect(await it.statuses(it.ids()[1] ?? 0)).toEqual(['in_progress: 1/5'])
  expect(await it.held()).toHaveLength(1)
  expect(it.world.steps.at(-1)).toContain('production of hello stays locked')
})
