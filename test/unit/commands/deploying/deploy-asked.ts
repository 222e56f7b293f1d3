import { expect } from 'vitest'
import type { DeployAnswer } from '../../../../src/commands/answer/deploy.ts'
import type { DeployCommand } from '../../../../src/commands/command.ts'
import { UserError } from '../../../../src/errors.ts'
import { type DeployingWorld, startDeploying } from './deploying-world.ts'

const DEPLOY: DeployCommand = {
  ...{ verb: 'deploy', service: 'hello', environment: 'production' },
  ...{ sha: undefined, force: undefined },
}

type Options = Parameters<DeployingWorld['run']>[1]

export async function deploy(world: DeployingWorld, more: Partial<DeployCommand> = {}, options: Options = {}) {
  return (await world.run({ ...DEPLOY, ...more }, options)) as DeployAnswer
}

/** Why it comes to nothing. */
export async function refusal(world: DeployingWorld, more: Partial<DeployCommand> = {}, options: Options = {}) {
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
export async function waiting(policy?: string, workflows?: Parameters<typeof startDeploying>[1]) {
  const world = await startDeploying(policy, workflows)
  await world.start()
  const a = await world.merge('a')
  world.deploy(a, 'production', { creator: 'bo' })
  const b = await world.merge('b', { author: 'bo' })
  const c = await world.merge('c')
  const d = await world.merge('d', { check: 'running' })
  return { world, a, b, c, d }
}
