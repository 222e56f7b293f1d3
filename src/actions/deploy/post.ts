import { finishAfterJob } from '../../deployments/job/end.ts'
import { failStep } from '../../runner/failed-step.ts'
import { hideInputs } from '../../runner/input-secrets.ts'
import { removeLeftovers } from '../../runner/leftovers.ts'
import type { Runner } from '../../runner/runner.ts'
import type { BegunStep } from '../../runner/step-begin.ts'
import { runStep } from '../../runner/step-process.ts'
import { slackLogin } from '../../slack/login.ts'
import { deploymentEffects } from './deployment-effects.ts'
import { DEPLOY_INPUTS } from './inputs.ts'
import { readDeployContext } from './run-context.ts'

/** The entry that runs after the job's last step, whatever happened. */
export function deployPost(begun: BegunStep): Promise<void> {
  return runStep(postStep, begun)
}

/** Ends what the job has left open. */
export async function postStep(runner: Runner): Promise<void> {
  hideInputs(DEPLOY_INPUTS, runner)
  await removeLeftovers(runner)
  try {
    const context = readDeployContext(runner.env)
    const slack = () => slackLogin(runner.input('slack-token'), runner.input('slack-api-url'))
    const effects = deploymentEffects(runner, context, runner.input('token'), slack)
    const problem = await finishAfterJob(context, effects)
    if (problem !== undefined) runner.fail(problem)
  } catch (thrown) {
    await failStep(thrown, runner)
  }
}
