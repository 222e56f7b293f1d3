import type { Way } from '../delivery.ts'
import { checkEnding, checkUntouched } from '../endings.ts'
import { liveCommit, serviceUrl } from '../service.ts'
import { showDelivery } from '../show-delivery.ts'
import type { StoryCommit } from '../story.ts'
import type { Scene, Stage, World } from '../world.ts'

export const failedChecks: Scene = {
  title: 'Commit C is refused: its checks failed',
  story: 'C broke a test. Its image was pushed all the same, so the failed check alone stands in the way.',
  async play(world, stage) {
    const { C } = world.commits
    const { passed, pushed } = await world.integrated.C
    stage.check('go test failed and the image was pushed', !passed && pushed)
    await playRefusal(world, stage, C, 'event', 'checks-not-passed')
  },
}

export const missingImage: Scene = {
  title: 'Commit D is refused: its image is missing',
  story: 'D takes C back; its checks passed. Its image is not in the registry.',
  async play(world, stage) {
    const { D } = world.commits
    const { passed, pushed } = await world.integrated.D
    stage.check('go test passed and no image was pushed', passed && !pushed)
    await playRefusal(world, stage, D, 'dispatch', 'image-missing')
  },
}

async function playRefusal(world: World, stage: Stage, commit: StoryCommit, way: Way, reason: string): Promise<void> {
  const since = Date.now()
  const delivered = await showDelivery(world, stage, commit, way)
  checkEnding(stage, delivered, { state: 'failure', outcome: 'refused', reason })
  await checkUntouched(world, stage, since)
  const live = await liveCommit(await serviceUrl(world))
  stage.check('The service still answers with B', live === world.commits.B.sha, live)
}
