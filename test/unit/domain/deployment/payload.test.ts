import { expect, test } from 'vitest'
import { type DeploymentPayload, readPayload, writePayload } from '../../../../src/domain/deployment/payload.ts'
import { requesterOf } from '../../../../src/domain/deployment/requester.ts'

const SHA = 'a'.repeat(40)
const FULL: DeploymentPayload = {
  ...{ intent: 'comment:7', claim: '0b8f', door: 'comment', link: 'https://github.com/acme/hello/issues/1#c7' },
  actor: { login: 'ada', proof: 'comment' },
  ...{ verb: 'rollback', reason: '5xx' },
  force: { reason: 'outage', ignored: ['check-failed', 'environment-frozen'] },
  train: { from: SHA, commits: 3, more: false, back: true, compare: 'https://github.com/acme/hello/compare/a...b' },
  local: true,
}
const NOTHING: DeploymentPayload = {
  ...{ intent: undefined, claim: undefined, actor: undefined, door: undefined, link: '', verb: 'deploy', reason: '' },
  ...{ force: undefined, train: undefined, local: false },
}

test.each([
  ['everything', FULL],
  ['a first deployment', { ...FULL, train: { from: undefined, commits: 0, more: false, back: false, compare: '' } }],
  ['nothing', NOTHING],
])('what is written is read: %s', (_, payload) => {
  const written = writePayload(payload)
  expect(written['commit-train']).toBe(1)
  expect(readPayload(written)).toEqual(payload)
  // As REST and GraphQL hand out what was given as an object, or as text.
  expect(readPayload(JSON.stringify(written))).toEqual(payload)
  expect(readPayload(JSON.stringify(JSON.stringify(written)))).toEqual(payload)
})

test.each([
  [undefined],
  [null],
  [''],
  ['{'],
  [7],
  [[]],
  [{}],
  [{ actor: { login: 'ada' } }],
  [{ 'commit-train': '1' }],
])('without our mark nothing is read: %j', payload => {
  expect(readPayload(payload)).toBeUndefined()
})

test('of a later version, what is known', () => {
  expect(readPayload({ ...writePayload(FULL), 'commit-train': 2, more: {} })).toEqual(FULL)
})

test.each([
  ['other types', { intent: 7, claim: {}, actor: [], door: null, link: [], reason: 1, force: 'yes', train: [] }],
  ['logins that are none', { actor: { login: 'a b', proof: 'comment' } }],
  ['an App that says it is a person', { actor: { login: 'renovate[bot]', proof: 'comment' } }],
  ['an unknown proof', { actor: { login: 'ada', proof: 'word' } }],
  ['a login without proof', { actor: { login: 'ada' } }],
  ['mentions and Markdown', { actor: { login: '@acme/all', proof: 'run' }, door: '**x**', intent: '`x`' }],
  ['workflow commands', { intent: '::set-output::x', force: { reason: 'a\n::error::x' } }],
  ['marks that turn the writing', { reason: 'a\u202Eb', force: { reason: '\u2066x' } }],
  ['links that are none', { link: 'javascript:alert(1)', train: undefined }],
  ['links with Markdown', { link: 'https://x/)[y](z' + ' ' }],
  ['long texts', { intent: 'x'.repeat(101), reason: 'x'.repeat(201), link: `https://x/${'y'.repeat(2000)}` }],
  ['empty reasons', { reason: ' ', force: { reason: ' ' } }],
  ['counts that are none', { train: { commits: -1 } }],
  ['huge counts', { train: { commits: 1e300 } }],
  ['inherited fields', JSON.parse('{"__proto__":{"intent":"x","actor":{"login":"ada","proof":"run"}}}')],
])('what is not as it should be counts as left out: %s', (_, fields) => {
  expect(readPayload({ 'commit-train': 1, ...fields })).toEqual(NOTHING)
})

test('of codes that are ignored only codes are read, and not without end', () => {
  const ignored = ['check-failed', '<script>', 7, null, ...Array.from({ length: 100 }, () => 'x')]
  expect(readPayload({ 'commit-train': 1, force: { reason: 'r', ignored } })?.force?.ignored).toHaveLength(47)
  expect(readPayload({ 'commit-train': 1, force: { reason: 'r', ignored: 'all' } })?.force?.ignored).toEqual([])
})

const payload = writePayload(FULL)

test.each([
  ['a person is who made it, whatever the payload says', 'bo', true, payload, ['acme-door'], 'bo', true, 'token'],
  ['a door speaks for whom it names', 'acme-door[bot]', false, payload, ['Acme-Door'], 'ada', true, 'comment'],
  [
    'a door without a person in its payload speaks for itself',
    'acme-door[bot]',
    false,
    {},
    ['acme-door'],
    'acme-door[bot]',
    false,
    'app',
  ],
  ['no other App does', 'acme-door[bot]', false, payload, [], 'acme-door[bot]', false, 'app'],
  [
    'nor a workflow, which any branch can have',
    'github-actions[bot]',
    false,
    payload,
    ['acme-door'],
    'github-actions[bot]',
    false,
    'app',
  ],
  [
    'unless the policy says that it may',
    'github-actions[bot]',
    false,
    payload,
    ['github-actions'],
    'ada',
    true,
    'comment',
  ],
  ['a creator without a name is no door', '', false, payload, [''], '', false, 'app'],
])('who asked: %s', (_, creator, byPerson, given, doors, login, isPerson, proof) => {
  expect(requesterOf({ creator, byPerson, payload: given }, doors)).toEqual({ login, isPerson, proof })
})
