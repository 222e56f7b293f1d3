import { whyThisVersion } from './gomplate.ts'
import { createWorld, type DemoPlatform } from './places.ts'
import { badCommand } from './scenes/bad-command.ts'
import { deploymentsPage } from './scenes/deployments-page.ts'
import { firstDeploy } from './scenes/first-deploy.ts'
import { failedChecks, missingImage } from './scenes/refusals.ts'
import { rollingUpdate } from './scenes/rolling-update.ts'
import type { Screen } from './screen.ts'
import { seconds } from './show-delivery.ts'
import { waysTable } from './ways.ts'
import type { Scene, Stage, World } from './world.ts'

const scenes: readonly Scene[] = [firstDeploy, rollingUpdate, failedChecks, missingImage, badCommand, deploymentsPage]

/** How one scene went. */
interface SceneResult {
  readonly title: string
  readonly ms: number
  readonly checks: number
  readonly failed: readonly string[]
}

/** Plays the scenes, up to one that breaks down, and resolves with whether all checks held. */
export async function play(platform: DemoPlatform, folder: string, screen: Screen): Promise<boolean> {
  const { world, github } = await createWorld(platform, folder)
  const why = whyThisVersion(world.places.gomplateVersion)
  if (why !== '') screen.say(why)
  try {
    const results: SceneResult[] = []
    for (const [index, scene] of scenes.entries()) {
      screen.heading(`${index + 1}/${scenes.length}  ${scene.title}`, scene.story)
      const { broke, ...result } = await playScene(scene, world, screen)
      results.push(result)
      // Each scene begins where the one before has ended.
      if (broke) break
    }
    return conclude(results, world, screen)
  } finally {
    await github.stop()
  }
}

async function playScene(scene: Scene, world: World, screen: Screen): Promise<SceneResult & { broke: boolean }> {
  const started = performance.now()
  const failed: string[] = []
  let [checks, broke] = [0, false]
  const stage: Stage = {
    screen,
    check(what, ok, seen = '') {
      checks += 1
      if (!ok) failed.push(what)
      screen.check(ok, what, seen)
    },
  }
  try {
    await scene.play(world, stage)
  } catch (thrown) {
    broke = true
    stage.check(
      'The scene came to its end',
      false,
      thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    )
  }
  return { title: scene.title, ms: performance.now() - started, checks, failed, broke }
}

function conclude(results: readonly SceneResult[], world: World, screen: Screen): boolean {
  screen.heading('The scenes', '')
  screen.table(
    ['scene', 'time', 'checks'],
    results.map(({ title, ms, checks, failed }) => [
      title,
      seconds(ms),
      failed.length === 0 ? `${checks} held` : `${failed.length} of ${checks} failed`,
    ]),
  )
  screen.heading(
    'Both ways in',
    'Seconds from the request for the deployment, all through the service’s own workflow files.',
  )
  const { head, rows } = waysTable(world.delivered, world.places.github.requests)
  screen.table(head, rows)
  screen.say(`act’s log of every run is in ${world.places.actLogs}`)
  const failed = results.flatMap(scene => scene.failed.map(what => `${scene.title}: ${what}`))
  const all = results.reduce((sum, { checks }) => sum + checks, 0)
  for (const what of failed) screen.check(false, what, '')
  const held = failed.length === 0 ? `All ${all} checks held.` : `${failed.length} of ${all} checks failed.`
  screen.say(screen.strong(`${held} Cluster and scenes took ${seconds(performance.now())}.`))
  return failed.length === 0
}
