import { expect, test } from 'vitest'
import { localLogUrl, newLocalRun } from '../../../../src/domain/claims/local-run.ts'
import type { Requested } from '../../deployments/github-scene.ts'
import { DeployScene } from './deploy-scene.ts'

const payload = { 'commit-train': 1, local: true }

/** The same deployment, named by its id, as a process at a terminal has it. */
function atTerminal(requested: Requested, timeoutMs = 60_000): Requested {
  const run = newLocalRun(0.5, timeoutMs)
  const { runId } = run
  const context = { ...requested.context, runId, attempt: 1, logUrl: localLogUrl(requested.context.page, run) }
  return { ...requested, named: { by: 'id', id: requested.id }, context }
}

/** What a process at a terminal has written by now. */
async function says(scene: DeployScene, { id }: Requested, log_url: string): Promise<void> {
  const body = JSON.stringify({ state: 'in_progress', description: '5/5 Following the rollout', log_url })
  const headers = { authorization: 'Bearer ghp_person', 'content-type': 'application/json' }
  const address = `${scene.github.url}/repos/acme/hello/deployments/${id}/statuses`
  expect((await fetch(address, { method: 'POST', body, headers })).ok).toBe(true)
}

test('a terminal carries a deployment out as a run does, and asks GitHub for no run of its own', async () => {
  const scene = await DeployScene.open()
  const requested = await scene.requested({ payload })
  expect(await scene.deploy(atTerminal(requested))).toMatchObject({ view: { ending: { outcome: 'success' } } })
  const statuses = await scene.statuses(requested)
  expect(statuses.at(-1)).toMatchObject({ state: 'success' })
  const { logUrl } = atTerminal(requested).context
  expect(new Set(statuses.map(one => one.log_url))).toEqual(new Set([logUrl]))
})

test('the run that the event of its record starts leaves it alone, before the terminal has begun and after', async () => {
  const scene = await DeployScene.open()
  const requested = await scene.requested({ payload })
  const left = { kind: 'left-alone', reason: 'deployment-duplicate', expected: true }
  expect(await scene.deploy(requested)).toMatchObject({
    ...left,
    why: 'it was created to be carried out from a terminal',
  })
  expect(await scene.statuses(requested)).toEqual([])
  await scene.deploy(atTerminal(requested))
  expect(await scene.deploy(requested)).toMatchObject(left)
})

test('a person who names it by its id waits while the terminal may still be there, and takes it after that', async () => {
  const scene = await DeployScene.open()
  const requested = await scene.requested({ payload })
  const { logUrl } = atTerminal(requested).context
  const byId: Requested = { ...requested, named: { by: 'id', id: requested.id } }
  await says(scene, requested, logUrl)
  expect(await scene.deploy(byId)).toMatchObject({
    ...{ kind: 'left-alone', reason: 'deployment-in-progress' },
    why: 'a terminal is still working on it; wait for its end',
  })
  const late = await scene.request(requested.sha, { payload })
  await says(scene, late, logUrl.replace(/-\d+s$/, '-0s'))
  expect(await scene.deploy({ ...late, named: { by: 'id', id: late.id } })).toMatchObject({
    view: { ending: { outcome: 'success' } },
  })
})
