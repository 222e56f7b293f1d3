import { expect, test } from 'vitest'
import { coversAny } from '../../../src/policy/path-patterns.ts'
import { parsePolicy } from '../../../src/policy/policy.ts'
import { said } from './policy-findings.ts'

const LABEL = "letters, digits, '.', '_' and '-', at most 63, a letter or digit at both ends"

test.each<[string, string, string[]]>([
  [
    'services as text',
    'environments: {a: }\nservices: web\n',
    ["2: services must be a list or a map of keys, not the text 'web'"],
  ],
  ['no services', 'environments: {a: }\nservices: []\n', ['2: services must not be empty: leave it out']],
  [
    'a number as service',
    'environments: {a: }\nservices:\n  - web\n  - 12\n',
    ['4: an item of services must be text, not 12 (quote it if it is meant as text)'],
  ],
  [
    'a service with a blank',
    'environments: {a: }\nservices: ["b c"]\n',
    [`2: an item of services cannot be 'b c': ${LABEL}`],
  ],
  [
    'a service with a slash',
    'environments: {a: }\nservices: [b/c]\n',
    [`2: an item of services cannot be 'b/c': ${LABEL}`],
  ],
  ['a service twice', 'environments: {a: }\nservices:\n- b\n- b\n', ["4: services names 'b' twice"]],
  ['no services, as a map', 'environments: {a: }\nservices: {}\n', ['2: services must name at least one']],
  [
    'paths of a service that are no list',
    'environments: {a: }\nservices:\n  api:\n    paths: api/**\n',
    ["4: services.api.paths must be a list, not the text 'api/**'"],
  ],
  [
    'a service that is only a list',
    'environments: {a: }\nservices:\n  api: [api/**]\n',
    ['3: services.api must be a map of keys or empty, not a list'],
  ],
  [
    'no paths of a service',
    'environments: {a: }\nservices:\n  api:\n    paths: []\n',
    ['4: services.api.paths must not be empty: leave it out'],
  ],
  [
    'a path twice, and one that is no pattern',
    'environments: {a: }\nservices:\n  api:\n    paths:\n    - api/**\n    - api/**\n    - ../x\n    - "!web"\n',
    [
      "6: services.api.paths names 'api/**' twice",
      "7: an item of services.api.paths cannot be '../x': write paths of the repository, with * and ** alone, such as deploy/, docs/** or *.md",
      "8: an item of services.api.paths cannot be '!web': write paths of the repository, with * and ** alone, such as deploy/, docs/** or *.md",
    ],
  ],
  [
    'a mistyped key of a service',
    'environments: {a: }\nservices:\n  api: { path: [api/**] }\n',
    ["3: unknown key 'path' in services.api (did you mean 'paths'?)"],
  ],
  [
    'a name that is none, as a map',
    'environments: {a: }\nservices: { b/c: }\n',
    [`2: services cannot name 'b/c': ${LABEL}`],
  ],
  [
    'services that differ by case, as a map',
    'environments: {a: }\nservices:\n  b:\n  B:\n',
    ["4: services names 'b' and 'B', which GitHub takes for the same"],
  ],
  [
    'services that differ by case',
    'environments: {a: }\nservices:\n- b\n- B\n',
    ["4: services names 'b' and 'B', which GitHub takes for the same"],
  ],
])('%s', (_, text, findings) => {
  expect(said(text)).toEqual(findings)
})

test('services with paths: their names in the order of the file, and where each path stands', () => {
  const text = `services:
  web:
  api:
    paths:
      - api/**
      - libs/*.go
  1.10: { paths: [/x] }
environments: { a: }
`
  const { services, servicePaths } = parsePolicy(text, { repository: 'x' })
  expect(services.toSorted()).toEqual(['1.10', 'api', 'web'])
  const paths = [...servicePaths].map(([name, of]) => [name, ...of.map(one => `${one.text} ${one.where} ${one.root}`)])
  expect(paths.toSorted()).toEqual([
    ['1.10', '/x .github/commit-train.yml:7 x'],
    ['api', 'api/** .github/commit-train.yml:5 api', 'libs/*.go .github/commit-train.yml:6 libs'],
  ])
})

test('a pattern that many services name is compared with a path once', () => {
  const names = Array.from({ length: 40 }, (_, at) => `s${at}: {paths: ['*a*a*b']}`)
  const { servicePaths } = parsePolicy(`services: {${names.join(', ')}}\nenvironments: {a: }\n`, { repository: 'x' })
  const steps = { left: 1_000_000 }
  const paths = ['a'.repeat(1000)]
  expect([...servicePaths.values()].map(patterns => coversAny(patterns, paths, steps))).toEqual(Array(40).fill(false))
  expect(steps.left).toBeGreaterThan(990_000)
})
