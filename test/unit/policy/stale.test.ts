import { expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { policyDuration } from '../../../src/policy/duration.ts'
import { parsePolicy } from '../../../src/policy/policy.ts'
import { DAY, HOUR, MINUTE } from '../../../src/time/duration.ts'
import { thrownBy } from './thrown.ts'

/** The rules of environment `a`, paths as texts. */
function stale(text: string) {
  const rules = parsePolicy(text, { repository: 'hello-service' }).environments[0]?.stale
  return rules === undefined ? 'off' : { ...rules, ignorePaths: rules.ignorePaths.map(one => one.text) }
}

const NONE = { every: undefined, escalate: undefined }
const DEFAULTS = { after: 4 * HOUR, minimum: 1, ignorePaths: [], skipMarker: '[skip deploy]', reminders: NONE }
const ALL = "stale: { after: 30m, minimum: 3, ignore-paths: [docs/**, '*.md'], skip-marker: no deploy }"
const SAID = {
  after: 30 * MINUTE,
  minimum: 3,
  ignorePaths: ['docs/**', '*.md'],
  skipMarker: 'no deploy',
  reminders: NONE,
}

test.each<[string, string, unknown]>([
  ['nothing said', 'environments: {a: }', DEFAULTS],
  ['nothing in it', 'environments: {a: {stale: }}\nstale: {}', DEFAULTS],
  ['said for the file', `environments: {a: }\n${ALL}`, SAID],
  ['an environment says one key', `environments: {a: {stale: {after: 2d}}}\n${ALL}`, { ...SAID, after: 2 * DAY }],
  [
    'an environment says no paths',
    `environments: {a: {stale: {ignore-paths: []}}}\n${ALL}`,
    { ...SAID, ignorePaths: [] },
  ],
  ['off here', `environments: {a: {stale: off}}\n${ALL}`, 'off'],
  ['false here', `environments: {a: {stale: false}}\n${ALL}`, 'off'],
  ['off for the file', 'environments: {a: }\nstale: off', 'off'],
  ['off for the file, on here', 'environments: {a: {stale: on}}\nstale: false', DEFAULTS],
  [
    'off for the file, one key here',
    'environments: {a: {stale: {minimum: 2}}}\nstale: off',
    { ...DEFAULTS, minimum: 2 },
  ],
  [
    'reminders, off here',
    'environments: {a: {stale: {remind: off}}}\nstale: {remind: weekly, escalate: {after: 5d, to: U0123ABCD}}',
    { ...DEFAULTS, reminders: { every: undefined, escalate: { after: 5 * DAY, to: 'U0123ABCD' } } },
  ],
  [
    'reminders, no escalation here',
    'environments: {a: {stale: {escalate: off}}}\nstale: {remind: weekly, escalate: {after: 5d, to: U0123ABCD}}',
    { ...DEFAULTS, reminders: { every: 7 * DAY, escalate: undefined } },
  ],
  ['on here, as the file says', `environments: {a: {stale: true}}\n${ALL}`, SAID],
])('%s', (_, text, expected) => {
  expect(stale(text)).toEqual(expected)
})

const DURATION = 'a whole number with m, h or d, such as 30m, 4h or 2d'

test.each<[string, string]>([
  ['after: 4', '3: stale.after must be text, not 4 (quote it if it is meant as text)'],
  ['after: 4 hours', `3: stale.after cannot be '4 hours': ${DURATION}`],
  ['after: 0h', `3: stale.after cannot be '0h': ${DURATION}`],
  ['after: -4h', `3: stale.after cannot be '-4h': ${DURATION}`],
  ['minimum: 0', '3: stale.minimum must be at least 1, not 0'],
  ['minimum: 1.5', '3: stale.minimum must be a whole number, not 1.5'],
  ["minimum: '2'", "3: stale.minimum must be a whole number, not the text '2'"],
  ['minimum: yes', "3: stale.minimum must be a whole number, not the text 'yes'"],
  ['ignore-paths: docs', "3: stale.ignore-paths must be a list, not the text 'docs'"],
  [
    'ignore-paths: ["../x"]',
    "3: an item of stale.ignore-paths cannot be '../x': write paths of the repository, with * and ** alone, such as deploy/, docs/** or *.md",
  ],
  ['remind: daily', "3: stale.remind must be weekly or off, not 'daily'"],
  ['escalate: {after: 5d}', "3: 'to' is missing in stale.escalate"],
  [
    'escalate: {after: 5d, to: eve}',
    "3: stale.escalate.to cannot be 'eve': a member's ID, such as U0123ABCD, from the member's profile in Slack; a name will not do",
  ],
  ["skip-marker: ' '", "3: stale.skip-marker cannot be ' ': one line of text"],
  ['ignore-path: []', "3: unknown key 'ignore-path' in stale (did you mean 'ignore-paths'?)"],
])('%s', (line, finding) => {
  const thrown = thrownBy(() => stale(`environments: {a: }\nstale:\n  ${line}\n`))
  if (!(thrown instanceof UserError)) throw thrown ?? new Error('the file was taken')
  const said = thrown.findings.map(({ where, text }) => `${where?.replace('.github/commit-train.yml:', '')}: ${text}`)
  expect(said).toEqual([finding])
})

test('a word that is neither on nor off', () => {
  expect(() => stale('environments: {a: }\nstale: never\n')).toThrow(
    ".github/commit-train.yml:2: stale cannot be 'never': on, off, or a map of keys",
  )
})

test.each<[string, number]>([
  ['1m', 60_000],
  ['90m', 5_400_000],
  ['4h', 14_400_000],
  ['2d', 172_800_000],
])('%s', (text, ms) => {
  expect(policyDuration(text)).toBe(ms)
})
