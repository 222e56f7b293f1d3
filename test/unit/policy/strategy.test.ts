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
