import { announceJobStart } from '../../deployments/job/start.ts'
import { messageOf } from '../../errors.ts'
import { hideInputs } from '../../runner/input-secrets.ts'
import { actionsRunner, type Runner } from '../../runner/runner.ts'
import { exitProcess } from '../../runner/step-process.ts'
import { slackLogin } from '../../slack/login.ts'
import { deploymentEffects } from './deployment-effects.ts'
import { DEPLOY_INPUTS, givenId } from './inputs.ts'
import { namedDeployment, readDeployContext } from './run-context.ts'

/** The entry that runs before the job's first step. */
export async function deployPre(): Promise<void> {
  await preStep(actionsRunner())
  exitProcess()
}

/** Reports that the job has begun. Whatever is wrong here, `main` reports it. */
export async function preStep(runner: Runner): Promise<void> {
  hideInputs(DEPLOY_INPUTS, runner)
  try {
    const context = readDeployContext(runner.env)
    const named = namedDeployment(context, givenId(runner.input('deployment-id')))
    const slack = () => slackLogin(runner.input('slack-token'), runner.input('slack-api-url'))
    await announceJobStart(named, context, deploymentEffects(runner, context, runner.input('token'), slack))
  } catch (thrown) {
    runner.log.info(`No status could be written yet: ${messageOf(thrown)}`)
  }
}
