import { expect, test } from 'vitest'
import { readCommand, verbOf, type WrittenOptions } from '../../../src/commands/grammar/command-words.ts'
import type { KnownNames } from '../../../src/commands/grammar/target.ts'

const HOUR = 3_600_000
const KNOWN: KnownNames = {
  services: ['api', 'web', 'staging'],
  environments: ['staging', 'production', 'EU/Prod'],
  locks: { repository: undefined, refs: 'custom' },
}
const SHARED: KnownNames = { ...KNOWN, locks: { repository: 'acme/locks', refs: 'custom' } }

const read = (line: string, options: WrittenOptions = {}, known = KNOWN) => {
  const words = line.split(' ').filter(Boolean)
  const verb = verbOf(words)
  if (verb === 'help') throw new Error("help is the door's own")
  return readCommand({ verb, words: words.slice(1), options }, known)
}

test.each<[string, WrittenOptions, string | undefined, string | undefined, number | undefined, string]>([
  ['lock production', {}, undefined, 'production', undefined, ''],
  ['lock PRODUCTION', {}, undefined, 'production', undefined, ''],
  ['lock all', {}, undefined, undefined, undefined, ''],
  ['lock production for 2h', {}, undefined, 'production', 2 * HOUR, ''],
  ['lock production FOR 30m new database', {}, undefined, 'production', HOUR / 2, 'new database'],
  ['lock production new database for 2h', {}, undefined, 'production', undefined, 'new database for 2h'],
  ['lock api production', {}, 'api', 'production', undefined, ''],
  ['lock api all for 1d', {}, 'api', undefined, 24 * HOUR, ''],
  ['lock production api', {}, undefined, 'production', undefined, 'api'],
  ['lock production', { service: 'API' }, 'api', 'production', undefined, ''],
  ['lock', { environment: 'eu/prod' }, undefined, 'EU/Prod', undefined, ''],
  ['lock looks bad', { environment: 'production' }, undefined, 'production', undefined, 'looks bad'],
  ['lock production', { reason: 'for the migration' }, undefined, 'production', undefined, 'for the migration'],
  // 'staging' is a service, too, but no environment follows.
  ['lock staging', {}, undefined, 'staging', undefined, ''],
  ['lock staging broken', {}, undefined, 'staging', undefined, 'broken'],
  ['lock production', { service: 'staging' }, 'staging', 'production', undefined, ''],
])('%s %j', (line, options, service, environment, lasts, reason) => {
  const expected = {
    verb: 'lock',
    scope: { service, environment },
    lasts,
    reason,
    link: '',
    steal: false,
    claim: undefined,
  }
  expect(read(line, options)).toEqual(expected)
})

test('unlock and status', () => {
  const scope = { service: 'api', environment: 'production' }
  expect(read('unlock api production')).toEqual({ verb: 'unlock', scope, steal: false, claim: undefined })
  expect(read('unlock api production', { steal: true })).toEqual({
    verb: 'unlock',
    scope,
    steal: true,
    claim: undefined,
  })
  expect(read('status')).toEqual({ verb: 'status', service: undefined, limit: 5 })
})

test.each<[string, WrittenOptions, string]>([
  ['', {}, 'no command is given (known: status, deploy, rollback, history, lock, unlock, doctor, help)'],
  ['lokc production', {}, "'lokc' is no command (did you mean 'lock'?)"],
  ['deploy production', {}, "'deploy' is not there yet"],
  ['lock', {}, "name an environment, or 'all' (known: staging, production, EU/Prod)"],
  ['lock prodution', {}, "'prodution' is no environment of the policy (did you mean 'production'?)"],
  ['lock api', {}, "name an environment after 'api', or 'all' (known: staging, production, EU/Prod)"],
  ['lock api prod', {}, "'prod' is no environment of the policy (known: staging, production, EU/Prod)"],
  ['lock production', { service: 'apo' }, "'apo' is no service of the policy (did you mean 'api'?)"],
  [
    'lock staging production',
    {},
    "'staging' is a service and an environment: write --service staging, or --environment staging",
  ],
  [
    'lock production for the migration',
    {},
    "'for the' is no time: a whole number with m, h or d, such as 30m, 4h or 2d; a reason that begins with 'for' goes after --reason",
  ],
  [
    'lock production for 0h',
    {},
    "'for 0h' is no time: a whole number with m, h or d, such as 30m, 4h or 2d; a reason that begins with 'for' goes after --reason",
  ],
  [
    'lock production for',
    {},
    "'for ' is no time: a whole number with m, h or d, such as 30m, 4h or 2d; a reason that begins with 'for' goes after --reason",
  ],
  ['lock production for 32d', {}, 'a lock lasts at most 31d, not 32d'],
  ['lock production one', { reason: 'two' }, 'the reason is given twice: as words and with --reason'],
  [
    'lock production',
    { reason: 'a\u001b[2Jb' },
    'the reason cannot be kept: it holds control characters, or marks that cannot be seen',
  ],
  [`lock production ${'x'.repeat(201)}`, {}, 'the reason cannot be kept: it has 201 characters, at most 200 are kept'],
  [
    'lock production',
    { link: 'javascript:x' },
    '--link must be an address of http or https, of at most 2000 characters',
  ],
  ['unlock production now', {}, "'now' is not expected: unlock [service] <environment|all>"],
  ['unlock production', { reason: 'x' }, "'unlock' has no option --reason"],
  ['status production', {}, "'production' is not expected: status [service] [limit]"],
  ['unlock production', { claim: 'x' }, '--claim is not one that an answer has named'],
  ['status', { steal: true }, "'status' has no option --steal"],
])('%j %j is refused', (line, options, text) => {
  expect(() => read(line, options)).toThrow(text)
  try {
    read(line, options)
  } catch (thrown) {
    expect(thrown).toMatchObject({ reason: 'command-invalid', message: text })
  }
})

test('an environment named all is not taken for all of them', () => {
  const known = { ...KNOWN, environments: ['all', 'production'] }
  expect(() => read('lock all', {}, known)).toThrow("'all' is an environment of the policy: write --environment all")
  expect(read('lock', { environment: 'all' }, known)).toMatchObject({ scope: { environment: 'all' } })
})

test('where others share the locks, all of theirs are meant only where that is said', () => {
  expect(() => read('lock production', {}, SHARED)).toThrow(
    'the locks are in acme/locks, which others share: name the service, or add --shared to mean production of all of them',
  )
  expect(read('lock api production', {}, SHARED)).toMatchObject({ scope: { service: 'api' } })
  expect(read('lock all', { shared: true }, SHARED)).toMatchObject({ scope: { service: undefined } })
})
