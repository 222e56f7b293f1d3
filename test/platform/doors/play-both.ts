import type { StoryLines } from '../../doors/page.ts'
import { runStory, type StoryLine } from '../../doors/story.ts'
import type { TestPlatform } from '../vitest/use-platform.ts'
import { commentDoor, terminalDoor } from './live-doors.ts'
import { type LiveDoor, LiveStory } from './live-story.ts'

/** The story through both doors at the same time, each in a GitHub and in namespaces of its own. */
export async function playBoth(platform: TestPlatform): Promise<StoryLines> {
  const [terminal, comments] = await Promise.all([terminalDoor, commentDoor].map(door => play(platform, door)))
  return { terminal: terminal ?? [], comments: comments ?? [] }
}

async function play(platform: TestPlatform, door: LiveDoor): Promise<readonly StoryLine[]> {
  const story = await LiveStory.open(platform, door)
  try {
    return await runStory(story)
  } finally {
    await story.close()
  }
}
