import { expect, test } from 'vitest'
import { lockName, lockNamesFor, scopeText } from '../../../../src/domain/lock/lock-name.ts'

const named = (service: string | undefined, environment: string | undefined) => lockName({ service, environment })

test.each([
  [undefined, undefined, 'all', 'everything'],
  [undefined, 'production', 'env.production', 'production of every service'],
  ['hello', undefined, 'svc.hello', 'every environment of hello'],
  ['hello', 'production', 'svc.hello.env.production', 'production of hello'],
  ['a.b_c', 'EU/Prod 1', 'svc.a_2eb_5fc.env.eu_2fprod_201', 'EU/Prod 1 of a.b_c'],
  [undefined, 'Größe', 'env.gr_c3_b6_c3_9fe', 'Größe of every service'],
  // git refuses what ends with .lock
  [undefined, 'lock', 'env._6cock', 'lock of every service'],
  ['lock', undefined, 'svc._6cock', 'every environment of lock'],
])('%s, %s is %s', (service, environment, name, words) => {
  expect(named(service, environment)).toBe(name)
  expect(scopeText({ service, environment })).toBe(words)
})

test('no two names are written alike, but for those that GitHub takes for one', () => {
  const services = ['a', 'a.env.b', 'a_2eenv', 'svc', 'all', 'env']
  const environments = [
    'b',
    'all',
    'env.b',
    'b.',
    '.b',
    '_',
    '_5f',
    '..',
    'x'.repeat(255),
    `${'x'.repeat(254)}y`,
    'ü',
    'ü ',
  ]
  const names = [undefined, ...services].flatMap(service =>
    [undefined, ...environments].map(one => named(service, one)),
  )
  expect(new Set(names).size).toBe(names.length)
  // Characters that every git takes, in names that every disk can hold.
  for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9._-]{0,200}(?<!\.lock)$/)
  for (const name of names) expect(name).not.toContain('..')
  expect(named('Hello', 'PRODUCTION')).toBe(named('hello', 'production'))
  expect(named(undefined, 'u\u0308')).toBe(named(undefined, '\u00fc'))
})

test('a service in an environment is held by four locks, the widest first', () => {
  expect(lockNamesFor('hello', 'production')).toEqual([
    'all',
    'env.production',
    'svc.hello',
    'svc.hello.env.production',
  ])
})
