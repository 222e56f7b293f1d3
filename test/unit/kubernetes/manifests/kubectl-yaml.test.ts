import { expect, test } from 'vitest'
import { mappingAt } from '../../../../src/kubernetes/api/objects.ts'
import { configMap, read } from './rendered.ts'

const valueIn = (text: string) => {
  const [manifest] = read(`${configMap('a')}value: ${text}\n`).manifests
  return mappingAt(manifest?.object)?.value
}

test.each<[string, unknown]>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true'].map((text): [string, unknown] => [text, true]),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false'].map((text): [string, unknown] => [text, false]),
  ...['yEs', 'oN', "'yes'", '12:30:00', '2026-01-02'].map((text): [string, unknown] => [
    text,
    text.replaceAll("'", ''),
  ]),
  ['0644', 420],
  ['-0_17', -15],
  ['+0b101', 5],
  ['0b1_1', 3],
  ['1_000', 1000],
  ['-1_0', -10],
  ['1_0.5', 10.5],
  ['1.5e3', 1500],
  ['0', 0],
  ['10', 10],
])('%s is what kubectl takes it for', (text, value) => {
  expect(valueIn(text)).toBe(value)
})
