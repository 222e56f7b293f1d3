import { describe, expect, test } from 'vitest'
import { UserError } from '../../../../src/errors.ts'
import type { StoredRelease } from '../../../../src/kubernetes/release/record.ts'
import { askedRelease, chooseStored } from '../../../../src/kubernetes/release/stored-choice.ts'

const REPOSITORY = 'https://github.com/acme/hello'

interface Given {
  readonly state?: StoredRelease['state']
  /** The release that it brought back. */
  readonly from?: number
  readonly run?: number
  readonly repository?: string
}

/** Releases 1, 2, 3, … */
const releases = (...given: readonly Given[]): readonly StoredRelease[] =>
  given.map(({ state = 'good', from, run = 1, repository = REPOSITORY }, at) => ({
    ...{ number: at + 1, state, parts: ['a'], sha256: '', format: 1, repository, deploymentId: 10 + at },
    ...{
      commit: String(from ?? at + 1)
        .repeat(40)
        .slice(0, 40),
      run: { id: run, attempt: 1 },
      begun: '2026-01-01T10:02:00Z',
    },
    ...(from === undefined ? {} : { stored: { from, over: 0 } }),
  }))

function chosen(stored: readonly StoredRelease[], text: string, isRerun = false): number | string {
  const asked = askedRelease(text)
  if (asked === undefined) return 'not understood'
  try {
    const key = { service: 'hello', environment: 'staging' }
    return chooseStored(stored, asked, { key, repository: REPOSITORY, runId: 9, isRerun }).number
  } catch (thrown) {
    return thrown instanceof UserError ? `${thrown.reason}: ${thrown.message}` : 'another error'
  }
}

describe('the previous release', () => {
  test.each<[string, readonly Given[], number | RegExp]>([
    ['the one before the live one', [{}, {}, {}], 2],
    ['those that failed are passed over', [{}, { state: 'failed' }, {}], 1],
    ['of one that failed: the last good one', [{}, {}, { state: 'failed' }], 2],
    ['of one without an end: the last good one', [{}, {}, { state: 'begun' }], 2],
    ['of a rollback: what came before that which it brought back', [{}, {}, {}, { from: 2 }], 1],
    [
      'of two rollbacks',
      [{}, {}, {}, { from: 2 }, { from: 1 }],
      /^stored-release-missing: there is no good release before/,
    ],
    ['of a rollback that failed: the same again', [{}, {}, {}, { from: 2, state: 'failed' }], 2],
    [
      'of the only one',
      [{}],
      /^stored-release-missing: there is no good release before the newest of hello in staging;/,
    ],
    [
      'run again after it was good',
      [{}, {}, { from: 1, run: 9 }],
      /^stored-release-live: release 3 \(1111111 of 2026-01-01 10:02 UTC\)/,
    ],
    [
      'an older one of another repository counts for nothing',
      [{}, { repository: 'https://github.com/acme/other' }, {}],
      1,
    ],
    [
      'another repository has the newest',
      [{}, {}, { repository: 'https://github.com/acme/other' }],
      /^stored-release-unusable: the newest of hello in staging, release 3 \(.*\), is of https:\/\/github.com\/acme\/other, so/,
    ],
    [
      'an unknown repository has the newest',
      [{}, {}, { repository: '' }],
      /^stored-release-unusable: .* an unknown repository/,
    ],
    [
      'there is only another repository',
      [{ repository: 'https://github.com/acme/other' }],
      /; those there are of https:\/\/github.com\/acme\/other$/,
    ],
    ['nothing is kept', [], /^stored-release-missing: the cluster keeps no release of hello in staging$/],
  ])('%s', (_, given, expected) => {
    const found = chosen(releases(...given), 'previous')
    if (typeof expected === 'number') expect(found).toBe(expected)
    else expect(found).toMatch(expected)
  })
})

test('what another repository has replaced is not called live', () => {
  const given = releases({}, {}, { repository: 'https://github.com/acme/other' })
  expect(chosen(given, '2')).toMatch(/^stored-release-unusable: /)
})

describe('a run that is run again', () => {
  const mine: Given = { from: 2, run: 9 }
  test.each<[string, readonly Given[], string, number | RegExp]>([
    ['its own is the newest and failed: the same again', [{}, {}, {}, { ...mine, state: 'failed' }], 'previous', 2],
    ['its own is the newest and good', [{}, {}, {}, mine], 'previous', /^stored-release-live: release 4 /],
    [
      'others came later',
      [{}, {}, {}, mine, {}, {}],
      'previous',
      /^stored-release-rerun: this run is run again: it made release 4 \(.*\), and release 6 \(.*\) is newer; start a new run/,
    ],
    ['one that failed came later', [{}, {}, {}, mine, { state: 'failed' }], '2', /^stored-release-rerun: /],
    ['a number, with others later', [{}, {}, {}, mine, {}], '2', /^stored-release-rerun: /],
    ['a commit, with others later', [{}, {}, {}, mine, {}], '2222222', /^stored-release-rerun: /],
    [
      'its own is no longer kept',
      [{}, {}, {}],
      'previous',
      /^stored-release-rerun: .* keeps no release of it, .*; start/,
    ],
  ])('%s', (_, given, asked, expected) => {
    const found = chosen(releases(...given), asked, true)
    if (typeof expected === 'number') expect(found).toBe(expected)
    else expect(found).toMatch(expected)
  })
})

describe('a release by its number or its commit', () => {
  const some = releases({}, { state: 'failed' }, {}, { from: 1 })
  test.each<[string, number | string | RegExp]>([
    ['3', 3],
    ['v3', 3],
    [' V3 ', 3],
    ['3333333', 3],
    ['3'.repeat(40), 3],
    ['1', /^stored-release-live: release 1 .* is live already/],
    ['4', /^stored-release-live: /],
    ['1111111', /^stored-release-live: /],
    ['2', /^stored-release-unusable: release 2 .* was not good \(it failed\); there are release 4 .*, good; /],
    ['2222222', /^stored-release-unusable: /],
    ['9', /^stored-release-missing: there is no release 9 of hello in staging; there are release 4 /],
    ['abcdef0', /^stored-release-missing: there is no release of the commit abcdef0 of hello/],
    ['last', 'not understood'],
    ['v', 'not understood'],
    ['abc', 'not understood'],
    ['main', 'not understood'],
  ])('%s', (asked, expected) => {
    const found = chosen(some, asked)
    if (expected instanceof RegExp) expect(found).toMatch(expected)
    else expect(found).toBe(expected)
  })

  test('commits that begin alike have to be distinguished', () => {
    const alike = releases({}, {}, {}).map(one => ({ ...one, commit: `abcdef0${one.number}`.padEnd(40, '0') }))
    expect(chosen(alike, 'abcdef0')).toMatch(/^stored-release-missing: several commits begin with abcdef0: abcdef01/)
    expect(chosen(alike, 'abcdef02')).toBe(2)
  })
})
