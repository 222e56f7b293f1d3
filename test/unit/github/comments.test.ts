import { expect, test } from 'vitest'
import { claimComment, createComment } from '../../../src/github/comments.ts'
import { readLogin } from '../../../src/github/locks/update-ref.ts'
import { type Answer, SkippingClock, startFakeApi } from './fake-api.ts'

const COMMENT = { issue: 7, body: '<!-- a -->\nplan', marker: '<!-- a -->', since: '2026-01-01T00:00:00Z' }

test('an answer that cannot be read does not make a second comment: the first is looked for', async () => {
  const { connect, requests } = await startFakeApi(
    { status: 201, body: {} },
    { status: 200, body: [{ id: 5, body: COMMENT.body }] },
  )
  expect(await createComment(connect(), COMMENT)).toBe(5)
  expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET'])
})

const AWAY: Answer = { status: 503 }
const LOST: Answer = request => void request.socket.destroy()
/** The reaction of the account as GitHub answers it, made so many seconds before. */
const reaction = (status: number, secondsAgo: number): Answer => ({
  status,
  headers: { date: 'Fri, 20 Nov 2026 12:00:10 GMT' },
  body: { id: 1, created_at: new Date(Date.UTC(2026, 10, 20, 12, 0, 10 - secondsAgo)).toISOString() },
})

test.each<[string, readonly Answer[], boolean, number]>([
  ['the first', [reaction(201, 0)], true, 1],
  ['one that was made before', [reaction(200, 0)], false, 1],
  ['GitHub was away for a moment', [AWAY, LOST, reaction(201, 0)], true, 3],
  ['it was made, and the answer was lost', [LOST, reaction(200, 1)], true, 2],
  ['another run made it long ago', [LOST, reaction(200, 60)], false, 2],
])('the claim on a comment: %s', async (_, answers, isOurs, requests) => {
  const api = await startFakeApi(...answers)
  const clock = new SkippingClock()
  expect(await claimComment(api.connect({ clock }), 5, clock)).toBe(isOurs)
  expect(api.requests).toHaveLength(requests)
})

test('a claim that cannot be made in four tries is an error, and a refusal is not tried again', async () => {
  const clock = new SkippingClock()
  const away = await startFakeApi(AWAY)
  await expect(claimComment(away.connect({ clock }), 5, clock)).rejects.toMatchObject({ reason: 'github-unreachable' })
  expect(away.requests).toHaveLength(4)
  const refusing = await startFakeApi({ status: 403, body: { message: 'Resource not accessible by integration' } })
  await expect(claimComment(refusing.connect({ clock }), 5, clock)).rejects.toMatchObject({
    reason: 'github-forbidden',
  })
  expect(refusing.requests).toHaveLength(1)
})

test('whose the token is: a query that breaks is sent again', async () => {
  const api = await startFakeApi(AWAY, { status: 200, body: { data: { viewer: { id: 'U_1', login: 'ada' } } } })
  expect(await readLogin(api.connect())).toBe('ada')
  expect(api.requests).toHaveLength(2)
})
