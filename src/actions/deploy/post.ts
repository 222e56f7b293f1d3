import { finishAfterJob } from '../../deployments/job/end.ts'
import { messageOf } from '../../errors.ts'
import { actionsRunner } from '../../runner/runner.ts'
import { leave } from '../../runner/step-process.ts'
import { slackLogin } from '../../slack/login.ts'
import { deploymentEffects } from './deployment-effects.ts'
import { readDeployContext } from './run-context.ts'

/** Runs after the job's last step, whatever happened: ends what it has left open. */
export async function deployPost(): Promise<void> {
  const runner = actionsRunner()
  try {
    const context = readDeployContext(runner.env)
    const slack = () => slackLogin(runner.input('slack-token'), runner.input('slack-api-url'))
    const effects = deploymentEffects(runner, context, runner.input('token'), slack)
    const problem = await finishAfterJob(context, effects)
    if (problem !== undefined) runner.fail(problem)
  } catch (thrown) {
    runner.fail(messageOf(thrown))
  }
  leave()
}
