import { expect, test } from 'vitest'
import { finishAfterJob } from '../../../../src/deployments/job/end.ts'
import { announceJobStart } from '../../../../src/deployments/job/start.ts'
import { askedUrl } from '../../../../src/domain/claims/asked.ts'
import { createStatus } from '../../../../src/github/deployments.ts'
import { GitHubScene, type Requested } from '../github-scene.ts'

async function announced(
  options: Parameters<GitHubScene['request']>[1] = {},
  prepare: (scene: GitHubScene) => void = () => undefined,
): Promise<{ scene: GitHubScene; requested: Requested }> {
  const scene = await GitHubScene.open()
  const requested = await scene.request(await scene.commit(), options)
  prepare(scene)
  await announceJobStart(requested.named, requested.context, scene.effects)
  return { scene, requested }
}

test('the job of a deployment of ours has begun: said on GitHub, and kept for post', async () => {
  const { scene, requested } = await announced()
  expect(await scene.statuses(requested)).toMatchObject([
    { state: 'in_progress', description: 'The job has begun', log_url: requested.context.logUrl },
  ])
  expect(Object.fromEntries(scene.kept)).toEqual({ deployment: String(requested.id) })
})

test('deployments of others: nothing is written, nothing is kept', async () => {
  const { scene, requested } = await announced({ environment: 'github-pages' })
  expect(await scene.statuses(requested)).toEqual([])
  expect(scene.kept.size).toBe(0)
})

test('a deployment that another run has: nothing is written', async () => {
  const { scene, requested } = await announced()
  await announceJobStart(requested.named, await scene.run(requested.sha), scene.effects)
  expect(await scene.statuses(requested)).toHaveLength(1)
})

test('with Slack: the message that post would have to write is kept, and none is sent', async () => {
  const { scene, requested } = await announced({}, scene => {
    scene.withSlack = true
  })
  expect(JSON.parse(scene.kept.get('slack') ?? '')).toMatchObject({
    wanted: 'all',
    facts: { channel: 'C0DEPLOYS', deploymentId: requested.id, commit: requested.sha, requester: { login: 'ada' } },
  })
  expect(scene.slack.taken).toEqual([])
})

test('an environment without a channel: no message is kept', async () => {
  const { scene } = await announced({ environment: 'production' }, scene => {
    scene.withSlack = true
  })
  expect(scene.kept.get('slack')).toBeUndefined()
})

test('what is wrong is thrown, and the deployment is kept as claimed', async () => {
  const scene = await GitHubScene.open()
  const requested = await scene.request(await scene.commit())
  scene.github.fail({ how: 'status', status: 500, operationId: 'repos/create-deployment-status', times: 50 })
  await expect(announceJobStart(requested.named, requested.context, scene.effects)).rejects.toMatchObject({
    reason: 'github-unreachable',
  })
  expect(scene.kept.get('deployment')).toBe(String(requested.id))
})

const PAGE = 'https://github.com/acme/hello'
const HELD = 'Held 1/3: 1 of 5 pods run aaaaaaa, healthy 60 s'

/** A deployment that is held, and what was written since. */
async function heldWith(...since: readonly (readonly [description: string, logUrl: string])[]) {
  const scene = await GitHubScene.open()
  const requested = await scene.request(await scene.commit())
  const github = scene.effects.connectGitHub()
  for (const [description, logUrl] of [[HELD, requested.context.logUrl] as const, ...since]) {
    await createStatus(github, { deploymentId: requested.id, state: 'in_progress', description, logUrl })
  }
  return { scene, requested, context: await scene.run(requested.sha) }
}

test('what a door has asked for is said by its name, also before main begins', async () => {
  const asked = askedUrl({ page: PAGE, environment: 'staging' }, 'promote', 'comment:1')
  const { scene, requested, context } = await heldWith(['Promoting to 2/3, asked by grace', asked])
  await announceJobStart(requested.named, { ...context, startedBy: 'the-door[bot]' }, scene.effects, 'promote')
  expect((await scene.statusLines(requested)).at(-1)).toBe('in_progress: Promoting to 2/3, asked by grace')
  expect(scene.kept.get('held')).toBe(HELD)
})

test('a promotion that died while it changed the cluster is gone on with, and is not as held as before', async () => {
  const dead = `${PAGE}/actions/runs/4242/attempts/1#promote-1`
  const { scene, requested, context } = await heldWith(['5/5 Waiting for the rollout', dead])
  await announceJobStart(requested.named, context, scene.effects, 'promote')
  expect((await scene.statusLines(requested)).at(-1)).toMatch(/^in_progress: Promoting to 2[/]3/)
  expect(scene.kept.get('held')).toBeUndefined()
  await finishAfterJob(context, scene.effects)
  expect((await scene.statusLines(requested)).at(-1)).toMatch(/^error: Error: /)
})

test('a late status of the run that held it changes nothing about that', async () => {
  const { scene, requested, context } = await heldWith()
  await createStatus(scene.effects.connectGitHub(), {
    ...{ deploymentId: requested.id, state: 'in_progress', description: '5/5 Waiting for the rollout' },
    logUrl: requested.context.logUrl,
  })
  await announceJobStart(requested.named, context, scene.effects, 'promote')
  expect(scene.kept.get('held')).toBe(HELD)
})
