import { expect, test } from 'vitest'
import { errorFrom } from '../../../../src/kubernetes/api/error.ts'

test.each([
  [500, 'Transport'],
  [502, 'Transport'],
  [503, 'Transport'],
  [504, 'Transport'],
  [401, ''],
  [418, ''],
])('a failure of kubectl is distinguished from a refusal of the server: %i', (code, reason) => {
  const error = errorFrom(code, 'dial tcp: connection refused\n')
  expect(error).toMatchObject({ code, reason, message: 'dial tcp: connection refused' })
})
