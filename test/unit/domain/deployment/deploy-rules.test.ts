import { describe, expect, test } from 'vitest'
import { type RuleFacts, ruleFindings } from '../../../../src/domain/deployment/deploy-rules.ts'
import { requesterOf } from '../../../../src/domain/deployment/requester.ts'
import type { DeployRules } from '../../../../src/policy/deploy-rules.ts'
import { deployment, HOUR, NOON } from '../history/facts.ts'

const NONE: DeployRules = {
  ...{ order: undefined, freeze: [], deployers: undefined },
  ...{ force: undefined, proofs: undefined, lockAfterRollback: undefined },
}
const FREE: RuleFacts = {
  now: NOON,
  lock: { kind: 'read', lock: undefined },
  requester: { login: 'ada', role: undefined },
  order: undefined,
}

function said(rules: Partial<DeployRules>, facts: Partial<RuleFacts> = {}): readonly string[] {
  return ruleFindings({ ...NONE, ...rules }, { ...FREE, ...facts }).map(({ reason, text }) => `${reason}: ${text}`)
}

test('without rules nothing', () => {
  expect(said({})).toEqual([])
})

describe('locks', () => {
  const lock = { owner: 'bea', reason: 'migration', expiresAt: undefined }

  test.each([
    ['held', { kind: 'read', lock }, ['environment-locked: locked by bea: migration']],
    [
      'until later',
      { kind: 'read', lock: { ...lock, expiresAt: NOON + 1 } },
      ['environment-locked: locked by bea until 2026-10-19T12:00Z: migration'],
    ],
    // Whether it is over was judged by the reader, by GitHub's clock: this one may be hours off.
    [
      'over by this clock',
      { kind: 'read', lock: { ...lock, expiresAt: NOON - 1 } },
      ['environment-locked: locked by bea until 2026-10-19T11:59Z: migration'],
    ],
    [
      'unreadable',
      { kind: 'unreadable', why: '502' },
      ['lock-unreadable: its lock cannot be read, which counts as locked: 502'],
    ],
    [
      "one's own, that stops automation",
      { kind: 'read', lock, note: 'bo started this run, not bea, who asked for it' },
      ['environment-locked: locked by bea: migration (bo started this run, not bea, who asked for it)'],
    ],
  ] as const)('%s', (_, answer, expected) => {
    expect(said({}, { lock: answer })).toEqual(expected)
  })
})

describe('who may ask', () => {
  const maintainers = { deployers: { role: 'maintain', logins: ['eve', 'acme-deploys'] } } as const
  const by = (login: string, role?: RuleFacts['requester']['role']) => said(maintainers, { requester: { login, role } })

  test.each([
    ['the role', 'ada', 'maintain', true],
    ['a higher one', 'ada', 'admin', true],
    ['a lower one', 'ada', 'write', false],
    ['none', 'ada', undefined, false],
    ['a login of the list', 'Eve', 'read', true],
    ['an App of the list', 'acme-deploys[bot]', undefined, true],
    ['another App', 'vercel[bot]', undefined, false],
  ] as const)('%s', (_, login, role, may) => {
    const text = `deployer-not-permitted: ${login} may not deploy here, only the role 'maintain' or a higher one, eve, acme-deploys`
    expect(by(login, role)).toEqual(may ? [] : [text])
  })

  test('logins alone', () => {
    expect(
      said({ deployers: { role: undefined, logins: ['eve'] } }, { requester: { login: 'ada', role: 'admin' } }),
    ).toEqual(['deployer-not-permitted: ada may not deploy here, only eve'])
  })
})

describe('the order of environments', () => {
  const order = { after: 'staging', goodFor: HOUR / 2 }
  /** The line, newest first: c, b (asked for), a. */
  const holders = new Set(['c', 'b'])
  const at = (before: readonly ReturnType<typeof deployment>[], here: readonly ReturnType<typeof deployment>[] = []) =>
    said({ order }, { order: { before, here, holders, sha: 'b' } })
  const FIRST = 'order-not-met: staging does not run this commit or a newer one: deploy it there first'

  test.each([
    ['never there', [], [FIRST]],
    ['there long enough', [deployment('b', -1)], []],
    ['just long enough', [deployment('b', -0.5)], []],
    [
      'not long enough',
      [deployment('b', -0.25)],
      ['order-not-met: staging has run this commit for 15 min, not yet for 30 min'],
    ],
    ['a newer one', [deployment('c', -1)], []],
    ['first this, then a newer one', [deployment('c', -0.1), deployment('b', -1)], []],
    ['an older one', [deployment('a', -5)], [FIRST]],
    ['taken out again', [deployment('a', -0.1), deployment('b', -5)], [FIRST]],
    [
      'taken out and back',
      [deployment('b', -0.25), deployment('a', -1), deployment('b', -5)],
      ['order-not-met: staging has run this commit for 15 min, not yet for 30 min'],
    ],
    ['a commit beside the line', [deployment('x', -0.1), deployment('b', -5)], [FIRST]],
  ] as const)('%s', (_, before, expected) => {
    expect(at(before)).toEqual(expected)
  })

  test('what was live here before may come back', () => {
    expect(at([], [deployment('c', -1), deployment('b', -2)])).toEqual([])
    expect(at([], [deployment('c', -1)])).toEqual([FIRST])
  })

  test('without a time it must only be there, also by a clock that is behind', () => {
    const now = { before: [deployment('b', 0.01)], here: [], holders, sha: 'b' }
    expect(said({ order: { after: 'staging', goodFor: 0 } }, { order: now })).toEqual([])
  })
})

test.each<[string, DeployRules['force'], RuleFacts['requester'], readonly string[]]>([
  [
    'no key',
    undefined,
    { login: 'ada', role: 'admin' },
    ["force-not-permitted: ada may not force a deployment here, no one: the policy has no 'force' for it"],
  ],
  [
    'a lower role',
    { role: 'admin', logins: [] },
    { login: 'ada', role: 'maintain' },
    ["force-not-permitted: ada may not force a deployment here, only the role 'admin' or a higher one"],
  ],
  [
    'no role read',
    { role: 'read', logins: ['bo'] },
    { login: '', role: undefined },
    [
      "force-not-permitted: a creator without a name may not force a deployment here, only the role 'read' or a higher one, bo",
    ],
  ],
  ['the role', { role: 'maintain', logins: [] }, { login: 'ada', role: 'admin' }, []],
  ['the login', { role: undefined, logins: ['ADA'] }, { login: 'ada', role: undefined }, []],
])('force: %s', (_, force, requester, expected) => {
  expect(said({ force }, { requester, force: 'outage' })).toEqual(expected)
  // Without the wish no one needs the right.
  expect(said({ force }, { requester })).toEqual([])
})

const ACTOR = (proof: string) => ({ 'commit-train': 1, actor: { login: 'ada', proof } })

// Who made the record, and whether it is a person; what the payload says.
test.each([
  ['a person', 'ada', true, {}, 'token', ''],
  // Of no one but a door the payload is believed.
  ['a person whose payload says otherwise', 'ada', true, ACTOR('comment'), 'token', ''],
  ['a comment through a door', 'acme-door[bot]', false, ACTOR('comment'), 'comment', 'it was asked for by a comment'],
  ['a run through a door', 'acme-door[bot]', false, ACTOR('run'), 'run', ''],
  ['a door that names no one', 'acme-door[bot]', false, {}, 'app', 'acme-door[bot], an App, asked'],
  ['an App that is no door', 'github-actions[bot]', false, ACTOR('token'), 'app', 'github-actions[bot], an App, asked'],
])('by which way it was asked for: %s', (_, creator, byPerson, payload, proof, refused) => {
  const requester = requesterOf({ creator, byPerson, payload }, ['acme-door'])
  expect(requester.proof).toBe(proof)
  const only =
    "; here only a token of the person's own, or a run that the person started will do (the policy's 'proof')"
  const asked = { requester: { ...requester, role: 'admin' } } as const
  expect(said({ proofs: ['token', 'run'] }, asked)).toEqual(
    refused === '' ? [] : [`proof-not-accepted: ${refused}${only}`],
  )
  expect(said({ proofs: ['token', 'run', 'comment', 'app'] }, asked)).toEqual([])
  expect(said({ proofs: undefined }, asked)).toEqual([])
})

test('a way that is not known is none that will do', () => {
  expect(said({ proofs: ['token'] }, { requester: { login: 'ada', role: 'admin' } })).toEqual([
    "proof-not-accepted: by which way it was asked for is not known; here only a token of the person's own will do (the policy's 'proof')",
  ])
})
