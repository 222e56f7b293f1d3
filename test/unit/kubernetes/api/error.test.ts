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

test.each([301, 302, 307, 308])('a redirect is of something in the place of the API server: %i', code => {
  expect(errorFrom(code, '<a href="https://login.example">Found</a>')).toMatchObject({
    ...{ code, reason: 'Transport', message: `it redirects (HTTP ${code})` },
  })
})
