import { announceJobStart } from '../../deployments/job/start.ts'
import { messageOf } from '../../errors.ts'
import { hideInputs } from '../../runner/input-secrets.ts'
import type { Runner } from '../../runner/runner.ts'
import type { BegunStep } from '../../runner/step-begin.ts'
import { runStep } from '../../runner/step-process.ts'
import { slackLogin } from '../../slack/login.ts'
import { deploymentEffects } from './deployment-effects.ts'
import { plainDryRun } from './dry-run.ts'
import { DEPLOY_INPUTS, givenContinuation, givenId } from './inputs.ts'
import { isRollback } from './rollback.ts'
import { namedDeployment, readDeployContext } from './run-context.ts'

/** The entry that runs before the job's first step. */
export function deployPre(begun: BegunStep): Promise<void> {
  return runStep(preStep, begun)
}

/** Reports that the job has begun. Whatever is wrong here, `main` reports it. */
export async function preStep(runner: Runner, signal?: AbortSignal): Promise<void> {
  hideInputs(DEPLOY_INPUTS, runner)
  try {
    // Without a deployment there is no status to write.
    if (isRollback(runner) || plainDryRun(runner) !== undefined) return
    const context = readDeployContext(runner.env)
    const named = namedDeployment(context, givenId(runner.input('deployment-id')))
    const isPlan = runner.input('dry-run') === 'true'
    const slack = () => (isPlan ? undefined : slackLogin(runner.input('slack-token'), runner.input('slack-api-url')))
    const effects = deploymentEffects(runner, context, runner.input('token'), slack)
    const how = givenContinuation(runner.input('continue'))
    await announceJobStart(named, context, { ...effects, connectGitHub: () => effects.connectGitHub(signal) }, how)
  } catch (thrown) {
    runner.log.info(`No status could be written yet: ${messageOf(thrown)}`)
  }
}
