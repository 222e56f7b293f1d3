import { expect, test } from 'vitest'
import { dashboardUrl } from '../../../src/domain/dashboard.ts'
import { UserError } from '../../../src/errors.ts'
import { parsePolicy } from '../../../src/policy/policy.ts'
import { thrownBy } from './thrown.ts'

function policy(text: string) {
  return parsePolicy(text, { repository: 'hello-service' })
}

/** What is said of the file that begins with an environment `a`, each with its line. */
function said(text: string): string[] {
  const thrown = thrownBy(() => policy(`environments: {a: }\n${text}`))
  if (!(thrown instanceof UserError)) throw thrown ?? new Error('the file was taken')
  return thrown.findings.map(({ where, text }) => `${where?.replace('.github/commit-train.yml:', '')}: ${text}`)
}

test('everything the file can say about Slack', () => {
  const { slack, environments } = policy(`
slack:
  channel: C0123ABCD
  deployments: failures
  dashboard: https://grafana.example/d/x?var-service={service}&var-sha={commit}
  users: { octocat: U0123ABCD, 'Renovate[bot]': W9876ZYXW }
  quiet:
    zone: Europe/Berlin
    hours: ['18:00-08:00', '12:00-12:30', '22:15-24:00']
    days: [saturday, sunday]
    dates: ['2026-12-25', 2028-02-29]
environments:
  staging:
  production:
    slack: { channel: G0987654321, deployments: all }
  preview:
    slack: { deployments: none }
`)
  expect(slack).toEqual({
    dashboard: 'https://grafana.example/d/x?var-service={service}&var-sha={commit}',
    users: new Map([
      ['octocat', 'U0123ABCD'],
      ['renovate[bot]', 'W9876ZYXW'],
    ]),
    quiet: {
      zone: 'Europe/Berlin',
      hours: [
        { from: 1080, until: 480 },
        { from: 720, until: 750 },
        { from: 1335, until: 1440 },
      ],
      days: ['saturday', 'sunday'],
      dates: ['2026-12-25', '2028-02-29'],
    },
  })
  expect(environments.map(one => one.slack)).toEqual([
    { channel: 'C0123ABCD', deployments: 'failures' },
    { channel: 'G0987654321', deployments: 'all' },
    { channel: 'C0123ABCD', deployments: 'none' },
  ])
})

test('empty parts are as good as none', () => {
  expect(policy('environments: {a: {slack: }}\nslack:\n').slack.users.size).toBe(0)
  expect(policy('environments: {a: }\nslack: {users: , quiet: }\n').slack.quiet).toBeUndefined()
})

const CHANNEL = "the channel's ID, such as C0123ABCD, from the end of its details in Slack; a name will not do"
const MEMBER = "a member's ID, such as U0123ABCD, from the member's profile in Slack; a name will not do"
const ADDRESS = 'an address with https; what is filled in is {service}, {environment}, {commit} and {repository}'
const HOURS = "two times, from and until, such as '18:00-08:00'"

test.each<[string, string, string]>([
  ['a channel by name', "slack:\n  channel: '#deploys'", `3: slack.channel cannot be '#deploys': ${CHANNEL}`],
  ['a channel as user', 'slack:\n  channel: U0123ABCD', `3: slack.channel cannot be 'U0123ABCD': ${CHANNEL}`],
  ['a mistyped key', 'slack:\n  chanel: C0123ABCD', "3: unknown key 'chanel' in slack (did you mean 'channel'?)"],
  [
    'which deployments',
    'slack:\n  deployments: failed',
    "3: slack.deployments must be all or failures or none, not 'failed'",
  ],
  [
    'plain http',
    'slack:\n  dashboard: http://x.example/',
    `3: slack.dashboard cannot be 'http://x.example/': ${ADDRESS}`,
  ],
  [
    'a placeholder that is none',
    "slack:\n  dashboard: 'https://x.example/{sha}'",
    `3: slack.dashboard cannot be 'https://x.example/{sha}': ${ADDRESS}`,
  ],
  [
    'an address that would end the link',
    "slack:\n  dashboard: 'https://x.example/|<!channel>'",
    `3: slack.dashboard cannot be 'https://x.example/|<!channel>': ${ADDRESS}`,
  ],
  ['a member by name', "slack:\n  users: { ada: '@ada' }", `3: slack.users.ada cannot be '@ada': ${MEMBER}`],
  [
    'a login with @',
    "slack:\n  users: { '@ada': U0123ABCD }",
    "3: slack.users cannot name '@ada': a login of GitHub, without @",
  ],
  [
    'one person twice',
    'slack:\n  users:\n    ada: U0123ABCD\n    Ada: U0123ABCE',
    "5: slack.users names 'ada' and 'Ada', which GitHub takes for the same",
  ],
  ['quiet without a zone', "slack:\n  quiet: { hours: ['18:00-08:00'] }", "3: 'zone' is missing in slack.quiet"],
  [
    'a zone that is not there',
    'slack:\n  quiet:\n    zone: Europe/Berln',
    "4: slack.quiet.zone cannot be 'Europe/Berln': no time zone has that name (did you mean 'Europe/Berlin'?)",
  ],
  [
    'an offset for a zone',
    "slack:\n  quiet:\n    zone: '+01:00'",
    "4: slack.quiet.zone cannot be '+01:00': the IANA name of a time zone, such as Europe/Berlin",
  ],
  [
    'hours without end',
    "slack:\n  quiet:\n    zone: UTC\n    hours: ['18:00']",
    `5: an item of slack.quiet.hours cannot be '18:00': ${HOURS}`,
  ],
  [
    'hours that begin when they end',
    "slack:\n  quiet:\n    zone: UTC\n    hours: ['08:00-08:00']",
    `5: an item of slack.quiet.hours cannot be '08:00-08:00': ${HOURS}`,
  ],
  [
    'an hour that no clock has',
    "slack:\n  quiet:\n    zone: UTC\n    hours: ['25:00-08:00']",
    `5: an item of slack.quiet.hours cannot be '25:00-08:00': ${HOURS}`,
  ],
  [
    'a date that is not there',
    "slack:\n  quiet:\n    zone: UTC\n    dates:\n      - '2026-12-25'\n      - '2026-02-29'",
    "7: slack.quiet.dates cannot name '2026-02-29': there is no such day",
  ],
])('%s', (_, text, finding) => {
  expect(said(text)).toEqual([finding])
})

test('users and quiet are said once, for the whole file', () => {
  const text = 'environments:\n  a:\n    slack: { users: {ada: U0123ABCD} }\n'
  expect(() => policy(text)).toThrow("unknown key 'users' in environments.a.slack (known: channel, deployments)")
})

test('a dashboard gets its words encoded', () => {
  const words = { service: 'a&b', environment: 'apac/tokyo', commit: 'c0ffee', repository: 'acme/shop' }
  expect(dashboardUrl('https://x.example/{repository}?s={service}&e={environment}#{commit}{commit}', words)).toBe(
    'https://x.example/acme%2Fshop?s=a%26b&e=apac%2Ftokyo#c0ffeec0ffee',
  )
  // What was filled in is not looked at again.
  expect(dashboardUrl('https://x.example/{service}', { ...words, service: 'half a \ud83d' })).toBe(
    'https://x.example/half%20a%20%EF%BF%BD',
  )
  expect(dashboardUrl('https://x.example/{service}', { ...words, service: '{commit}' })).toBe(
    'https://x.example/%7Bcommit%7D',
  )
})
