import { expect, test } from 'vitest'
import type { DoctorFacts } from '../../../../src/commands/doctor/facts.ts'
import { tokenItems } from '../../../../src/commands/doctor/token-items.ts'
import { factsWith, REFUSED, read, wrong } from './doctor-facts.ts'

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
  // GitHub answers 'push: false' to each App, whatever its token may.
  ['of an App', { mayPush: false }, all(true), ['unknown - contents', 'unknown - deployments']],
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
