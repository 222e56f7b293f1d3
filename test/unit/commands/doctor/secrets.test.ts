import { expect, test } from 'vitest'
import { secretItems } from '../../../../src/commands/doctor/secret-items.ts'
import { deployWorkflow, factsWith, REFUSED, read, wrong } from './doctor-facts.ts'

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
