import { expect, test } from 'vitest'
import type { DeploymentRecord } from '../../../../src/domain/deployment/record.ts'
import { readRequest } from '../../../../src/domain/deployment/request.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'
import { thrownBy } from '../../policy/thrown.ts'

const SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d'
const ONE = parsePolicy('environments: { staging: , Production: }', { repository: 'hello-service' })
const TWO = parsePolicy('services: [web, Worker]\nenvironments: { staging: }', { repository: 'shop' })

function deployment(fields: Partial<DeploymentRecord> = {}): DeploymentRecord {
  const named = { sha: SHA, ref: 'main', task: 'deploy', environment: 'staging' }
  return {
    id: 7,
    ...named,
    payload: {},
    creator: 'ada',
    byPerson: true,
    createdAt: '2026-11-21T05:00:00Z',
    url: '',
    ...fields,
  }
}

test.each([
  [ONE, {}, 'hello-service', 'staging'],
  [ONE, { task: 'deploy:hello-service' }, 'hello-service', 'staging'],
  [ONE, { environment: 'PRODUCTION' }, 'hello-service', 'Production'],
  [TWO, { task: 'deploy:web' }, 'web', 'staging'],
  [TWO, { task: 'deploy:worker' }, 'Worker', 'staging'],
])('ours: %#', (policy, fields, service, environment) => {
  const request = readRequest(deployment(fields), policy)
  expect(request).toMatchObject({ kind: 'ours', service, environment: { name: environment }, sha: SHA })
})

test.each([
  [ONE, { task: 'deploy:lock' }, ".github/commit-train.yml does not name the service 'lock'"],
  [ONE, { task: 'deploy:' }, ".github/commit-train.yml does not name the service ''"],
  [
    TWO,
    { task: 'deploy:wrker' },
    ".github/commit-train.yml does not name the service 'wrker' (did you mean 'Worker'?)",
  ],
  [
    ONE,
    { byPerson: false, creator: 'vercel[bot]' },
    `the App 'vercel[bot]' made it and its payload lacks '"commit-train": 1', which marks deployments for this action; the policy's 'apps' can list the App`,
  ],
  [ONE, { task: 'migrate' }, "its task is 'migrate', not 'deploy' or 'deploy:<service>'"],
  [ONE, { task: 'Deploy' }, "its task is 'Deploy', not 'deploy' or 'deploy:<service>'"],
  [ONE, { task: 'deployment' }, "its task is 'deployment', not 'deploy' or 'deploy:<service>'"],
  [ONE, { environment: 'github-pages' }, ".github/commit-train.yml does not name the environment 'github-pages'"],
  [
    ONE,
    { environment: 'stagin' },
    ".github/commit-train.yml does not name the environment 'stagin' (did you mean 'staging'?)",
  ],
])('foreign: %#', (policy, fields, why) => {
  expect(readRequest(deployment(fields), policy)).toEqual({ kind: 'foreign', why })
})

test('the environment of another tool is left alone, whatever else would be wrong with it', () => {
  expect(readRequest(deployment({ environment: 'preview', sha: 'main' }), TWO).kind).toBe('foreign')
})

test('deploy does not say which of several services', () => {
  expect(thrownBy(() => readRequest(deployment(), TWO))).toMatchObject({
    outcome: 'refused',
    reason: 'service-unclear',
    message:
      "the task 'deploy' names no service, and .github/commit-train.yml has several: use task 'deploy:web' or 'deploy:Worker'",
  })
})

test.each(['1a2b3c4', 'main', '', `${SHA}0`, `${SHA.slice(1)}g`, `${SHA}\n`, ` ${SHA}`])('not a full SHA: %j', sha => {
  expect(thrownBy(() => readRequest(deployment({ sha }), ONE))).toMatchObject({
    outcome: 'refused',
    reason: 'sha-invalid',
  })
})

test.each([SHA.toUpperCase(), '0123456789abcdef'.repeat(4)])('a full SHA, in lower case: %s', sha => {
  expect(readRequest(deployment({ sha }), ONE)).toMatchObject({ sha: sha.toLowerCase() })
})
