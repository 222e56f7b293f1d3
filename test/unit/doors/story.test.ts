import { expect, test } from 'vitest'
import { commentDoor, runStory, terminalDoor } from './story.ts'

test('one story through both doors: the same answers', async () => {
  const [comments, terminal] = await Promise.all([runStory(commentDoor), runStory(terminalDoor)])
  const codes = comments.map(({ login, words, answer }) => [login, words, answer.code])
  expect(codes).toEqual([
    ['ada', 'status', 'status'],
    ['ada', 'deploy staging', 'deployed'],
    ['ada', 'deploy production', 'deployed'],
    ['bo', 'deploy staging', 'deployed'],
    ['bo', 'deploy production', 'deployed'],
    ['ada', 'rollback production amounts are wrong', 'deployed'],
    ['ada', 'lock production for 2h while it is understood', 'locked'],
    ['bo', 'deploy production', 'environment-locked'],
    ['bo', 'unlock production', 'lock-held'],
    ['ada', 'unlock production', 'unlocked'],
    ['ada', 'history 3', 'history'],
  ])
  expect(terminal.map(({ login, words, answer }) => [login, words, answer.code])).toEqual(codes)
  for (const [at, told] of comments.entries()) expect(shapeOf(told.answer)).toEqual(shapeOf(terminal[at]?.answer))
  // What a person reads says it in both.
  expect([...comments, ...terminal].map(({ shown }) => shown !== '')).not.toContain(false)
})

/** An answer without what is another one in another repository: SHAs, ids, addresses, times, claims, and who makes the record. */
function shapeOf(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map(one => shapeOf(one))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one, name)]))
  }
  if (typeof value === 'number') return ['limit', 'count', 'schema', 'waiting'].includes(key) ? value : 'number'
  if (typeof value !== 'string') return value
  if (['creator', 'by', 'who', 'door', 'claim'].includes(key)) return key
  return value
    .replaceAll(/\b[0-9a-f]{40}\b|\b[0-9a-f]{7}\b/g, 'SHA')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+|https:\/\/github\.com/g, 'HOST')
    .replaceAll(/\b2917\d{6}\b/g, 'ID')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
}
