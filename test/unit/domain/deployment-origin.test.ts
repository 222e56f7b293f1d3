import { expect, test } from 'vitest'
import { isOurs } from '../../../src/domain/deployment-origin.ts'

const APP = { creator: 'acme-deploys[bot]', byPerson: false }
const MARK = { 'commit-train': 1 }

test.each<[string, unknown, boolean]>([
  ['the mark', MARK, true],
  ['a later version of it', { 'commit-train': 2, by: 'ada' }, true],
  ['the mark as text', JSON.stringify(MARK), true],
  ['the mark as text in a text, as GraphQL has it', JSON.stringify(JSON.stringify(MARK)), true],
  ['nothing', undefined, false],
  ['null', null, false],
  ['an empty text', '', false],
  ['an empty object', {}, false],
  ['a text that is no JSON', '{"commit-train": 1', false],
  ['a list', [MARK], false],
  ['the mark in something else', { payload: MARK }, false],
  ['a version that is none', { 'commit-train': 0 }, false],
  ['a version as text', { 'commit-train': '1' }, false],
  ['true', { 'commit-train': true }, false],
  ['an inherited one', Object.create(MARK), false],
  ['text within text within text', JSON.stringify(JSON.stringify(JSON.stringify(MARK))), false],
])('an App’s with a payload of %s', (_, payload, expected) => {
  expect(isOurs({ ...APP, payload }, [])).toBe(expected)
})

test('a person’s, whatever its payload', () => {
  for (const payload of [undefined, {}, 'x']) expect(isOurs({ creator: 'ada', byPerson: true, payload }, [])).toBe(true)
})

test.each<[string, readonly string[], boolean]>([
  ['its name', ['acme-deploys'], true],
  ['its login', ['acme-deploys[bot]'], true],
  ['other capitals', ['Acme-Deploys'], true],
  ['another one', ['acme'], false],
])('an App that is listed by %s', (_, apps, expected) => {
  expect(isOurs({ ...APP, payload: {} }, apps)).toBe(expected)
  expect(isOurs({ creator: 'acme-deploys', byPerson: false, payload: {} }, apps)).toBe(expected)
})

test('one that GitHub names no creator of is nobody’s', () => {
  expect(isOurs({ creator: '', byPerson: false, payload: {} }, [])).toBe(false)
})
