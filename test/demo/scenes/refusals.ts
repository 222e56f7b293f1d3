import type { Way } from '../delivery.ts'
import { checkEnding, checkUntouched } from '../endings.ts'
import { liveCommit, registryDigest, serviceUrl } from '../service.ts'
import { showDelivery } from '../show-delivery.ts'
import type { StoryCommit } from '../story.ts'
import type { Scene, Stage, World } from '../world.ts'

export const failedChecks: Scene = {
  title: 'Commit C is refused: its checks failed',
  story: 'C broke a test, which its build found; a commit that does not pass has no image.',
  async play(world, stage) {
    const { C } = world.commits
    const { passed, digest, run } = await world.integrated.C
    const { reason = '' } = run.act.outputs
    const red = !passed && reason === 'test-failed' && digest === undefined
    stage.check('Its build is red by go test, and the registry has no image of it', red, reason)
    await playRefusal(world, stage, C, 'event', 'checks-not-passed')
  },
}

export const missingImage: Scene = {
  title: 'Commit D is refused: its image is missing',
  story: 'D takes C back; its build passed and pushed its image. Then a clean-up of the registry took that away.',
  async play(world, stage) {
    const { D } = world.commits
    const { passed, digest } = await world.integrated.D
    const gone = (await registryDigest(world.places.image, D.sha)) === 'no digest: 404'
    stage.check('Its build passed, and its image is gone', passed && digest !== undefined && gone, digest)
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
