import type { DemoCommit } from './commits.ts'
import { type DemoContext, nameOf, type StepOutput } from './context.ts'
import { type Delivered, deliver, ENVIRONMENT, type Trigger } from './delivery.ts'
import type { ListedStatus } from './observe/github-reader.ts'
import { checkOrigin } from './origin.ts'

/** Runs one deployment and shows what its users would see: the run's log, its job summary, the deployment's statuses. */
export async function showDelivery(
  context: DemoContext,
  output: StepOutput,
  commit: DemoCommit,
  trigger: Trigger,
): Promise<Delivered> {
  const { screen } = output
  const what = `to deploy ${screen.strong(nameOf(commit))} “${commit.title}” to ${ENVIRONMENT}`
  if (trigger === 'event') {
    screen.say(`maria asks GitHub ${what}.`)
    screen.say('GitHub’s event starts deploy-by-event.yml of that commit. Its log:')
  } else screen.say(`A workflow of the repository asks GitHub ${what}, with its own token.`)
  const delivered = await deliver(commit, trigger, context.places, {
    onLine: line => screen.log(line),
    beforeDispatch(started) {
      output.check('GitHub starts nothing on what a workflow’s own token made', started.length === 0)
      screen.say('So it dispatches deploy-by-dispatch.yml, with the deployment’s id. Its log:')
    },
  })
  context.delivered.push(delivered)
  screen.endLog()
  const jobs = Object.entries(delivered.run.jobs).map(([name, result]) => `job “${name}”: ${screen.state(result)}`)
  screen.say(
    `The last status came ${seconds(delivered.endedAt - delivered.askedAt)} after the request; ${jobs.join(', ')}.`,
  )
  screen.gap()
  screen.summary(delivered.run.act.summary)
  showStatuses(output, delivered.statuses)
  checkOrigin(output, delivered, context.places.github)
  return delivered
}

function showStatuses({ screen }: StepOutput, statuses: readonly ListedStatus[]): void {
  const rows = statuses.map(status => [status.created_at.slice(11, 19), screen.state(status.state), status.description])
  screen.table(['time (UTC)', 'state', 'status of the deployment'], rows)
}

/** `2.3 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
