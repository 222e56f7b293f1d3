import { expect, test } from 'vitest'
import { DEPLOYBOT_INPUTS, type DeploybotInputs } from '../../../../src/actions/deploybot/inputs.ts'
import { requestOf } from '../../../../src/actions/deploybot/request.ts'

function intentOf(command: string, runId = 7, attempt = 1) {
  const inputs: DeploybotInputs = { prefix: DEPLOYBOT_INPUTS.prefix.default, command, token: 't' }
  const request = requestOf(inputs, { eventName: 'workflow_dispatch', runId, attempt }, {}, 'ada')
  return request.kind === 'ask' ? request.intent : request.kind
}

test('each command of a run is a request of its own, and the same one in a re-run is the same', () => {
  const first = intentOf('deploy production')
  // What a payload can hold.
  expect(first).toMatch(/^run:7:[0-9a-f]{16}$/)
  expect(intentOf('/deploy production', 7, 2)).toBe(first)
  expect(intentOf('rollback production smoke test failed')).not.toBe(first)
  expect(intentOf('deploy staging')).not.toBe(first)
  expect(intentOf('deploy production', 8)).not.toBe(first)
})
