import { describe, expect, test } from 'vitest'
import type { CommitFacts } from '../../../../src/domain/history/facts.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'
import { commit, deployment, repository } from '../history/facts.ts'
import { KEY, notified, red, waiting } from './judged-key.ts'

test('several services: each by its own task', () => {
  const two = parsePolicy('services: [web, api]\nenvironments: {production: }', { repository: 'shop' })
  const of = (sha: string, task: string) => deployment(sha, 0, undefined, { task })
  const facts = repository([commit('c'), commit('b'), commit('a')], {
    production: [of('c', 'deploy'), of('b', 'deploy:API'), of('a', 'deploy:web')],
  })
  const answer = (service: string) => waiting(facts, 5, two, { ...KEY, service })
  expect([notified(answer('web')), notified(answer('api'))]).toEqual([
    'c waiting stale, b waiting stale',
    'c waiting stale',
  ])
  expect(answer('api').task).toBe('deploy:api')
})

describe('services by their paths', () => {
  const two = parsePolicy('services: {api: {paths: [api/**]}, web: }\nenvironments: {production: }', {
    repository: 'shop',
  })
  const of = (sha: string, service: string) => deployment(sha, -1, undefined, { task: `deploy:${service}` })
  const other = (sha: string, some: Partial<CommitFacts> = {}) => commit(sha, { notOf: new Set(['api']), ...some })
  const production = [of('a', 'web'), of('a', 'api')]
  const answer = (line: readonly CommitFacts[], service = 'api') =>
    waiting(repository([...line, commit('a')], { production }), 5, two, { ...KEY, service })

  test.each<[string, readonly CommitFacts[], string]>([
    ['a commit of others waits for them alone', [other('c'), commit('b')], 'c other-services, b waiting stale'],
    ['none is its own', [other('c'), other('b')], 'c other-services, b other-services'],
    [
      'whatever it is, and whatever its checks are',
      [other('d', { checks: undefined }), other('c', { message: '[skip deploy]' }), commit('b')],
      'd other-services, c other-services, b waiting stale',
    ],
    [
      'red, and a commit of others can be deployed with it',
      [other('c'), red('b')],
      'c other-services, b waiting stale',
    ],
    [
      'a revert of what touched both, which touches this one alone',
      [commit('c', { message: `Revert "x"\n\nThis reverts commit ${'b'.repeat(40)}.` }), commit('b'.repeat(40))],
      `c undone, ${'b'.repeat(40)} undone`,
    ],
  ])('%s', (_, line, expected) => {
    expect(notified(answer(line))).toBe(expected)
  })

  test('the other service has them all', () => {
    expect(notified(answer([other('c'), commit('b')], 'web'))).toBe('c waiting stale, b waiting stale')
  })

  test('its own newest commit is offered, else the newest with which it goes', () => {
    expect(answer([other('d'), commit('c'), commit('b')]).candidate?.commit.sha).toBe('c')
    expect(answer([other('d'), red('c')]).candidate?.commit.sha).toBe('d')
    expect(answer([other('c', { checks: undefined }), red('b')]).candidate).toBeUndefined()
  })

  test('commits of others alone are nothing stale', () => {
    expect(answer([other('b')])).toMatchObject({ stale: [], silence: { reason: 'nothing-stale' } })
  })
})
