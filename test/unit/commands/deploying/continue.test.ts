import { expect, test } from 'vitest'
import { UserError } from '../../../../src/errors.ts'
import { NOON } from '../command-world.ts'
import { type DeployingWorld, startDeploying } from './deploying-world.ts'

const POLICY = 'environments: { staging: , production: { strategy: { kind: staged } } }\n'
const HELD = 'Held 1/2: 1 of 5 pods run 3f2c1ab, healthy 60 s; promote or abort (aborts itself Sat 12:00 UTC)'
const WORKFLOW = {
  '.github/workflows/deploy-by-dispatch.yml': `on:
  workflow_dispatch:
    inputs:
      deployment-id: { required: true }
      commit: { required: true }
      environment: { required: true }
      continue: { required: false }
jobs: { deploy: { uses: commit-train/commit-train/.github/workflows/deploy.yml@v1 } }
`,
}
const promote = { verb: 'promote', service: 'hello', environment: 'production' } as const
const abort = { ...promote, verb: 'abort' } as const
const HOLDER = 'https://github.com/acme/hello/actions/runs/41/attempts/1'
const PROMOTES = 'https://github.com/acme/hello/actions/runs/42/attempts/1#promote-1'

/** The deployment of a commit that is held, by a run that is over. */
async function held() {
  const world = await startDeploying(POLICY, [])
  await world.repository.commit({ message: 'Workflows', files: WORKFLOW })
  const sha = await world.merge('Pay by card')
  world.now = NOON
  const id = world.deploy(sha, 'production', { states: [] })
  write(world, id, 'in_progress', HELD, HOLDER)
  return { world, id, sha }
}

function write({ github }: DeployingWorld, id: number, state: State, description: string, logUrl: string): void {
  github.recordDeploymentStatus(id, { state, description, ...(logUrl === '' ? {} : { logUrl }) })
}

type State = Parameters<DeployingWorld['github']['recordDeploymentStatus']>[1]['state']

async function caught(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (thrown) {
    return thrown
  }
  throw new Error('it was not refused')
}

/** The run that was started goes on with it and ends. */
function ends(world: DeployingWorld, id: number, state: State, description: string): void {
  world.onPause = async () => {
    world.onPause = undefined
    write(world, id, 'in_progress', '4/5 Applying', PROMOTES)
    write(world, id, state, description, PROMOTES)
  }
}

test('says on the deployment who asked, starts its run, and follows it to its end', async () => {
  const { world, id, sha } = await held()
  ends(world, id, 'success', 'Deployed in 14 s')
  expect(await world.run(promote)).toMatchObject({
    ...{ code: 'promoted', deployment: { id, sha }, requester: 'ada' },
    end: { text: 'Deployed in 14 s', log: PROMOTES },
  })
  expect(world.steps).toEqual(['Promoting to 2/2, asked by ada'])
  expect(world.dispatches()).toMatchObject([{ inputs: { 'deployment-id': `${id}`, continue: 'promote', commit: sha } }])
})

test('the same request once more starts nothing, and is answered with what came of it', async () => {
  const { world, id } = await held()
  ends(world, id, 'in_progress', HELD.replace('1/2', '2/2'))
  expect(await world.run(promote)).toMatchObject({ code: 'promoted-held' })
  expect(await world.run(promote)).toMatchObject({
    code: 'promoted-held',
    end: { text: expect.stringMatching(/^2\/2: /) },
  })
  expect(world.dispatches()).toHaveLength(1)
})

test('of two who ask the second is refused, and told what the first asked for', async () => {
  const { world } = await held()
  await world.run(promote, { isFollowed: false })
  const thrown = await caught(world.run(abort, { login: 'bo', intent: 'comment:8' }))
  expect(thrown).toMatchObject({
    reason: 'held-by-other',
    message: expect.stringContaining('Promoting to 2/2, asked by ada'),
  })
  expect(world.dispatches()).toHaveLength(1)
})

test('without anything held there is nothing to promote or abort', async () => {
  const { world, id } = await held()
  write(world, id, 'inactive', 'not today', '')
  for (const command of [promote, abort]) {
    expect(await caught(world.run(command))).toMatchObject({ reason: 'nothing-held' })
  }
})

test('a lock of another stops a promotion and no abort; what its run did not change is held as before', async () => {
  const { world, id } = await held()
  await world.lock({ environment: 'production' }, 'bo', 'migration')
  expect(await caught(world.run(promote))).toMatchObject({ reason: 'environment-locked' })
  ends(world, id, 'error', 'Cancelled: aborted by ada at 1 of 5 pods; 9e8d7c6 is live, as before')
  expect(await world.run(abort)).toMatchObject({ code: 'aborted' })
})

test('a run that changed nothing is no promotion', async () => {
  const { world, id } = await held()
  ends(world, id, 'in_progress', HELD)
  expect(await world.run(promote)).toMatchObject({ code: 'continue-failed' })
})

test('a newer deployment is refused while it is held, and status says so and what helps', async () => {
  const { world, id } = await held()
  await world.merge('Fix rounding')
  const thrown = await caught(
    world.run({ verb: 'deploy', service: 'hello', environment: 'production', sha: undefined, force: undefined }),
  )
  expect(thrown).toBeInstanceOf(UserError)
  expect(thrown).toMatchObject({
    reason: 'held-by-other',
    message: expect.stringContaining(`deployment ${id} (`),
    findings: expect.arrayContaining([
      { reason: 'held-by-other', text: 'what is held goes on: commit-train promote production' },
      {
        reason: 'held-by-other',
        text: expect.stringMatching(/: commit-train deploy production [0-9a-f]{7} --all-at-once$/),
      },
    ]),
  })
  const status = await world.run({ verb: 'status', service: undefined, limit: 5 })
  expect(status).toMatchObject({
    environments: expect.arrayContaining([
      expect.objectContaining({
        environment: 'production',
        command: 'promote production',
        open: [expect.objectContaining({ kind: 'held', text: HELD })],
      }),
    ]),
  })
})
