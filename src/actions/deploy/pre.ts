import { announceJobStart } from '../../deployments/job/start.ts'
import { messageOf } from '../../errors.ts'
import { actionsRunner } from '../../runner/runner.ts'
import { leave } from '../../runner/step-process.ts'
import { slackLogin } from '../../slack/login.ts'
import { deploymentEffects } from './deployment-effects.ts'
import { givenId } from './inputs.ts'
import { namedDeployment, readDeployContext } from './run-context.ts'

/** Runs before the job's first step: says that the job has begun. Whatever is wrong here, `main` says it. */
export async function deployPre(): Promise<void> {
  const runner = actionsRunner()
  try {
    const context = readDeployContext(runner.env)
    const named = namedDeployment(context, givenId(runner.input('deployment-id')))
    const slack = () => slackLogin(runner.input('slack-token'), runner.input('slack-api-url'))
    await announceJobStart(named, context, deploymentEffects(runner, context, runner.input('token'), slack))
  } catch (thrown) {
    runner.log.info(`No status could be written yet: ${messageOf(thrown)}`)
  }
  leave()
}
