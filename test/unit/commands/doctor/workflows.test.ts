import { expect, test } from 'vitest'
import { workflowItems } from '../../../../src/commands/doctor/workflow-items.ts'
import { deployWorkflow, factsWith, REFUSED, read, wrong } from './doctor-facts.ts'

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

test.each([
  ['notify-stale', 'actions/notify-stale', '${{ steps.app.outputs.token }}', ['unknown - own.yml, job a']],
  ['deploybot', 'actions/reconcile', '${{ secrets.APP_TOKEN }}', ['unknown - own.yml, job a']],
  ['its own', 'actions/reconcile', '${{ github.token }}', ['stops workflow-permission-missing own.yml, job a']],
  [
    'its own, as a secret',
    'actions/ship',
    '${{secrets.GITHUB_TOKEN}}',
    ['stops workflow-permission-missing own.yml, job a'],
  ],
])('permissions of a job count for its own token: %s', (_, action, token, expected) => {
  const uses = `uses: commit-train/commit-train/${action}@${'a'.repeat(40)}`
  const text = `on: push\njobs: { a: { permissions: { contents: read }, steps: [{ ${uses}, with: { token: "${token}" } }] } }\n`
  expect(wrong(workflowItems(factsWith({ workflows: { 'own.yml': text } })))).toEqual(expected)
})

test('an action of another repository at the same path may be something else: no more than a warning', () => {
  const text = deployWorkflow('deployment', 'permissions: {}').replace('commit-train/commit-train', 'acme/platform')
  expect(wrong(workflowItems(factsWith({ workflows: { 'deploy.yml': text } })))).toEqual([
    'warning workflow-permission-missing deploy.yml, job deploy',
  ])
})

test('what reconciles starts the run that aborts what is held for too long: it writes actions', () => {
  const text = (actions: string) =>
    `on: push\njobs: { a: { permissions: { contents: read, deployments: write, actions: ${actions} }, steps: [{ uses: commit-train/commit-train/actions/reconcile@${'a'.repeat(40)} }] } }\n`
  const found = (actions: string) => wrong(workflowItems(factsWith({ workflows: { 'again.yml': text(actions) } })))
  expect(found('read')).toEqual(['stops workflow-permission-missing again.yml, job a'])
  expect(found('write')).toEqual([])
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
