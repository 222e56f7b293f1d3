import { expect, test } from 'vitest'
import { until } from '../../../platform/process/until.ts'
import { DeployScene } from './deploy-scene.ts'
import { IMAGE, SECRET } from './deployed-set.ts'

test('a commit that may be deployed goes through every step, and its end is written', async () => {
  const scene = await DeployScene.open()
  const requested = await scene.requested()
  const result = await scene.deploy(requested)
  expect(result).toMatchObject({
    kind: 'ended',
    view: {
      ...{ id: requested.id, repository: 'acme/hello', service: 'hello', environment: 'staging', requester: 'ada' },
      ...{ commit: requested.sha, image: IMAGE, touched: true, causes: [] },
      ending: { outcome: 'success', reason: 'deployed' },
      objects: [
        { object: 'ConfigMap/web', namespace: 'shop', action: 'created' },
        { object: 'Deployment/web', namespace: 'shop', action: 'created' },
      ],
      workloads: [{ object: 'Deployment/web', state: 'complete', desired: 2, available: 2 }],
      links: { log: requested.context.logUrl },
    },
  })
  expect(result).not.toHaveProperty('unwritten')
  expect(scene.calls).toEqual([
    `image ${requested.sha}`,
    `tree ${requested.sha} deploy/templates deploy/staging.yaml`,
    `render ${IMAGE}`,
  ])
  expect(scene.cluster.tried).toEqual(['ConfigMap/web', 'Deployment/web'])
  expect(scene.cluster.applied).toEqual(['ConfigMap/web', 'Deployment/web'])
  expect(scene.cluster.closed).toBe(true)
  const groups = scene.log.lines.filter(line => line.startsWith('group: ')).map(line => line.slice(7, 10))
  expect(groups).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5'])
  const statuses = await scene.statuses(requested)
  expect(statuses.map(({ state }) => state)).toEqual(['in_progress', 'success'])
  expect(statuses.every(({ log_url }) => log_url === requested.context.logUrl)).toBe(true)
  expect(Object.fromEntries(scene.kept)).toMatchObject({ deployment: `${requested.id}`, begun: 'true', ended: 'true' })
})

test('a green commit is deployed whatever another branch says of it, and what does not count is one line', async () => {
  const scene = await DeployScene.open()
  const requested = await scene.requested()
  const ci = { workflow: { path: '.github/workflows/ci.yml', name: 'ci' }, event: 'push', headSha: requested.sha }
  const red = { ...ci, jobs: [{ name: 'test', conclusion: 'failure' as const }] }
  for (const headBranch of ['release', 'v1.2.3']) await scene.github.recordWorkflowRun({ ...red, headBranch })
  // An earlier deployment of the same commit.
  await scene.run(requested.sha)
  expect(await scene.deploy(requested)).toMatchObject({ view: { ending: { outcome: 'success' } } })
  const lines = scene.log.lines.filter(line => line.includes('not count'))
  expect(lines).toEqual([
    "info: - 2 runs do not count: ci (failure): runs for 'release'; ci (failure): runs for 'v1.2.3'",
  ])
})

test('a status for each step that takes its time, six in all, in order', async () => {
  const scene = await DeployScene.open()
  await scene.clock.advance(7000)
  const requested = await scene.requested()
  let written = 0
  const takesTime = async (): Promise<void> => {
    written += 1
    if (written > 1) await scene.clock.advance(1000)
    await until({ what: `${written} statuses` }, async () => scene.statusWrites === written)
  }
  const once = (): (() => Promise<void> | undefined) => {
    let first = true
    return () => {
      if (!first) return undefined
      first = false
      return takesTime()
    }
  }
  Object.assign(scene.at, { gate: once(), render: once(), preflight: once(), apply: once() })
  const deployment = scene.deploy(requested, { stableForMs: 5000 })
  await until({ what: 'the rollout' }, async () => scene.log.lines.at(-1)?.includes('available'))
  await takesTime()
  await scene.clock.advance(5000)
  const ended = await deployment
  expect(ended).toMatchObject({ view: { ending: { outcome: 'success' }, ms: 9000 } })
  expect(scene.clock.sleeping).toBe(0)
  const lines = await scene.statusLines(requested)
  expect(lines.map(line => line.replace(/^(\w+: \d\/5|success).*/, '$1'))).toEqual([
    'in_progress: 1/5',
    'in_progress: 2/5',
    'in_progress: 3/5',
    'in_progress: 4/5',
    'in_progress: 5/5',
    'success',
  ])
})

test('what pre has written counts among the six', async () => {
  const scene = await DeployScene.open()
  const requested = await scene.requested()
  const logUrl = requested.context.logUrl
  for (let at = 0; at < 5; at += 1) {
    scene.github.recordDeploymentStatus(requested.id, {
      state: 'in_progress',
      description: 'The job has begun',
      logUrl,
    })
  }
  await scene.deploy(requested)
  expect(scene.statusWrites).toBe(1)
  expect((await scene.statuses(requested)).at(-1)).toMatchObject({ state: 'success' })
})

test('secrets of the step are masked before anything is read, and hidden in what is shown', async () => {
  const scene = await DeployScene.open()
  const requested = await scene.requested()
  scene.at.gate = () => expect(scene.masked).toContain(SECRET)
  const result = await scene.deploy(requested)
  expect(result).toMatchObject({ view: { warnings: [{ text: 'this looks odd: ***' }] } })
  expect(JSON.stringify([result, await scene.statuses(requested)])).not.toContain(SECRET)
})

test('the lines of the connection stand in the group of the step that needs it', async () => {
  const scene = await DeployScene.open()
  await scene.deploy(await scene.requested())
  const at = scene.log.lines.indexOf('info: connected')
  const group = scene.log.lines.slice(0, at).findLast(line => line.startsWith('group: '))
  expect(group).toMatch(/^group: 3\/5/)
})
