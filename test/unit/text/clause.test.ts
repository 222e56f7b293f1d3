import { expect, test } from 'vitest'
import { clause } from '../../../src/text/clause.ts'

test.each([
  ['There is no commit', 'there is no commit'],
  ['A template is missing', 'a template is missing'],
  ['Input "image" is missing', 'input "image" is missing'],
  ['Inputs: all', 'inputs: all'],
  ['Cannot reach the cluster', 'cannot reach the cluster'],
  ['GitHub failed', 'GitHub failed'],
  ["Slack's rate limit is used up", "Slack's rate limit is used up"],
  ["Docker's config.json is not JSON", "Docker's config.json is not JSON"],
  ['HTTPS_PROXY is not an address', 'HTTPS_PROXY is not an address'],
  ['YAML is expected', 'YAML is expected'],
  ['Deployment/web: crash', 'Deployment/web: crash'],
  ['Chart.yaml: not valid', 'Chart.yaml: not valid'],
  ['GET /api failed', 'GET /api failed'],
  ['2 checks did not pass', '2 checks did not pass'],
  ['', ''],
])('%s', (text, expected) => {
  expect(clause(text)).toBe(expected)
})
