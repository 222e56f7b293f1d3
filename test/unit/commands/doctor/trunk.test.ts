import { expect, test } from 'vitest'
import { trunkItems } from '../../../../src/commands/doctor/trunk-items.ts'
import { factsWith, wrong } from './doctor-facts.ts'

test.each<[string, Parameters<typeof factsWith>[0], readonly string[]]>([
  ['as it should be', {}, []],
  ['merge commits', { settings: { merges: ['merge', 'squash'] } }, ['warning trunk-not-squashed merges']],
  [
    'a ruleset allows squash alone',
    {
      settings: { merges: ['merge', 'squash'] },
      trunk: { pulls: { approvals: 1, codeOwners: true, methods: ['squash'] } },
    },
    [],
  ],
  ['not shown', { settings: { merges: undefined } }, ['unknown - merges']],
  ['no checks', { trunk: { checks: [] } }, ['warning trunk-unchecked required checks']],
  [
    'no checks, which alone count',
    { policy: 'checks: required\nenvironments: { staging: }', trunk: { checks: [] } },
    ['stops trunk-unchecked required checks'],
  ],
  [
    'no checks, none needed',
    { policy: 'checks: required\nno-checks: allow\nenvironments: { staging: }', trunk: { checks: [] } },
    ['warning trunk-unchecked required checks'],
  ],
  [
    'an approval of anyone',
    { trunk: { isProtected: false, pulls: { approvals: 2, codeOwners: false, methods: undefined } } },
    ['warning trunk-not-reviewed reviews'],
  ],
  [
    'no approval',
    { trunk: { isProtected: false, pulls: { approvals: 0, codeOwners: true, methods: undefined } } },
    ['warning trunk-not-reviewed reviews'],
  ],
  // What that asks for beside, only administrators see.
  ...[0, 2].map((approvals): [string, Parameters<typeof factsWith>[0], readonly string[]] => [
    `${approvals} approvals by a ruleset, beside the older protection`,
    { trunk: { pulls: { approvals, codeOwners: false, methods: undefined } } },
    ['unknown - reviews'],
  ]),
  [
    'no way of merging is left',
    { settings: { merges: ['merge'] }, trunk: { pulls: { approvals: 1, codeOwners: true, methods: ['squash'] } } },
    ['warning trunk-not-squashed merges'],
  ],
  [
    'the older protection',
    { trunk: { pulls: undefined, noForce: false } },
    ['unknown - reviews', 'unknown - force pushes'],
  ],
  [
    'nothing',
    { trunk: { pulls: undefined, noForce: false, isProtected: false } },
    ['warning trunk-not-reviewed reviews', 'warning trunk-not-kept force pushes'],
  ],
])('trunk: %s', (_, given, expected) => {
  expect(wrong(trunkItems(factsWith(given)))).toEqual(expected)
})
