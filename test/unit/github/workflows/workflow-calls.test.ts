import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { callsOf, newKeysOf } from '../../../../src/github/workflows/workflow-calls.ts'

const SHA = 'a'.repeat(40)

test.each([
  ['uses: commit-train/commit-train/.github/workflows/deploy.yml@v1', 'deploy'],
  [`steps: [{ uses: acme/copy/actions/ship@${SHA} }]`, 'deploy'],
  ['steps: [{ run: x }, { uses: commit-train/commit-train/actions/deploy@v1, with: { dry-run: true } }]', 'plan'],
  ['steps: [{ uses: commit-train/commit-train/actions/deploy@v1, with: { dry-run: "${{ inputs.x }}" } }]', 'deploy'],
  ['steps: [{ uses: commit-train/commit-train/actions/reconcile@v1 }]', 'reconcile'],
  ['steps: [{ uses: commit-train/commit-train/actions/notify-stale@main }]', 'notify-stale'],
  ['steps: [{ uses: commit-train/commit-train/actions/build@v1 }]', 'build'],
  ['steps: [{ uses: commit-train/commit-train@v1 }]', 'deploybot'],
  ['steps: [{ uses: acme/other@v1 }]', undefined],
  ['uses: ./.github/workflows/deploy.yml', undefined],
  ['steps: [{ uses: ./actions/deploy }]', undefined],
  ['steps: x', undefined],
  ['uses: 7', undefined],
])('what a job runs: %s', (job, role) => {
  const calls = callsOf(parse(`jobs: { a: { ${job} } }`))
  expect(calls.map(one => one.role)).toEqual(role === undefined ? [] : [role])
  expect(calls.map(one => one.isWorkflow)).toEqual(role === undefined ? [] : [job.startsWith('uses')])
  expect(calls.map(one => one.isPinned)).toEqual(role === undefined ? [] : [job.includes(SHA)])
})

test.each([
  ['', 'default'],
  ['permissions: read-all', 'read-all'],
  ['permissions: {}', new Map()],
  [
    'permissions: { checks: read, deployments: write }',
    new Map([
      ['checks', 'read'],
      ['deployments', 'write'],
    ]),
  ],
])('what its token may do: %s', (permissions, granted) => {
  const job = 'jobs: { a: { steps: [{ uses: acme/commit-train/actions/build@v1 }] } }'
  expect(callsOf(parse(`${permissions}\n${job}`))[0]?.granted).toEqual(granted)
  const own = job.replace('{ steps', '{ permissions: write-all, steps')
  expect(callsOf(parse(`${permissions}\n${own}`))[0]?.granted).toBe('write-all')
})

test.each([
  ['deploy-by-event', ['deploy'], []],
  ['deploy-by-dispatch', ['deploy'], []],
  ['plan', ['plan'], ['environment.deployment']],
  ['notify-stale', ['notify-stale'], ['schedule.timezone']],
  ['deploybot', ['deploybot'], []],
  ['reconcile', ['reconcile'], []],
  ['build-multi-platform', ['build', 'build'], []],
])('of the template %s', (name, roles, keys) => {
  const workflow = parse(readFileSync(`workflows-templates/${name}.yml`, 'utf8'))
  expect(callsOf(workflow).map(one => one.role)).toEqual(roles)
  expect(newKeysOf(workflow)).toEqual(keys)
})

test('keys that not every server knows, also of the workflow that is called', () => {
  expect(newKeysOf(parse(readFileSync('.github/workflows/deploy.yml', 'utf8')))).toEqual([
    'concurrency.queue',
    'environment.deployment',
  ])
  expect(newKeysOf({})).toEqual([])
})
