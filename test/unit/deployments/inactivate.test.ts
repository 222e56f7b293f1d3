import { expect, test } from 'vitest'
import { inactivateOlder } from '../../../src/deployments/inactivate.ts'
import { systemClock } from '../../../src/time/system-clock.ts'
import { GitHubScene, type Requested } from './github-scene.ts'

/** Deployments with these tasks, environments and states; then the last one is live. Resolves with each one's last state. */
async function afterwards(
  made: readonly (readonly [string, 'success' | 'failure' | 'in_progress', string?, 'ghs_app'?])[],
  prepare: (scene: GitHubScene) => void = () => undefined,
) {
  const scene = await GitHubScene.open()
  const sha = await scene.commit()
  const all: Requested[] = []
  for (const [task, state, environment = 'production', token = 'ghp_person'] of made) {
    const requested = await scene.request(sha, { task, environment, token })
    scene.github.recordDeploymentStatus(requested.id, { state, logUrl: requested.context.logUrl })
    all.push(requested)
  }
  prepare(scene)
  const live = {
    id: all.at(-1)?.id ?? 0,
    service: 'hello',
    environment: 'production',
    services: ['hello', 'shop'],
    apps: [],
  }
  const clock = { ...systemClock, sleep: async () => undefined }
  await inactivateOlder(scene.effects.connectGitHub(), live, { log: scene.log, clock })
  const last = async (one: Requested) => (await scene.statuses(one)).at(-1)
  return {
    scene,
    states: await Promise.all(all.map(async one => (await last(one))?.state)),
    first: all[0] && (await last(all[0])),
  }
}

test('what was live before is inactive, also in production: of the same service and environment alone', async () => {
  const { states, first } = await afterwards([
    ['deploy:hello', 'success'],
    ['deploy:shop', 'success'],
    ['deploy:hello', 'success', 'staging'],
    ['deploy:hello', 'failure'],
    ['deploy:hello', 'in_progress'],
    ['deploy:hello', 'success'],
  ])
  expect(states).toEqual(['inactive', 'success', 'success', 'failure', 'in_progress', 'success'])
  expect(first).toMatchObject({ description: expect.stringMatching(/^Replaced by deployment \d+$/) })
})

test('a deployment that an App made for itself is left as it is', async () => {
  const { states } = await afterwards([
    ['deploy:hello', 'success', 'production', 'ghs_app'],
    ['deploy:hello', 'success'],
  ])
  expect(states).toEqual(['success', 'success'])
})

test('GitHub does not answer: one line, and nothing is thrown', async () => {
  const { scene, states } = await afterwards(
    [
      ['deploy:hello', 'success'],
      ['deploy:hello', 'success'],
    ],
    ({ github }) =>
      github.fail({ how: 'status', status: 500, operationId: 'repos/create-deployment-status', times: 50 }),
  )
  expect(states).toEqual(['success', 'success'])
  expect(scene.log.lines.at(-1)).toMatch(/^info: What was live or held before still shows as active: /)
})
