import { expect, test } from 'vitest'
import { ANSWERS, runStory, shapeOf } from '../../doors/story.ts'
import { commentDoor, startStory, terminalDoor } from './story.ts'

async function told(door: Parameters<typeof startStory>[0]) {
  const world = await startStory(door)
  try {
    return await runStory(world)
  } finally {
    world.end()
  }
}

test('one story through both doors: the same answers', async () => {
  const [comments, terminal] = await Promise.all([told(commentDoor), told(terminalDoor)])
  for (const lines of [comments, terminal]) {
    expect(lines.map(({ login, words, answer }) => [login, words, answer.code])).toEqual(ANSWERS)
  }
  for (const [at, { answer }] of comments.entries()) expect(shapeOf(answer)).toEqual(shapeOf(terminal[at]?.answer))
  // What a person reads says it in both.
  expect([...comments, ...terminal].map(({ shown }) => shown.at(-1) ?? '')).not.toContain('')
})
