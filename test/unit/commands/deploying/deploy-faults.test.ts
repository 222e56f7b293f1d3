import { expect, test } from 'vitest'
import type { Permissions } from '../../../../packages/github-double/src/state/permission.ts'
import type { DeployAnswer } from '../../../../src/commands/answer/deploy.ts'
import type { DeployCommand } from '../../../../src/commands/command.ts'
import { environmentStands } from '../../../../src/commands/facts/environment-stand.ts'
import { readStand } from '../../../../src/commands/facts/read-stand.ts'
import { renderJson } from '../../../../src/commands/render/json.ts'
import { renderMarkdown } from '../../../../src/commands/render/markdown.ts'
import { deployPlanView, deployView } from '../../../../src/commands/view/deploy.ts'
import { UserError } from '../../../../src/errors.ts'
import { type DeployingWorld, startDeploying } from './deploying-world.ts'

const DEPLOY: DeployCommand = {
  ...{ verb: 'deploy', service: 'hello', environment: 'production' },
  ...{ sha: undefined, force: undefined },
}

async function ready(workflows?: Parameters<typeof startDeploying>[1]): Promise<DeployingWorld> {
  const world = await startDeploying(undefined, workflows)
  await world.start()
  world.deploy(await world.merge('a'), 'production')
  await world.merge('b')
  return world
}

/** Ids of the deployments of the service that have no end. */
async function readOpen(world: DeployingWorld): Promise<readonly number[]> {
  const stand = await readStand(world.ports(), { service: 'hello', newest: 5, login: '' })
  const at = environmentStands(stand).find(({ environment }) => environment.name === 'production')
  if (at?.deployments === undefined) throw new Error('the deployments could not be read')
  return at.deployments.open.map(({ deployment: { id } }) => id)
}

const WHOLE: Permissions = {
  ...{ actions: 'write', checks: 'read', contents: 'read', deployments: 'write', statuses: 'read' },
  pull_requests: 'read',
}

// One permission less at a time: what is missing is named, or what it was for is not needed.
test.each<[keyof Permissions, 'read' | undefined, string]>([
  ['deployments', 'read', 'github-forbidden: GitHub refused to create the deployment'],
  ['deployments', undefined, 'github-'],
  ['contents', undefined, 'github-'],
  ['checks', undefined, 'check-unreadable'],
  ['actions', 'read', 'github-forbidden: GitHub refused to start the workflow'],
])('a token without %s (%s) is refused in words, and nothing is created twice', async (name, level, expected) => {
  const world = await ready(['dispatch'])
  const permissions: Record<string, 'read' | 'write' | undefined> = { ...WHOLE, [name]: level }
  if (level === undefined) delete permissions[name]
  const thrown: unknown = await world
    .run(DEPLOY, { token: 'workflow', permissions: permissions as Permissions })
    .catch((reason: unknown) => reason)
  if (!(thrown instanceof UserError)) throw thrown
  expect(`${thrown.reason}: ${thrown.message}`).toContain(expected)
  expect(world.records().length).toBeLessThanOrEqual(name === 'actions' ? 1 : 0)
  // What was created is in nobody's way.
  const at = await readOpen(world)
  expect(at).toEqual([])
})

const HOSTILE = '<img src=x onerror=1> @acme/all #1 `x` **b** $(reboot) ::error::x \u202e\u2066 | [l](javascript:x)'

test('hostile texts of commits, reasons and payloads are texts in every door', async () => {
  const world = await startDeploying('doors: [acme-door]\nenvironments: { production: { force: { logins: [ada] } } }\n')
  await world.start()
  const live = await world.merge(HOSTILE)
  world.deploy(live, 'production', { payload: { 'commit-train': 1, intent: '../x', actor: { login: HOSTILE } } })
  await world.merge(`${HOSTILE} 2`, { check: 'failure' })
  const answer = (await world.run({ ...DEPLOY, force: `"; rm -rf / #` }, {})) as DeployAnswer
  expect(answer.code).toBe('deployed')
  const [record] = world.records()
  expect(record?.payload).toMatchObject({ deployment: { payload: { force: { reason: '"; rm -rf / #' } } } })
  const surface = { now: world.now, prefix: '/', mentions: true, limit: 60_000 }
  for (const view of [deployView(answer), ...world.plans.map(deployPlanView)]) {
    const text = renderMarkdown(view, surface)
    expect(text).not.toMatch(/<img|@acme\/all|\n::error|\u202e|\u2066|(?<!\\)\]\(javascript/)
  }
  expect(renderJson(answer)).not.toMatch(/[\u202e\u2066\n]/)
})

test('an environment that was deleted at GitHub is one that a deployment makes anew, and one that left the policy is none', async () => {
  const world = await ready()
  expect(await world.run({ ...DEPLOY, environment: 'staging' }, {})).toMatchObject({ code: 'deployed' })
  const thrown: unknown = await world.run({ ...DEPLOY, environment: 'preview' }, {}).catch((reason: unknown) => reason)
  expect(thrown).toMatchObject({ reason: 'command-invalid' })
  expect(world.records()).toHaveLength(1)
})

test('a digit too few of two commits names both', async () => {
  const world = await startDeploying()
  await world.start()
  const { pickCommit } = await import('../../../../src/commands/deploying/pick-commit.ts')
  await world.merge('a')
  const ports = world.ports()
  const stand = await readStand(ports, { service: 'hello', newest: 5, login: '' })
  const line = stand.facts.line
  const [commit] = line?.commits ?? []
  const [environment] = stand.policy.environments
  if (line === undefined || commit === undefined || environment === undefined) throw new Error('there is no commit')
  const twin = { ...commit, sha: `${commit.sha.slice(0, 9)}${'0'.repeat(31)}`, title: 'twin' }
  const twins = { ...stand, facts: { ...stand.facts, line: { ...line, commits: [commit, twin] } } }
  await expect(pickCommit(ports, twins, environment, commit.sha.slice(0, 7))).rejects.toMatchObject({
    reason: 'commit-unknown',
    message: `'${commit.sha.slice(0, 7)}' is the beginning of 2 commits: ${commit.sha.slice(0, 12)} (a), ${twin.sha.slice(0, 12)} (twin)`,
  })
  expect((await pickCommit(ports, twins, environment, twin.sha.slice(0, 12))).position).toBe(1)
})
