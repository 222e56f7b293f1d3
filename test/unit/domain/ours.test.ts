import { expect, test } from 'vitest'
import { isOurs } from '../../../src/domain/ours.ts'

const app = { creator: 'acme-deploys[bot]', byPerson: false }
const mark = { 'commit-train': 1 }

test.each<[string, unknown, boolean]>([
  ['the mark', mark, true],
  ['a later version of it', { 'commit-train': 2, by: 'ada' }, true],
  ['the mark as text', JSON.stringify(mark), true],
  ['the mark as text in a text, as GraphQL has it', JSON.stringify(JSON.stringify(mark)), true],
  ['nothing', undefined, false],
  ['null', null, false],
  ['an empty text', '', false],
  ['an empty object', {}, false],
  ['a text that is no JSON', '{"commit-train": 1', false],
  ['a list', [mark], false],
  ['the mark in something else', { payload: mark }, false],
  ['a version that is none', { 'commit-train': 0 }, false],
  ['a version as text', { 'commit-train': '1' }, false],
  ['true', { 'commit-train': true }, false],
  ['an inherited one', Object.create(mark), false],
  ['text within text within text', JSON.stringify(JSON.stringify(JSON.stringify(mark))), false],
])('an App’s with a payload of %s', (_, payload, expected) => {
  expect(isOurs({ ...app, payload }, [])).toBe(expected)
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
  expect(isOurs({ ...app, payload: {} }, apps)).toBe(expected)
  expect(isOurs({ creator: 'acme-deploys', byPerson: false, payload: {} }, apps)).toBe(expected)
})

test('one that GitHub names no creator of is nobody’s', () => {
  expect(isOurs({ creator: '', byPerson: false, payload: {} }, [])).toBe(false)
})
