import { expect, test } from 'vitest'
import { waitBeforeRetry } from '../../../../src/kubernetes/api/retry.ts'

test.each([
  [{ tries: 1, code: 401, reason: 'Unauthorized' }, 0],
  [{ tries: 2, code: 401, reason: 'Unauthorized' }, undefined],
  [{ tries: 1, code: 429, reason: '', retryAfter: '3' }, 3000],
  [{ tries: 1, code: 429, reason: '' }, 1000],
  [{ tries: 1, code: 429, reason: '', retryAfter: 'soon' }, 1000],
  [{ tries: 1, code: 429, reason: '', retryAfter: '600' }, 10_000],
  [{ tries: 6, code: 429, reason: '', retryAfter: '1' }, undefined],
  [{ tries: 1, code: 0, reason: 'Transport' }, 100],
  [{ tries: 3, code: 503, reason: 'ServiceUnavailable' }, 900],
  [{ tries: 4, code: 503, reason: 'ServiceUnavailable' }, undefined],
  [{ tries: 1, code: 500, reason: 'InternalError' }, 100],
  // It has waited long enough.
  [{ tries: 1, code: 0, reason: 'Transport', slow: true }, 0],
  [{ tries: 2, code: 0, reason: 'Transport', slow: true }, undefined],
  // An object that does not fit its schema: the same answer for ever.
  [{ tries: 1, code: 500, reason: '' }, undefined],
  [{ tries: 1, code: 403, reason: 'Forbidden' }, undefined],
  [{ tries: 1, code: 409, reason: 'Conflict' }, undefined],
])('%j waits %s ms', (attempt, wait) => {
  expect(waitBeforeRetry(attempt)).toBe(wait)
})
