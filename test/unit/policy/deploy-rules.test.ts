import { expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { parsePolicy } from '../../../src/policy/policy.ts'
import { thrownBy } from './thrown.ts'

test('order, freeze and deployers; those of the file for every environment without its own', () => {
  const text = `
freeze: [{ from: '0 17 * * fri', for: 63h, zone: Europe/Berlin }]
deployers: { role: write }
environments:
  Staging:
    freeze: []
  production:
    order: { after: staging, good-for: 30m }
    deployers: { role: maintain, logins: [eve] }
`
  const { environments } = parsePolicy(text, { repository: 'x' })
  expect(environments.map(({ rules }) => [rules.order, rules.freeze.length, rules.deployers])).toEqual([
    [undefined, 0, { role: 'write', logins: [] }],
    [{ after: 'Staging', goodFor: 1_800_000 }, 1, { role: 'maintain', logins: ['eve'] }],
  ])
})

test('the ways by which an environment takes requests', () => {
  const text = 'proof: [token, run]\nenvironments: { staging: { proof: [comment] }, production: }'
  const { environments } = parsePolicy(text, { repository: 'x' })
  expect(environments.map(({ rules }) => rules.proofs)).toEqual([['comment'], ['token', 'run']])
})

function findingsOf(text: string) {
  const thrown = thrownBy(() => parsePolicy(text, { repository: 'x' }))
  if (!(thrown instanceof UserError)) throw thrown
  return thrown.findings
}

const CRON = 'five fields of cron, such as 0 17 * * fri'

test.each([
  ['no cron', 'freeze: [{ from: daily, for: 1h, zone: UTC }]', `3: freeze cannot begin at 'daily': ${CRON}`],
  [
    'no zone',
    "freeze: [{ from: '0 0 * * *', for: 1h, zone: Europe/Berln }]",
    "3: freeze cannot be in 'Europe/Berln': no time zone has that name (did you mean 'Europe/Berlin'?)",
  ],
  ['too long', "freeze: [{ from: '0 0 * * *', for: 32d, zone: UTC }]", '3: freeze cannot last 32d: at most 31d'],
  [
    'an unknown environment',
    'order: { after: stagin }',
    "3: order of 'a' names 'stagin', which is no environment of this file (did you mean 'staging'?)",
  ],
  ['itself', 'order: { after: A }', "3: order of 'a' comes back to itself"],
  [
    'no role',
    'deployers: { role: owner }',
    "3: environments.a.deployers.role must be read or triage or write or maintain or admin, not 'owner'",
  ],
  ['no way', 'proof: []', '3: environments.a.proof must not be empty: leave it out'],
  [
    'an unknown way',
    'proof: [slack]',
    "3: an item of environments.a.proof must be token or run or comment or app, not 'slack'",
  ],
  ['nobody', 'deployers: {}', '3: environments.a.deployers must name at least one'],
])('%s', (_, rule, expected) => {
  const text = `environments:\n  a:\n    ${rule}\n  staging:\n`
  const findings = findingsOf(text)
  expect(findings.map(one => `${one.where?.split(':').at(-1)}: ${one.text}`)).toEqual([expected])
})

test('a freeze may last as long as a month', () => {
  expect(() =>
    parsePolicy("environments:\n  a:\n    freeze: [{ from: '0 0 * * *', for: 31d, zone: UTC }]\n", { repository: 'x' }),
  ).not.toThrow()
})

test('a freeze of the whole file that is none is found at its line', () => {
  const text = '# ours\nfreeze:\n  - { from: daily, for: 1h, zone: UTC }\nenvironments: { a: }\n'
  expect(findingsOf(text)).toMatchObject([
    { where: expect.stringMatching(/:3$/), text: expect.stringContaining('daily') },
  ])
})

test('a circle over several environments', () => {
  const text = 'environments: { a: { order: { after: b } }, b: { order: { after: c } }, c: { order: { after: a } } }'
  expect(findingsOf(text)).toHaveLength(3)
})

test('force and the lock that a rollback leaves; neither without a word', () => {
  const rulesOf = (text: string) =>
    parsePolicy(text, { repository: 'x' }).environments.map(({ rules }) => [rules.force, rules.lockAfterRollback])
  expect(rulesOf('environments: { a: }')).toEqual([[undefined, undefined]])
  const text = `
force: { role: admin }
lock-after-rollback: 4h
environments:
  a:
  b: { force: { logins: [ada] }, lock-after-rollback: off }
  c: { lock-after-rollback: on }
  d: { lock-after-rollback: true }
`
  const admin = { role: 'admin', logins: [] }
  expect(rulesOf(text)).toEqual([
    [admin, { lasts: 14_400_000 }],
    [{ role: undefined, logins: ['ada'] }, undefined],
    [admin, { lasts: undefined }],
    [admin, { lasts: undefined }],
  ])
  expect(findingsOf('environments: { a: { lock-after-rollback: 4 hours } }').map(one => one.text)).toEqual([
    "environments.a.lock-after-rollback cannot be '4 hours': on, off, or a whole number with m, h or d, such as 4h",
  ])
})

test('doors are Apps by their names', () => {
  expect(parsePolicy('doors: [acme-door]\nenvironments: { a: }', { repository: 'x' }).doors).toEqual(['acme-door'])
  expect(parsePolicy('environments: { a: }', { repository: 'x' }).doors).toEqual([])
  expect(findingsOf('doors: [not an app]\nenvironments: { a: }')).toHaveLength(1)
})
