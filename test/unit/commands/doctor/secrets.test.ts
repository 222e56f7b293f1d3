import { expect, test } from 'vitest'
import { secretItems } from '../../../../src/commands/doctor/secret-items.ts'
import { BY_DISPATCH, deployWorkflow, factsWith, REFUSED, read, wrong } from './doctor-facts.ts'

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

const handed = (value: string) => deployWorkflow('deployment', undefined, undefined, value)
const SHIP = `on: workflow_call
jobs: { a: { permissions: write-all, steps: [{ uses: commit-train/commit-train/actions/ship@v1, with: { secret-env: GREETING }, env: { GREETING: "\${{ secrets.HELLO }}" } }] } }
`

test.each<[string, string, readonly string[], readonly string[], readonly string[]]>([
  ['of the repository', handed('{ KUBECONFIG: "${{ secrets.KUBE }}" }'), [], ['KUBE'], []],
  ["the environment's own comes first", handed('{ KUBECONFIG: "${{ secrets.KUBE }}" }'), ['KUBECONFIG'], [], []],
  ['nowhere', handed('{ KUBECONFIG: "${{ secrets.KUBE }}" }'), [], [], ['stops secret-missing KUBECONFIG of staging']],
  // The job that calls has no environment.
  [
    'in the environment',
    handed('{ KUBECONFIG: "${{ secrets.KUBE }}" }'),
    ['KUBE'],
    [],
    ['unknown - KUBECONFIG of staging'],
  ],
  ['under its own name', handed('{ KUBECONFIG: "${{ secrets.KUBECONFIG }}" }'), ['KUBECONFIG'], [], []],
  [
    'by an expression',
    handed("{ KUBECONFIG: \"${{ secrets[format('K_{0}', 'x')] }}\" }"),
    [],
    [],
    ['unknown - KUBECONFIG of staging'],
  ],
  ['none is handed', handed('{}'), [], [], ['unknown - KUBECONFIG of staging']],
  [
    'of what may be something else',
    handed('inherit').replace('commit-train/commit-train', 'acme/platform'),
    [],
    [],
    ['unknown - KUBECONFIG of staging'],
  ],
  ['a step, by its environment', SHIP, ['HELLO'], [], []],
  ['a step, and nowhere', SHIP, ['GREETING'], [], ['stops secret-missing GREETING of staging']],
])('secret that is handed: %s', (_, text, own, repository, expected) => {
  const secrets = read({ repository, organization: [], environments: new Map([['staging', own]]) })
  expect(wrong(secretItems({ ...factsWith({ workflows: { 'deploy.yml': text } }), secrets }))).toEqual(expected)
})

test('what the workflow of one environment needs is not missed in another', () => {
  const of = (given: string) => deployWorkflow(BY_DISPATCH, undefined, `secret-env: NEW, ${given}`)
  const secrets = read({
    ...{ repository: [], organization: [] },
    environments: new Map(['staging', 'production'].map(name => [name, ['KUBECONFIG']])),
  })
  const found = (given: string) => {
    const workflows = { 'a.yml': deployWorkflow('deployment'), 'b.yml': of(given) }
    return wrong(
      secretItems({ ...factsWith({ policy: 'environments: { staging: , production: }', workflows }), secrets }),
    )
  }
  expect(found('environment: production')).toEqual(['unknown - NEW of production'])
  expect(found('environment: "${{ inputs.environment }}"')).toEqual([
    'unknown - NEW of staging',
    'unknown - NEW of production',
  ])
})
