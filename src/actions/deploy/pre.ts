import { readAsked, take } from '../../deployments/request.ts'
import { namedDeployment, readRunContext } from './run-context.ts'
import type { Fact } from '../../deployments/run-state.ts'
import { newStory } from '../../deployments/slack/saved-message.ts'
import { connector, writeStatus } from '../../deployments/status-writer.ts'
import { messageOf } from '../../errors.ts'
import { idOf } from '../../runner/inputs.ts'
import { actionsRunner } from '../../runner/runner.ts'
import { leave } from '../../runner/step-process.ts'
import { systemClock } from '../../time/system-clock.ts'

/**
 * Runs before the job's first step: says that the deployment has begun. A job that dies in its checkout or its cloud login
 * must not leave a record that looks as if nobody had listened. Whatever is wrong here, `main` says it.
 */
export async function pre(): Promise<void> {
  const runner = actionsRunner()
  try {
    const context = readRunContext(runner.env)
    const id = runner.input('deployment-id')
    const named = namedDeployment(context, id === '' ? undefined : idOf('deployment-id', id))
    const github = connector(runner.input('token'), context, { log: runner.log, clock: systemClock })()
    const asked = await readAsked(github, named)
    const taken = await take(github, asked, context.repository, context)
    if (taken.kind === 'left') return
    runner.saveState('deployment', String(asked.deployment.id))
    const status = { state: 'in_progress', description: 'The job has begun' } as const
    await writeStatus(github, asked.deployment.id, status, context, runner.masks)
    runner.log.info(`Deployment ${asked.deployment.id}: ${status.description}`)
    // Nothing is told yet; but should main never come to it, post has to say so.
    const story = runner.input('slack-token') === '' ? undefined : newStory(taken.request, context)
    if (story !== undefined) runner.saveState('slack' satisfies Fact, JSON.stringify(story))
  } catch (thrown) {
    runner.log.info(`No status could be written yet: ${messageOf(thrown)}`)
  } finally {
    leave()
  }
}
