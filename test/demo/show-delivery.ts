import { type Delivered, deliver, ENVIRONMENT, type Way } from './delivery.ts'
import type { ListedStatus } from './github-reader.ts'
import { checkOrigin } from './origin.ts'
import type { StoryCommit } from './story.ts'
import { nameOf, type Stage, type World } from './world.ts'

/** Plays one deployment and shows what its users would see: the run's log, its job summary, the deployment's statuses. */
export async function showDelivery(world: World, stage: Stage, commit: StoryCommit, way: Way): Promise<Delivered> {
  const { screen } = stage
  const what = `to deploy ${screen.strong(nameOf(commit))} “${commit.title}” to ${ENVIRONMENT}`
  if (way === 'event') {
    screen.say(`maria asks GitHub ${what}.`)
    screen.say('GitHub’s event starts deploy-by-event.yml of that commit. Its log:')
  } else screen.say(`A workflow of the repository asks GitHub ${what}, with its own token.`)
  const delivered = await deliver(commit, way, world.places, {
    onLine: line => screen.log(line),
    beforeDispatch(started) {
      stage.check('GitHub starts nothing on what a workflow’s own token made', started.length === 0)
      screen.say('So it dispatches deploy-by-dispatch.yml, with the deployment’s id. Its log:')
    },
  })
  world.delivered.push(delivered)
  screen.endLog()
  const jobs = Object.entries(delivered.run.jobs).map(([name, result]) => `job “${name}”: ${screen.state(result)}`)
  screen.say(
    `The last status came ${seconds(delivered.endedAt - delivered.askedAt)} after the request; ${jobs.join(', ')}.`,
  )
  screen.gap()
  screen.summary(delivered.run.act.summary)
  showStatuses(stage, delivered.statuses)
  checkOrigin(stage, delivered, world.places.github)
  return delivered
}

function showStatuses({ screen }: Stage, statuses: readonly ListedStatus[]): void {
  const rows = statuses.map(status => [status.created_at.slice(11, 19), screen.state(status.state), status.description])
  screen.table(['time (UTC)', 'state', 'status of the deployment'], rows)
}

/** `2.3 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
