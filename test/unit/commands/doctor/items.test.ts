import { expect, test } from 'vitest'
import type { DoctorItem } from '../../../../src/commands/answer/doctor.ts'
import { clusterItems } from '../../../../src/commands/doctor/cluster-items.ts'
import { environmentItems } from '../../../../src/commands/doctor/environment-items.ts'
import type { DoctorFacts } from '../../../../src/commands/doctor/facts.ts'
import { secretItems } from '../../../../src/commands/doctor/secret-items.ts'
import { serverItems } from '../../../../src/commands/doctor/server-items.ts'
import { tokenItems } from '../../../../src/commands/doctor/token-items.ts'
import { trunkItems } from '../../../../src/commands/doctor/trunk-items.ts'
import { wayInItems } from '../../../../src/commands/doctor/way-in-items.ts'
import { workflowItems } from '../../../../src/commands/doctor/workflow-items.ts'
import { doctorAnswer } from '../../../../src/commands/verbs/doctor.ts'
import { BY_DISPATCH, deployWorkflow, factsWith, REFUSED, read, wrong } from './doctor-facts.ts'

const EVENT = { 'deploy.yml': deployWorkflow('deployment') }
const DISPATCH = { 'by-hand.yml': deployWorkflow(BY_DISPATCH) }
const BOT =
  'on: issue_comment\njobs: { a: { permissions: write-all, steps: [{ uses: acme/commit-train@v1, with: { token: TOKEN } }] } }'

test('a repository that is set up as it should be', () => {
  const answer = doctorAnswer(factsWith())
  expect(wrong(answer.items)).toEqual(['unknown - pull-requests'])
  expect(answer).toMatchObject({ code: 'doctor-good', wayIn: 'event', repository: 'acme/hello', server: null })
  expect(new Set(answer.items.map(({ area }) => area))).toEqual(
    new Set([
      'repository',
      'policy',
      'way in',
      'workflows',
      'token',
      'environments',
      'secrets',
      'trunk',
      'locks',
      'cluster',
    ]),
  )
})

test.each([
  ['neither', 'ada', {}, ['stops no-way-in deployments']],
  ['event', 'ada', EVENT, []],
  ['event', 'github-actions', EVENT, ['stops no-way-in github-actions']],
  ['dispatch', 'github-actions[bot]', DISPATCH, []],
  ['both', 'github-actions', { ...EVENT, ...DISPATCH }, []],
  ['event', 'ada', { ...EVENT, 'bot.yml': BOT.replace(', with: { token: TOKEN }', '') }, ['stops no-way-in bot.yml']],
  ['event', 'ada', { ...EVENT, 'bot.yml': BOT.replace('TOKEN', '"${{ secrets.APP }}"') }, []],
  // It may call what deploys by a workflow of its own.
  ['event', 'ada', { 'own.yml': 'on: deployment\njobs: { a: { uses: acme/hello/.github/workflows/x.yml@main } }' }, []],
])('way in: %s, for %s', (wayIn, login, workflows, expected) => {
  const facts = factsWith({ login, workflows })
  expect(wrong(wayInItems(facts))).toEqual(expected)
  expect(doctorAnswer(facts).wayIn).toBe(wayIn)
})

test.each([
  ['all', deployWorkflow('deployment'), []],
  ['not pinned', deployWorkflow('deployment').replace(/@a+/, '@v1'), ['warning workflow-not-pinned deploy.yml']],
  [
    'one permission less',
    deployWorkflow('deployment').replace('checks: read, ', ''),
    ['stops workflow-permission-missing deploy.yml, job deploy'],
  ],
  [
    'read in place of write',
    deployWorkflow('deployment').replace('deployments: write', 'deployments: read'),
    ['stops workflow-permission-missing deploy.yml, job deploy'],
  ],
  ['none written', deployWorkflow('deployment', ''), ['unknown - deploy.yml, job deploy']],
  ['all to write', deployWorkflow('deployment', 'permissions: write-all'), []],
  [
    'all to read',
    deployWorkflow('deployment', 'permissions: read-all'),
    ['stops workflow-permission-missing deploy.yml, job deploy'],
  ],
])('workflow: %s', (_, text, expected) => {
  expect(wrong(workflowItems(factsWith({ workflows: { 'deploy.yml': text } })))).toEqual(expected)
})

test('a permission that a job lacks is named, with the line to copy', () => {
  const text = deployWorkflow('deployment').replace('checks: read, statuses: read, ', '')
  const items = workflowItems(factsWith({ workflows: { 'deploy.yml': text } }))
  expect(items.find(({ state }) => state === 'stops')).toMatchObject({
    text: "its token lacks checks: read, statuses: read, which 'deploys' needs",
    copy: 'permissions: { contents: read, checks: read, statuses: read, actions: read, deployments: write, packages: read, attestations: read }',
    link: 'https://github.example/acme/hello/blob/main/.github/workflows/deploy.yml',
  })
})

test('a workflow that the policy counts on, and that is not there', () => {
  const facts = factsWith({ policy: 'slack: { channel: C0123456789 }\nenvironments: { staging: }', workflows: {} })
  expect(wrong(workflowItems(facts))).toEqual([])
  expect(workflowItems(facts)).toContainEqual(expect.objectContaining({ object: 'notify-stale', state: 'skipped' }))
  const quiet = factsWith({ workflows: {} })
  expect(workflowItems(quiet).map(({ object }) => object)).toEqual(['reconcile.yml', 'reconcile.yml, job a'])
  const { branch } = facts.workflows.isRead ? facts.workflows.value : { branch: [] }
  const without = {
    ...facts,
    workflows: read({ login: 'ada', branch: branch.filter(({ file }) => file !== 'reconcile.yml') }),
  }
  expect(wrong(workflowItems(without))).toContain('warning workflow-missing reconcile')
  expect(wrong(workflowItems({ ...facts, workflows: REFUSED }))).toEqual(['unknown github-forbidden workflows'])
})

const all = (value: boolean): DoctorFacts['reads'] =>
  new Map((['contents', 'checks', 'deployments', 'issues'] as const).map(name => [name, read(value)]))

test.each<[string, Partial<DoctorFacts['settings']>, DoctorFacts['reads'], readonly string[]]>([
  ['what it may write is not shown', {}, all(true), ['unknown - contents', 'unknown - deployments']],
  ['a classic token', { scopes: ['repo'] }, all(true), []],
  ['of a public repository', { scopes: ['public_repo'], isPublic: true }, all(true), []],
  [
    'of a private one',
    { scopes: ['public_repo', 'repo_deployment'] },
    all(true),
    ['stops token-permission-missing contents'],
  ],
  [
    'of a person who may only read',
    { scopes: ['repo'], mayPush: false },
    all(true),
    ['stops token-permission-missing contents', 'stops token-permission-missing deployments'],
  ],
  [
    'that may not even read',
    {},
    all(false),
    ['contents', 'checks', 'deployments'].map(name => `stops token-permission-missing ${name}`),
  ],
  ['of which GitHub says nothing', {}, new Map([['checks', REFUSED]]), ['unknown github-forbidden checks']],
])('token: %s', (_, settings, reads, expected) => {
  const found = wrong(tokenItems({ ...factsWith({ settings }), reads }))
  expect(found).toEqual([...expected, 'unknown - pull-requests'])
})

test('the permission for replies is looked at where there is a reply', () => {
  const facts = { ...factsWith(), reads: all(false) }
  expect(wrong(tokenItems({ ...facts, door: 'comment' }))).toContain('warning token-permission-missing issues')
})

const BOTH = { ...EVENT, ...DISPATCH }
const NAMED = [{ refs: 'named' }] as const

test.each<[string, Parameters<typeof factsWith>[0], readonly string[] | undefined, readonly string[]]>([
  ['any branch', {}, undefined, []],
  ['none there', { environments: [] }, undefined, ['warning environment-missing staging']],
  ['another spelling', { environments: [{ name: 'Staging' }] }, undefined, []],
  ['by event, a rule', { environments: NAMED }, ['main'], ['stops environment-refuses-run staging']],
  [
    'by event, protected',
    { environments: [{ refs: 'protected' }] },
    undefined,
    ['stops environment-refuses-run staging'],
  ],
  ['by dispatch, its branch', { environments: NAMED, workflows: DISPATCH }, ['release/*', 'main'], []],
  ['by dispatch, a pattern', { environments: NAMED, workflows: DISPATCH }, ['m*'], []],
  [
    'by dispatch, others',
    { environments: NAMED, workflows: DISPATCH },
    ['release/*'],
    ['stops environment-refuses-run staging'],
  ],
  ['by dispatch, protected', { environments: [{ refs: 'protected' }], workflows: DISPATCH }, undefined, []],
  [
    'by dispatch, protected, and the branch is not',
    { environments: [{ refs: 'protected' }], workflows: DISPATCH, trunk: { isProtected: false } },
    undefined,
    ['unknown environment-refuses-run staging'],
  ],
  ['both ways, a rule', { environments: NAMED, workflows: BOTH }, ['main'], ['stops environment-refuses-run staging']],
  ['an App decides', { environments: [{ appRules: ['scan'] }] }, undefined, ['stops environment-refuses-run staging']],
])('environment: %s', (_, given, refs, expected) => {
  const facts = factsWith(given)
  const environmentRefs = new Map(refs === undefined ? [] : [['staging', read(refs)]])
  expect(wrong(environmentItems({ ...facts, environmentRefs }))).toEqual(expected)
})

test('what lets jobs into an environment is said', () => {
  const facts = factsWith({
    environments: [{ reviewers: ['grace', 'team ops'], waitMinutes: 30, refs: 'named' }],
    workflows: DISPATCH,
  })
  const shown = (items: readonly DoctorItem[]) => items.filter(({ state }) => state === 'good').map(({ text }) => text)
  const environmentRefs = new Map([['staging', read(['main', 'release/*'])]])
  expect(shown(environmentItems({ ...facts, environmentRefs }))).toEqual([
    'reviewers grace, team ops; waits 30 min; main, release/*',
  ])
  expect(wrong(environmentItems({ ...facts, environments: REFUSED }))).toEqual([
    'unknown github-forbidden environments',
  ])
})

test.each<[string, readonly string[], readonly string[], readonly string[], readonly string[]]>([
  ['its own', ['KUBECONFIG'], [], [], []],
  ['of the repository', [], ['KUBECONFIG'], [], ['warning secret-falls-back KUBECONFIG of staging']],
  ['of the organization', [], [], ['KUBECONFIG'], ['warning secret-falls-back KUBECONFIG of staging']],
  ['none', [], [], [], ['stops secret-missing KUBECONFIG of staging']],
  // Meant for all: no environment has it.
  ['one for all', ['KUBECONFIG'], ['REGISTRY_PASSWORD'], [], []],
])('secret: %s', (_, own, repository, organization, expected) => {
  const secrets = read({ repository, organization, environments: new Map([['staging', own]]) })
  expect(wrong(secretItems({ ...factsWith(), secrets }))).toEqual(expected)
})

test('a secret that another environment has for itself, and one that templates read', () => {
  const workflows = { 'deploy.yml': deployWorkflow('deployment', undefined, 'secret-env: "GREETING, OTHER"') }
  const facts = factsWith({ policy: 'environments: { staging: , production: }', workflows })
  const environments = new Map([
    ['staging', ['KUBECONFIG', 'GREETING', 'DATABASE']],
    ['production', ['KUBECONFIG']],
  ])
  const secrets = read({ repository: ['DATABASE', 'OTHER'], organization: [], environments })
  const items = secretItems({ ...facts, secrets })
  expect(wrong(items)).toEqual([
    'warning secret-falls-back OTHER of staging',
    'warning secret-falls-back DATABASE of production',
    'stops secret-missing GREETING of production',
    'warning secret-falls-back OTHER of production',
  ])
  expect(items.find(({ object }) => object === 'DATABASE of production')?.copy).toBe(
    'gh secret set DATABASE --env production',
  )
  expect(wrong(secretItems({ ...facts, secrets: REFUSED }))).toEqual(['unknown github-forbidden secrets'])
})

test.each<[string, Parameters<typeof factsWith>[0], readonly string[]]>([
  ['as it should be', {}, []],
  ['merge commits', { settings: { merges: ['merge', 'squash'] } }, ['warning trunk-not-squashed merges']],
  [
    'a ruleset allows squash alone',
    {
      settings: { merges: ['merge', 'squash'] },
      trunk: { pulls: { approvals: 1, codeOwners: true, methods: ['squash'] } },
    },
    [],
  ],
  ['not shown', { settings: { merges: undefined } }, ['unknown - merges']],
  ['no checks', { trunk: { checks: [] } }, ['warning trunk-unchecked required checks']],
  [
    'no checks, which alone count',
    { policy: 'checks: required\nenvironments: { staging: }', trunk: { checks: [] } },
    ['stops trunk-unchecked required checks'],
  ],
  [
    'no checks, none needed',
    { policy: 'checks: required\nno-checks: allow\nenvironments: { staging: }', trunk: { checks: [] } },
    ['warning trunk-unchecked required checks'],
  ],
  [
    'an approval of anyone',
    { trunk: { pulls: { approvals: 2, codeOwners: false, methods: undefined } } },
    ['warning trunk-not-reviewed reviews'],
  ],
  [
    'no approval',
    { trunk: { pulls: { approvals: 0, codeOwners: true, methods: undefined } } },
    ['warning trunk-not-reviewed reviews'],
  ],
  [
    'the older protection',
    { trunk: { pulls: undefined, noForce: false } },
    ['unknown - reviews', 'unknown - force pushes'],
  ],
  [
    'nothing',
    { trunk: { pulls: undefined, noForce: false, isProtected: false } },
    ['warning trunk-not-reviewed reviews', 'warning trunk-not-kept force pushes'],
  ],
])('trunk: %s', (_, given, expected) => {
  expect(wrong(trunkItems(factsWith(given)))).toEqual(expected)
})

const STALE =
  'on: { schedule: [{ cron: "7 * * * *", timezone: Europe/Berlin }] }\njobs: { a: { concurrency: { group: x, queue: max } } }'

test.each<[string | undefined, string, readonly string[]]>([
  [undefined, 'all', []],
  ['3.23.0', 'all', ['stops server-lacks stale.yml']],
  ['3.17.4', 'all', ['warning server-lacks GitHub Enterprise Server', 'stops server-lacks stale.yml']],
  [
    '3.9.1',
    'required',
    [
      'warning server-lacks GitHub Enterprise Server',
      'stops server-lacks GitHub Enterprise Server',
      'stops server-lacks stale.yml',
    ],
  ],
])('server %s, checks: %s', (server, checks, expected) => {
  const facts = factsWith({
    settings: { server },
    policy: `checks: ${checks}\nenvironments: { staging: }`,
    workflows: { 'stale.yml': STALE },
  })
  const items = serverItems(facts)
  expect(wrong(items)).toEqual(expected)
  const [keys] = items.filter(({ object }) => object === 'stale.yml')
  if (server === '3.23.0') expect(keys?.copy).toBe("sed -i -e '/^ *queue: max$/d' .github/workflows/stale.yml")
  if (server === '3.17.4') expect(keys?.text).toMatch('concurrency.queue, schedule.timezone')
})

const ACCESS = {
  server: 'https://c',
  version: 'v1.34.2',
  namespace: 'shop',
  kinds: ['configmaps'],
  isListWhole: true,
  missing: [],
}
const PODS = { group: '', resource: 'pods', verbs: ['watch'], what: 'x', isNeeded: true }

test.each<[string, DoctorFacts['cluster'], readonly string[]]>([
  ['not looked at', undefined, []],
  [
    'not reached',
    { isRead: false, finding: { reason: 'cluster-unreachable', text: 'no' } },
    ['stops cluster-unreachable cluster'],
  ],
  ['all', read(ACCESS), []],
  ['what is needed', read({ ...ACCESS, missing: [PODS] }), ['stops cluster-role-lacks namespace shop']],
  [
    'what is not',
    read({ ...ACCESS, missing: [{ ...PODS, isNeeded: false }] }),
    ['warning cluster-role-lacks namespace shop'],
  ],
  ['a list that is not whole', read({ ...ACCESS, isListWhole: false }), ['unknown - namespace shop']],
])('cluster: %s', (_, cluster, expected) => {
  const items = clusterItems({ cluster, door: 'terminal' })
  expect(wrong(items)).toEqual(expected)
  const [lacks] = items.filter(({ code }) => code === 'cluster-role-lacks')
  if (lacks !== undefined) expect(lacks.copy).toBe("- { apiGroups: [''], resources: [pods], verbs: [watch] }")
})
