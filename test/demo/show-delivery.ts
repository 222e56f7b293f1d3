import { type Delivered, deliver, environment } from './delivery.ts'
import type { ListedStatus } from './github-reader.ts'
import type { StoryCommit } from './story.ts'
import { nameOf, type Stage, type World } from './world.ts'

/** Plays one deployment and shows what its users would see: the run's log, its job summary, the deployment's statuses. */
export async function showDelivery(world: World, stage: Stage, commit: StoryCommit): Promise<Delivered> {
  const { screen } = stage
  screen.say(`maria asks GitHub to deploy ${screen.strong(nameOf(commit))} “${commit.title}” to ${environment}.`)
  screen.say('GitHub’s event starts the deploy workflow. Its log:')
  const delivered = await deliver(commit, world.places, line => screen.log(line))
  screen.endLog()
  screen.say(`The step ended after ${seconds(delivered.run.durationMs)} with exit code ${delivered.run.exitCode}.`)
  screen.gap()
  screen.summary(delivered.run.summary)
  showStatuses(stage, delivered.statuses)
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
