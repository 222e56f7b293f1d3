import { expect, test } from 'vitest'
import { parsePolicy } from '../../../src/policy/policy.ts'

const strategy = (file: string, environment = '') =>
  parsePolicy(`${file}\nenvironments: { staging: ${environment} }\n`, { repository: 'hello' }).environments[0]?.strategy

test.each<[string, string, number]>([
  ['', '', 0],
  ['strategy: { drain: 5s }', '', 5],
  ['strategy: { drain: 300s }', '', 300],
  ['strategy: { drain: 5s }', '{ strategy: { drain: 12s } }', 12],
  ['strategy: { drain: 5s }', '{ strategy: { drain: 0s } }', 0],
  ['strategy: { drain: 5s }', '{ strategy: }', 5],
  ['strategy:', '', 0],
])('%s, staging: %s: drains for %i s', (file, environment, drainSeconds) => {
  expect(strategy(file, environment)).toEqual({ drainSeconds })
})

test.each([
  ['{ drain: 5 }', /5/],
  ['{ drain: 5m }', /whole seconds from 0s to 300s, such as 5s/],
  ['{ drain: 301s }', /whole seconds from 0s to 300s, such as 5s/],
  ['{ drain: 1.5s }', /whole seconds from 0s to 300s, such as 5s/],
  ['{ drian: 5s }', /'drain'/],
  ['5s', /strategy/],
])('strategy: %s is refused', (raw, why) => {
  expect(() => strategy(`strategy: ${raw}`)).toThrow(why)
})

const CANARY = {
  kind: 'canary',
  steps: [{ percent: 10 }, { percent: 25 }, { percent: 50 }],
  surge: true,
  watchMs: 60_000,
}
const REST = { decide: 'person', expiresMs: 86_400_000, workloads: undefined }

test.each([
  ['', '{ strategy: { kind: staged } }', { ...CANARY, ...REST, kind: 'staged', steps: [{ pods: 1 }] }],
  ['strategy: { kind: canary }', '', { ...CANARY, ...REST }],
  ['strategy: { kind: canary }', '{ strategy: { kind: all } }', undefined],
  ['strategy: { kind: canary, steps: [2, 5] }', '', { ...CANARY, ...REST, steps: [{ pods: 2 }, { pods: 5 }] }],
  // Steps of another kind are not its own.
  [
    'strategy: { kind: canary, steps: [20%] }',
    '{ strategy: { kind: staged } }',
    { ...CANARY, ...REST, kind: 'staged', steps: [{ pods: 1 }] },
  ],
  [
    'strategy: { kind: canary }',
    '{ strategy: { surge: false, watch: 5m, decide: watch, expires: 2h, workloads: [web] } }',
    { ...CANARY, surge: false, watchMs: 300_000, decide: 'watch', expiresMs: 7_200_000, workloads: ['web'] },
  ],
])('%s, staging: %s: in stages %j', (file, environment, staging) => {
  expect(strategy(file, environment)?.staging).toEqual(staging)
})

test.each([
  ['{ kind: blue }', '', /must be all or staged or canary/],
  ['{ kind: staged, steps: [0] }', '', /at least 1, not 0/],
  ['{ kind: staged, steps: [101%] }', '', /a number of pods, or a share from 1% to 100%/],
  ['{ kind: canary, steps: [50%, 25%] }', '', /^.github\/commit-train.yml:1: 'steps' must grow/],
  ['{ kind: canary, steps: [1, 25%] }', '', /numbers of pods and shares: keep to one/],
  ['{ watch: 5m }', '', /'watch' does nothing here: add 'kind: staged' or 'kind: canary'/],
  ['{ kind: staged }', '{ strategy: { kind: all, expires: 1h } }', /:2: 'expires' does nothing here/],
  [
    '{ kind: staged, expires: 31d }',
    '',
    /:1: environment 'staging': a stage could be held for 31 days, at most 30 days/,
  ],
  ['{ kind: canary, expires: 11d }', '', /3 stages could be held for 33 days, at most 30 days/],
  ['{ kind: staged }', '{ strategy: { expires: 721h } }', /:2: .* held for 31 days, at most 30 days/],
  ['{ kind: staged, watch: 61m }', '', /a stage would be watched for 61 min, at most 60 min fit in a job/],
  ['{ kind: canary, watch: 21m, decide: watch }', '', /3 stages in one run would be watched for 63 min/],
  [
    '{ kind: staged }',
    '{ release-store: none }',
    /which needs its releases in the cluster: remove 'release-store: none'/,
  ],
])('strategy: %s, staging: %s is refused', (file, environment, why) => {
  expect(() => strategy(`strategy: ${file}`, environment)).toThrow(why)
})

test.each([
  '{ kind: canary, watch: 60m, expires: 10d }',
  '{ kind: canary, watch: 20m, decide: watch, expires: 99d }',
  '{ kind: staged, expires: 30d }',
])('strategy: %s fits in a job, and in what is looked back on', raw => {
  expect(strategy(`strategy: ${raw}`)?.staging).toBeDefined()
})
