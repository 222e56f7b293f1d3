import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { environmentOf, parsePolicy, serviceOf } from '../../../src/policy/policy.ts'
import { publishedSchema } from '../../../src/policy/policy-schema.ts'
import { findingsOf, said } from './policy-findings.ts'

const DEFAULTS = {
  ...{ count: 'all', events: ['push', 'pull_request', 'merge_group'], required: [], ignored: [] },
  noChecks: 'refuse',
}

test('the shortest policy: one environment, the service named as the repository, every default', () => {
  expect(parsePolicy('environments:\n  production:\n', { repository: 'hello-service' })).toEqual({
    file: '.github/commit-train.yml',
    services: ['hello-service'],
    servicePaths: new Map(),
    environments: [
      {
        name: 'production',
        checks: DEFAULTS,
        waitForChecks: 0,
        imageAttestation: 'optional',
        strategy: { drainSeconds: 0 },
        rollout: { tolerance: 'strict', restartOnConfig: true },
        rules: {
          order: undefined,
          freeze: [],
          deployers: undefined,
          proofs: undefined,
          force: undefined,
          lockAfterRollback: undefined,
        },
        whenHeld: 'wait',
        releases: { store: 'secrets', onFailure: 'restore', prune: { maxCount: 10, maxShare: 50 } },
        slack: { channel: undefined, deployments: 'all' },
        stale: {
          after: 4 * 3_600_000,
          minimum: 1,
          ignorePaths: [],
          skipMarker: '[skip deploy]',
          reminders: { every: undefined, escalate: undefined },
        },
      },
    ],
    slack: { dashboard: undefined, users: new Map(), quiet: undefined },
    apps: [],
    doors: [],
    locks: { repository: undefined, refs: 'custom' },
  })
})

test('environments keep the order of the file and may be {} or null', () => {
  const policy = parsePolicy('environments: { staging: {}, production: null, apac/tokyo: }', { repository: 'x' })
  expect(policy.environments.map(one => one.name)).toEqual(['staging', 'production', 'apac/tokyo'])
})

test('an environment takes the rules of the file but for the keys it says itself', () => {
  const text = `
services: [web, worker]
checks: { events: [push], required: [test], ignored: [lint] }
no-checks: allow
environments:
  staging:
  production:
    no-checks: refuse
    checks: { required: [test, audit] }
  sandbox:
    checks:
`
  const policy = parsePolicy(text, { repository: 'ignored' })
  expect(policy.services).toEqual(['web', 'worker'])
  const file = { count: 'all', events: ['push'], required: ['test'], ignored: ['lint'], noChecks: 'allow' }
  expect(policy.environments.map(one => one.checks)).toEqual([
    file,
    { ...file, required: ['test', 'audit'], noChecks: 'refuse' },
    file,
  ])
})

test('each key of rollout may be said for the file and again for one environment', () => {
  const text = `
rollout: { tolerance: tolerant, restart-on-config: false }
environments:
  staging:
  production: { rollout: { tolerance: strict } }
  sandbox: { rollout: }
`
  const tolerant = { tolerance: 'tolerant', restartOnConfig: false }
  expect(parsePolicy(text, { repository: 'x' }).environments.map(one => one.rollout)).toEqual([
    tolerant,
    { ...tolerant, tolerance: 'strict' },
    tolerant,
  ])
})

test('all, required and a list of names are short for the map of checks', () => {
  const text = `
checks: required
wait-for-checks: 10m
environments:
  staging: { checks: all, wait-for-checks: 1h }
  canary: { checks: [ci / test, lint] }
  production:
  sandbox: { checks: { ignored: [lint] } }
`
  const policy = parsePolicy(text, { repository: 'x' })
  expect(policy.environments.map(one => [one.name, one.checks.count, one.checks.required, one.waitForChecks])).toEqual([
    ['staging', 'all', [], 3_600_000],
    ['canary', 'named', ['ci / test', 'lint'], 600_000],
    ['production', 'required', [], 600_000],
    ['sandbox', 'required', [], 600_000],
  ])
})

test('what is held: by the file, or by the environment', () => {
  const text = 'when-held: refuse\nenvironments:\n  staging:\n  production: { when-held: wait }\n'
  const policy = parsePolicy(text, { repository: 'x' })
  expect(policy.environments.map(one => one.whenHeld)).toEqual(['refuse', 'wait'])
  expect(said('environments: {a: }\nwhen-held: queue\n')).toEqual(["2: when-held must be wait or refuse, not 'queue'"])
})

test('an attestation of the image: by the file, or by the environment', () => {
  const text = 'image-attestation: required\nenvironments:\n  staging: { image-attestation: optional }\n  production:\n'
  const policy = parsePolicy(text, { repository: 'x' })
  expect(policy.environments.map(one => one.imageAttestation)).toEqual(['optional', 'required'])
  const all = 'environments: {a: }\n'
  expect(said(`${all}image-attestation: require\n`)).toEqual([
    "2: image-attestation must be optional or required, not 'require' (did you mean 'required'?)",
  ])
  expect(said(`${all}image-atestation: required\n`)).toEqual([
    "2: unknown key 'image-atestation' (did you mean 'image-attestation'?)",
  ])
})

test('names are found whatever their case, and come back as the policy spells them', () => {
  const policy = parsePolicy('services: [Web]\nenvironments: { Production: }', { repository: 'x' })
  expect(environmentOf(policy, 'pRODUCTION')?.name).toBe('Production')
  expect(environmentOf(policy, 'prod')).toBeUndefined()
  expect(serviceOf(policy, 'WEB')).toBe('Web')
  expect(serviceOf(policy, 'we')).toBeUndefined()
})

const EMPTY = "1: the file is empty: name at least one environment under 'environments:'"

test.each<[string, string, string[]]>([
  ['an empty file', '', [EMPTY]],
  ['only comments', '# nothing\n\n', [EMPTY]],
  ['a list', '- a\n', ['1: the file must be a map of keys, not a list']],
  ['text', 'hello\n', ["1: the file must be a map of keys, not the text 'hello'"]],
  ['no environments', 'services: [a]\n', ["1: 'environments' is missing"]],
  ['empty environments', '\nenvironments: {}\n', ['2: environments must name at least one']],
  ['environments without content', 'environments:\n', ['1: environments must be a map of keys, not empty']],
  ['environments as a list', 'environments: [a]\n', ['1: environments must be a map of keys, not a list']],
  ['a mistyped key', 'environments:\n  a:\nservces: [b]\n', ["3: unknown key 'servces' (did you mean 'services'?)"]],
  [
    'an unknown key that resembles nothing',
    'environments:\n  a:\nx: 1\n',
    [
      "3: unknown key 'x' (known: services, environments, apps, doors, checks, no-checks, wait-for-checks, image-attestation, rollout, strategy, freeze, deployers, proof, force, lock-after-rollback, when-held, release-store, on-failure, prune, locks, slack, stale)",
    ],
  ],
  [
    'a mistyped key of an environment',
    'environments:\n  a:\n    chekcs: {}\n',
    ["3: unknown key 'chekcs' in environments.a (did you mean 'checks'?)"],
  ],
  [
    'a mistyped key of checks',
    'environments: {a: }\nchecks:\n  event: [push]\n',
    ["3: unknown key 'event' in checks (did you mean 'events'?)"],
  ],
  [
    'a merge key',
    'environments: {a: }\n<<: {}\n',
    [
      "2: unknown key '<<' (known: services, environments, apps, doors, checks, no-checks, wait-for-checks, image-attestation, rollout, strategy, freeze, deployers, proof, force, lock-after-rollback, when-held, release-store, on-failure, prune, locks, slack, stale)",
    ],
  ],
  [
    'checks that are neither',
    'environments: {a: }\nchecks: some\n',
    ["2: checks cannot be 'some': all, required, a list of names, or a map with count, events, required and ignored"],
  ],
  ['an empty list of checks', 'environments: {a: }\nchecks: []\n', ['2: checks must not be empty: leave it out']],
  [
    'named checks without names',
    'environments:\n  a: { checks: { count: named } }\n',
    ["2: 'count: named' in environment 'a' needs the names under 'required'"],
  ],
  [
    'no duration',
    'environments: {a: }\nwait-for-checks: 90s\n',
    ["2: wait-for-checks cannot be '90s': a whole number with m, h or d, such as 30m, 4h or 2d"],
  ],
  [
    'environments that differ by case',
    'environments:\n  a:\n  A:\n',
    ["3: environments names 'a' and 'A', which GitHub takes for the same"],
  ],
  ['a key twice', 'environments:\n  a:\n  a:\n', ["3: 'environments.a' is there twice: keep one"]],
  [
    'a name that leaves its folder',
    'environments:\n  ../a:\n',
    ["2: environments cannot name '../a': one line of at most 255 characters, no '\\', no '.' or '..' between its '/'"],
  ],
  [
    'an event GitHub does not have',
    'environments: {a: }\nchecks:\n  events: [pull_requests]\n',
    [
      "3: an item of checks.events must be push or pull_request or merge_group or pull_request_target or workflow_dispatch or repository_dispatch or workflow_run or schedule or dynamic, not 'pull_requests' (did you mean 'pull_request'?)",
    ],
  ],
  ['no event', 'environments: {a: }\nchecks: {events: []}\n', ['2: checks.events must not be empty: leave it out']],
  [
    'required as text',
    'environments: {a: }\nchecks:\n  required: test\n',
    ["3: checks.required must be a list, not the text 'test'"],
  ],
  [
    'an empty name',
    'environments: {a: }\nchecks: {ignored: [""]}\n',
    ["2: an item of checks.ignored cannot be '': one line of text"],
  ],
  ['no-checks: no', 'environments: {a: }\nno-checks: no\n', ["2: no-checks must be refuse or allow, not 'no'"]],
  [
    'a tolerance that there is not',
    'environments: {a: {rollout: {tolerance: lax}}}\n',
    ["1: environments.a.rollout.tolerance must be strict or tolerant, not 'lax'"],
  ],
  [
    'no-checks mistyped',
    'environments: {a: }\nno-checks: alow\n',
    ["2: no-checks must be refuse or allow, not 'alow' (did you mean 'allow'?)"],
  ],
  [
    'no-checks as a switch',
    'environments: {a: }\nno-checks: true\n',
    ['2: no-checks must be text, not true (quote it if it is meant as text)'],
  ],
  [
    'a check that is required and ignored',
    'checks:\n  ignored: [t]\nenvironments:\n  a:\n  b:\n    checks:\n      required: [t]\n',
    ["7: check 't' is both required and ignored in environment 'b': keep one"],
  ],
  [
    'two documents',
    'environments: {a: }\n---\nenvironments: {b: }\n',
    ['2: the file holds more than one YAML document: keep the first'],
  ],
  ['tabs', 'environments:\n\ta:\n', ['2: not valid YAML: Tabs are not allowed as indentation']],
])('%s', (_, text, findings) => {
  expect(said(text)).toEqual(findings)
})

test('what is not YAML is reported with its line', () => {
  expect(said('environments:\n  a: [\n')[0]).toMatch(/^[23]: not valid YAML: /)
})

test('all findings come at once; the message has the first and how many more', () => {
  const text = 'environments:\n  a:\nservces: []\nchecks:\n  event: []\nno-checks: maybe\n'
  expect(findingsOf(text)).toHaveLength(3)
  expect(() => parsePolicy(text, { repository: 'x' })).toThrow(
    ".github/commit-train.yml:3: unknown key 'servces' (did you mean 'services'?) (and 2 more)",
  )
})

test('a repository whose name cannot name a service has to name one', () => {
  expect(findingsOf('environments: {a: }', '.github').map(one => one.text)).toEqual([
    "the repository's name '.github' cannot name a service: set 'services:' to a list of names",
  ])
})

test('a name of the language itself is a name like any other', () => {
  const policy = parsePolicy('environments: {constructor: , __proto__: }', { repository: 'x' })
  expect(policy.environments.map(one => one.name)).toEqual(['constructor', '__proto__'])
  expect(said('environments: {a: }\nconstructor: {}')[0]).toMatch(/unknown key 'constructor'/)
})

test.each(['2024', '1.10', '007', '0x10', '1e3', 'yes', 'true', 'null', '~', "'1.10'"])(
  'the name %s stays as it was written',
  name => {
    const text = `environments: { ${name}: { checks: { wait: { for: 5 } } } }`
    const written = name.replaceAll("'", '')
    expect(findingsOf(text)).toEqual([
      expect.objectContaining({ text: expect.stringContaining(`environments.${written}.`) }),
    ])
    expect(parsePolicy(`environments: { ${name}: }`, { repository: 'x' }).environments.map(one => one.name)).toEqual([
      written,
    ])
  },
)

test('the published schema is the one the parser walks', () => {
  const file = new URL('../../../schema/commit-train.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(publishedSchema()))
})
