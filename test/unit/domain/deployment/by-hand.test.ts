import { expect, test } from 'vitest'
import { byHand } from '../../../../src/domain/deployment/by-hand.ts'

test.each([
  ['the person who asked started the run', 'ada', true, 'Ada', 'ada', ''],
  ['another ran it again', 'ada', true, 'bo', undefined, 'bo started this run, not ada, who asked for it'],
  [
    'a schedule',
    'ada',
    true,
    'github-actions[bot]',
    undefined,
    'github-actions[bot] started this run, not ada, who asked for it',
  ],
  [
    'a runner that does not say',
    'ada',
    true,
    '',
    undefined,
    'an unknown user started this run, not ada, who asked for it',
  ],
  ['an App', 'acme[bot]', false, 'acme[bot]', undefined, 'acme[bot] asked for this: every lock stops automation'],
  [
    'an App, with a person who dispatches',
    'acme[bot]',
    false,
    'ada',
    undefined,
    'acme[bot] asked for this: every lock stops automation',
  ],
  [
    'a record without a creator',
    '',
    true,
    '',
    undefined,
    'an unknown user asked for this: every lock stops automation',
  ],
])('%s', (_, creator, byPerson, startedBy, by, note) => {
  expect(byHand({ login: creator, isPerson: byPerson }, { creator, startedBy })).toEqual({ by, note })
})

test.each([
  ['the App of the door started it', 'acme-door[bot]', 'ada'],
  ['the person did, by hand', 'Ada', 'ada'],
  ['another ran it again', 'bo', undefined],
  ['a runner that does not say', '', undefined],
])('through a door, for ada: %s', (_, startedBy, by) => {
  expect(byHand({ login: 'ada', isPerson: true }, { creator: 'acme-door[bot]', startedBy }).by).toBe(by)
})
