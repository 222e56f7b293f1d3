import { describe, expect, test } from 'vitest'
import { readCommand, verbOf } from '../../../src/commands/grammar/command-words.ts'
import { wordsOfLine } from '../../../src/commands/grammar/first-line.ts'
import type { KnownNames } from '../../../src/commands/grammar/known-names.ts'
import { readOptions } from '../../../src/commands/grammar/options.ts'

const HOUR = 3_600_000
const SHA = 'fb1ccd8fb1ccd8fb1ccd8fb1ccd8fb1ccd8fb1cc'
const KNOWN: KnownNames = {
  services: ['api', 'web', 'staging'],
  environments: ['staging', 'production', 'EU/Prod', 'dev two'],
  locks: { repository: undefined, refs: 'custom' },
  repository: 'acme/hello',
}
const ONE: KnownNames = { ...KNOWN, services: ['hello'] }
const SHARED: KnownNames = { ...KNOWN, locks: { repository: 'acme/locks', refs: 'custom' } }

/** A line as every door reads it. */
const read = (line: string, known = KNOWN) => {
  const { words, options } = readOptions(wordsOfLine(line))
  const verb = verbOf(words)
  if (verb === 'help') throw new Error("help is the door's own")
  return readCommand({ verb, words: words.slice(1), options }, known)
}

describe('what is read', () => {
  test.each<[string, string | undefined, string | undefined, number | undefined, string]>([
    ['lock production', undefined, 'production', undefined, ''],
    ['LOCK PRODUCTION', undefined, 'production', undefined, ''],
    ['lock all', undefined, undefined, undefined, ''],
    ['lock production for 2h', undefined, 'production', 2 * HOUR, ''],
    ['lock production FOR 30m new database', undefined, 'production', HOUR / 2, 'new database'],
    ['lock production new database for 2h', undefined, 'production', undefined, 'new database for 2h'],
    ["lock production it's broken", undefined, 'production', undefined, "it's broken"],
    ['lock production 503 since noon', undefined, 'production', undefined, '503 since noon'],
    ['lock api production', 'api', 'production', undefined, ''],
    ['lock acme/hello api production', 'api', 'production', undefined, ''],
    ['lock api all for 1d', 'api', undefined, 24 * HOUR, ''],
    ['lock production --service API', 'api', 'production', undefined, ''],
    ['lock --environment eu/prod', undefined, 'EU/Prod', undefined, ''],
    ['lock api --environment eu/prod', 'api', 'EU/Prod', undefined, ''],
    ["lock 'dev two' looks bad", undefined, 'dev two', undefined, 'looks bad'],
    ['lock looks bad --environment production', undefined, 'production', undefined, 'looks bad'],
    ['lock production --reason "for the migration"', undefined, 'production', undefined, 'for the migration'],
    ["lock production --reason='api is slow'", undefined, 'production', undefined, 'api is slow'],
    // 'staging' is a service, too, but no environment follows.
    ['lock staging', undefined, 'staging', undefined, ''],
    ['lock staging broken', undefined, 'staging', undefined, 'broken'],
    ['lock production --service staging', 'staging', 'production', undefined, ''],
  ])('%s', (line, service, environment, lasts, reason) => {
    const expected = { verb: 'lock', scope: { service, environment }, lasts, reason, link: '', steal: false }
    expect(read(line)).toEqual(expected)
  })

  test.each([
    ['unlock api production', { verb: 'unlock', scope: { service: 'api', environment: 'production' }, steal: false }],
    ['unlock api all --steal', { verb: 'unlock', scope: { service: 'api', environment: undefined }, steal: true }],
    ['status', { verb: 'status', service: undefined, limit: 5 }],
    ['status 50', { verb: 'status', service: undefined, limit: 50 }],
    ['status WEB 10', { verb: 'status', service: 'web', limit: 10 }],
    ['status acme/Hello web 10', { verb: 'status', service: 'web', limit: 10 }],
    ['status --service web 1', { verb: 'status', service: 'web', limit: 1 }],
    ['history', { verb: 'history', service: undefined, environment: undefined, limit: 5, counts: false }],
    ['history web', { verb: 'history', service: 'web', environment: undefined, limit: 5, counts: false }],
    [
      'history production 7',
      { verb: 'history', service: undefined, environment: 'production', limit: 7, counts: false },
    ],
    ['history web eu/prod 7', { verb: 'history', service: 'web', environment: 'EU/Prod', limit: 7, counts: false }],
    [
      'history staging production',
      { verb: 'history', service: 'staging', environment: 'production', limit: 5, counts: false },
    ],
    ['history web --counts', { verb: 'history', service: 'web', environment: undefined, limit: 5, counts: true }],
    [
      'deploy web production',
      { verb: 'deploy', service: 'web', environment: 'production', sha: undefined, force: undefined },
    ],
    [
      'deploy web production --all-at-once',
      {
        ...{ verb: 'deploy', service: 'web', environment: 'production', sha: undefined, force: undefined },
        allAtOnce: true,
      },
    ],
    [
      'deploy web production FB1CCD8',
      { verb: 'deploy', service: 'web', environment: 'production', sha: 'fb1ccd8', force: undefined },
    ],
    [
      'deploy staging staging',
      { verb: 'deploy', service: 'staging', environment: 'staging', sha: undefined, force: undefined },
    ],
    [
      `deploy web production ${SHA} --force "checks are broken"`,
      { verb: 'deploy', service: 'web', environment: 'production', sha: SHA, force: 'checks are broken' },
    ],
    [
      'deploy web production --force “checks are broken”',
      { verb: 'deploy', service: 'web', environment: 'production', sha: undefined, force: 'checks are broken' },
    ],
    [
      'rollback web production',
      { verb: 'rollback', service: 'web', environment: 'production', sha: undefined, reason: '' },
    ],
    [
      'rollback web production fb1ccd8 5xx since noon',
      { verb: 'rollback', service: 'web', environment: 'production', sha: 'fb1ccd8', reason: '5xx since noon' },
    ],
    [
      'rollback web production 503 since noon',
      { verb: 'rollback', service: 'web', environment: 'production', sha: undefined, reason: '503 since noon' },
    ],
  ])('%s', (line, expected) => {
    expect(read(line)).toEqual(expected)
  })

  test('where there is one service, it need not be named', () => {
    expect(read('deploy production', ONE)).toMatchObject({ service: 'hello', environment: 'production' })
    expect(read('deploy hello production', ONE)).toMatchObject({ service: 'hello', environment: 'production' })
    expect(read('rollback production', ONE)).toMatchObject({ service: 'hello' })
    // A list is of all, and a lock is of every service to come.
    expect(read('status', ONE)).toMatchObject({ service: undefined })
    expect(read('lock production', ONE)).toMatchObject({ scope: { service: undefined } })
  })
})

const NO_TIME =
  "is no time: a whole number with m, h or d, such as 30m, 4h or 2d; a reason that begins with 'for' goes after --reason"

describe('what is refused', () => {
  test.each<[string, string]>([
    ['', 'no command is given (known: status, deploy, rollback, promote, abort, history, lock, unlock, doctor, help)'],
    ['lokc production', "'lokc' is no command (did you mean 'lock'?)"],
    ['lock', "name an environment, or 'all' (known: staging, production, EU/Prod, dev two)"],
    ['lock prodution', "'prodution' is no environment of the policy (did you mean 'production'?)"],
    ['lock api', "name an environment after 'api', or 'all' (known: staging, production, EU/Prod, dev two)"],
    ['lock api prod', "'prod' is no environment of the policy (known: staging, production, EU/Prod, dev two)"],
    ['lock production --service apo', "'apo' is no service of the policy (did you mean 'api'?)"],
    [
      'lock staging production',
      "'staging' is a service and an environment: write --service staging, or --environment staging",
    ],
    ['lock production for the migration', `'for the' ${NO_TIME}`],
    ['lock production for 0h', `'for 0h' ${NO_TIME}`],
    ['lock production for', `'for ' ${NO_TIME}`],
    ['lock production for 32d', 'a lock lasts at most 31d, not 32d'],
    ['lock production one --reason two', 'the reason is given twice: as words and with --reason'],
    [
      'lock production --reason "a\u001b[2Jb"',
      'the reason cannot be kept: it holds control characters, or marks that cannot be seen',
    ],
    [`lock production ${'x'.repeat(201)}`, 'the reason cannot be kept: it has 201 characters, at most 200 are kept'],
    ['lock production --link javascript:x', '--link must be an address of http or https, of at most 2000 characters'],
    ['unlock production now', "'now' is not expected: unlock [service] <environment|all>"],
    // Words that would be taken for a reason, and lock more than was meant, or longer.
    [
      'lock production api',
      "'api' is a service, which stands before the environment; a reason that begins with it goes after --reason (did you mean 'lock api production'?)",
    ],
    [
      'lock production api for 2h',
      "'api' is a service, which stands before the environment; a reason that begins with it goes after --reason (did you mean 'lock api production for 2h'?)",
    ],
    [
      'lock api production web',
      "'web' is a service, which stands before the environment; a reason that begins with it goes after --reason",
    ],
    [
      'lock production all',
      "'all' is an environment, and one is named already; a reason that begins with it goes after --reason",
    ],
    [
      'lock production 2h',
      "'2h' is a time, which is written 'for 2h'; a reason that begins with it goes after --reason",
    ],
    [
      'lock production 90min',
      "'90min' is a time, which is written 'for 2h'; a reason that begins with it goes after --reason",
    ],
    [
      'lock production until noon',
      "'until' is no word of the grammar: a time is written 'for 2h'; a reason that begins with it goes after --reason",
    ],
    [
      'rollback web production staging',
      "'staging' is a service, which stands before the environment; a reason that begins with it goes after --reason",
    ],
    // Options.
    ['unlock production --reason x', "'unlock' has no option --reason; lock, rollback have it"],
    ['unlock production --claim x', '--claim is not one that an answer has named'],
    ['status --steal', "'status' has no option --steal; lock, unlock have it"],
    ['lock production --force x', "'lock' has no option --force; deploy has it"],
    ['deploy web production --force', '--force needs a reason: --force "why"'],
    ["deploy web production --force ''", '--force needs a value'],
    ['deploy web production —force x', "'—force' begins with a long dash: options begin with '--'"],
    [
      'deploy web production --force checks are broken',
      '\'are\' is no commit: write 7 to 40 digits of its SHA; a reason of several words stands in quotes: --force "why"',
    ],
    ['deploy web production --forse x', "there is no option --forse (did you mean 'force'?)"],
    ['lock --service api --service web production', '--service is given twice'],
    // Numbers.
    ['status 51', 'status shows at most 50, not 51'],
    ['history web 51', 'history shows at most 50, not 51'],
    ['status 0', 'status shows at least 1, not 0'],
    ['status -1', 'there is no option -1'],
    ['status 1e1', "'1e1' is no service and no number (known: api, web, staging)"],
    ['history --counts 7', "'7' is not expected: --counts shows no list"],
    // Order and names.
    ['status 10 web', "'web' is not expected: status [service] [limit] (did you mean 'status web 10'?)"],
    ['status production', "'production' is an environment: status shows all of them"],
    ['status wbe', "'wbe' is no service and no number (did you mean 'web'?)"],
    ['status other/one', "'other/one' is another repository: commands here are about acme/hello"],
    ['history staging', "'staging' is a service and an environment: write --service staging, or --environment staging"],
    ['history production web', "the service 'web' stands first (did you mean 'history web production'?)"],
    ['deploy', 'name an environment (known: staging, production, EU/Prod, dev two)'],
    ['deploy production', "name the service before 'production' (known: api, web, staging)"],
    ['deploy production web', "name the service before 'production' (did you mean 'deploy web production'?)"],
    [
      'deploy web fb1ccd8 production',
      "'fb1ccd8' is no environment of the policy (did you mean 'deploy web production fb1ccd8'?)",
    ],
    ['deploy web all', "'all' is no environment: name one (known: staging, production, EU/Prod, dev two)"],
    ['deploy web production main', "'main' is no commit: write 7 to 40 digits of its SHA"],
    ['deploy web production HEAD~1', "'HEAD~1' is no commit: write 7 to 40 digits of its SHA"],
    ['deploy web production fb1ccd', "'fb1ccd' has 6 digits: write 7 to 40 of the commit's SHA"],
    [`deploy web production ${SHA}0`, `'${SHA}0' has 41 digits: write 7 to 40 of the commit's SHA`],
    ['rollback web production fb1c', "'fb1c' has 4 digits: write 7 to 40 of the commit's SHA"],
  ])('%j', (line, text) => {
    expect(() => read(line)).toThrow(expect.objectContaining({ reason: 'command-invalid', message: text }))
  })
})

test('an environment named all is not taken for all of them', () => {
  const known = { ...KNOWN, environments: ['all', 'production'] }
  expect(() => read('lock all', known)).toThrow("'all' is an environment of the policy: write --environment all")
  expect(read('lock --environment all', known)).toMatchObject({ scope: { environment: 'all' } })
})

test('a service that is called like a number', () => {
  const known = { ...KNOWN, services: ['10', 'web'] }
  expect(read('status 10 5', known)).toMatchObject({ service: '10', limit: 5 })
  expect(() => read('status 10', known)).toThrow("'10' is a service and a number: write --service 10")
})

test('where others share the locks, all of theirs are meant only where that is said', () => {
  expect(() => read('lock production', SHARED)).toThrow(
    'the locks are in acme/locks, which others share: name the service, or add --shared to mean production of all of them',
  )
  expect(read('lock api production', SHARED)).toMatchObject({ scope: { service: 'api' } })
  expect(read('lock all --shared', SHARED)).toMatchObject({ scope: { service: undefined } })
})
