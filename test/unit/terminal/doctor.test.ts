import { expect, test } from 'vitest'
import { startBot } from '../actions/deploybot/bot.ts'
import { BY_DISPATCH, deployWorkflow } from '../commands/doctor/doctor-facts.ts'
import { startTerminal } from './terminal.ts'

const POLICY = 'environments: { staging: , production: }\n'
const WORKFLOW = { '.github/workflows/by-hand.yml': deployWorkflow(BY_DISPATCH) }

/** Of data, what is wrong. */
function found(text: string) {
  const { code, wayIn, items } = JSON.parse(text) as {
    readonly code: string
    readonly wayIn: string
    readonly items: readonly { area: string; object: string; state: string; code: string | null }[]
  }
  const wrong = items.filter(({ state }) => state === 'stops' || state === 'warning')
  return { code, wayIn, wrong: wrong.map(({ state, code: reason, object }) => `${state} ${reason} ${object}`), items }
}

const WARNINGS = [
  'warning workflow-missing reconcile',
  'warning environment-missing staging',
  'warning trunk-not-squashed merges',
  'warning trunk-unchecked required checks',
  'warning trunk-not-reviewed reviews',
  'warning trunk-not-kept force pushes',
]

test('a terminal: what stops deployments ends as 1, warnings as 0, the same as data and as text', async () => {
  const { as, github, repository } = await startTerminal(POLICY)
  github.setRole('ada', 'admin')
  github.protectEnvironment('production', { reviewers: ['grace'], waitMinutes: 5, branches: ['release/*'] })
  const broken = await as('ada', 'doctor', '--json')
  expect(broken.code).toBe(1)
  expect(found(broken.out)).toMatchObject({ code: 'doctor-stops', wayIn: 'neither' })
  expect(found(broken.out).wrong).toEqual(['stops no-way-in deployments', ...WARNINGS])
  await repository.commit({ message: 'two', files: WORKFLOW })
  const refusing = await as('ada', 'doctor')
  expect([refusing.code, refusing.err]).toEqual([1, ''])
  expect(refusing.out).toMatch('1 finding that stops deployments, 6 warnings')
  expect(refusing.out).toMatch('environments, production: its rule about branches does not let in main')
  expect(refusing.out).toMatch('https://github.com/acme/hello/settings/environments')
  github.protectEnvironment('production', { reviewers: ['grace'], branches: ['main'] })
  const before = github.requests.length
  const warned = await as('ada', 'doctor', '--json')
  // docs/commands.md says how many: two of them are queries, and one is for the branches of production.
  const sent = github.requests.slice(before)
  expect([sent.length, sent.filter(({ path }) => path === '/graphql').length]).toEqual([17, 2])
  expect([warned.code, found(warned.out).code, found(warned.out).wayIn]).toEqual([0, 'doctor-warns', 'dispatch'])
  expect(found(warned.out).wrong).toEqual(WARNINGS)
  github.assertNoUnknownRequests()
})

test('what an administrator sees of secrets, and what others do not', async () => {
  const { github, repository, run, as } = await startTerminal(POLICY)
  await repository.commit({ message: 'two', files: WORKFLOW })
  for (const name of ['staging', 'production']) github.protectEnvironment(name, {})
  github.setSecrets(['KUBECONFIG'], { environment: 'production' })
  github.setSecrets(['KUBECONFIG'])
  const permissions = { contents: 'read', actions: 'read', environments: 'read', secrets: 'read' } as const
  github.addToken('ghp_admin', { name: 'admin', kind: 'user', login: 'admin', permissions })
  const { out } = await run({ GH_TOKEN: 'ghp_admin' }, 'doctor', '--json')
  expect(found(out).wrong).toContain('warning secret-falls-back KUBECONFIG of staging')
  expect(found(out).wrong).toContain('stops token-permission-missing checks')
  const secrets = found((await as('ada', 'doctor', '--json')).out).items.filter(({ area }) => area === 'secrets')
  expect(secrets.map(({ state, code }) => [state, code])).toEqual([['unknown', 'github-forbidden']])
})

test('a policy that is missing or wrong is a finding, and everything else is looked at', async () => {
  const { as, repository } = await startTerminal('environments: { staging: }\nenviroments: {}\n')
  await repository.commit({ message: 'two', files: WORKFLOW })
  const { code, out } = await as('ada', 'doctor', '--json')
  expect(code).toBe(1)
  expect(found(out)).toMatchObject({ wayIn: 'dispatch' })
  expect(found(out).wrong).toContain('stops policy-invalid .github/commit-train.yml')
  expect((await as('ada', 'doctor', 'production')).code).toBe(2)
})

test('a token that GitHub does not take, or a repository that it does not show, is an error', async () => {
  const { run, github } = await startTerminal()
  expect((await run({ GH_TOKEN: 'none' }, 'doctor')).code).toBe(3)
  github.addToken('ghp_else', { name: 'else', kind: 'user', login: 'else', repositories: ['acme/other'] })
  expect((await run({ GH_TOKEN: 'ghp_else' }, 'doctor')).err).toMatch('it does not exist, or the token may not see it')
})

test('a comment: the same findings in the reply; who may not write is refused', async () => {
  const { ask, github, repository } = await startBot(POLICY)
  await repository.commit({ message: 'two', files: { '.github/workflows/deploy.yml': deployWorkflow('deployment') } })
  const { reply, outputs, runner } = await ask('ada', '/doctor')
  expect(outputs).toMatchObject({ decision: 'failed', code: 'doctor-stops' })
  // The person has the reply.
  expect(runner.failures).toEqual([])
  expect(found(outputs.answer ?? '').wrong).toContain('stops no-way-in github-actions')
  expect(reply).toContain('❌ **acme/hello**: 1 finding that stops deployments')
  github.setRole('eve', 'triage')
  github.addToken('ghp_eve', { name: 'eve', kind: 'user', login: 'eve' })
  expect((await ask('eve', '/doctor')).outputs).toMatchObject({ code: 'command-not-permitted' })
})
