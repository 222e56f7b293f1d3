import { expect, test } from 'vitest'
import { createComment } from '../../../src/github/comments.ts'
import { startFakeApi } from './fake-api.ts'

const COMMENT = { issue: 7, body: '<!-- a -->\nplan', marker: '<!-- a -->', since: '2026-01-01T00:00:00Z' }

test('an answer that cannot be read does not make a second comment: the first is looked for', async () => {
  const { connect, requests } = await startFakeApi(
    { status: 201, body: {} },
    { status: 200, body: [{ id: 5, body: COMMENT.body }] },
  )
  expect(await createComment(connect(), COMMENT)).toBe(5)
  expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET'])
})
