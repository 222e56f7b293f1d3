import { endingOfFailure } from '../../deployments/endings.ts'
import type { DeployResult } from '../../deployments/result.ts'
import { ENDING_TITLES } from '../../deployments/words.ts'
import { CONTINUATIONS } from '../../domain/claims/continuation.ts'
import type { Ending } from '../../domain/deployment/ending.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { messageOf, UserError } from '../../errors.ts'
import { failStep } from '../../runner/failed-step.ts'
import { hideInputs } from '../../runner/input-secrets.ts'
import { readInputs } from '../../runner/inputs.ts'
import type { Runner } from '../../runner/runner.ts'
import type { BegunStep } from '../../runner/step-begin.ts'
import { runStep } from '../../runner/step-process.ts'
import { isPlainDryRun, type PlainDryRun, plainDryRun } from './dry-run.ts'
import { DEPLOY_INPUTS, givenId, validateDeployInputs } from './inputs.ts'
import { askedRollback, isRollback } from './rollback.ts'
import { namedDeployment, readDeployContext } from './run-context.ts'

/** The entry of `actions/deploy`. */
export function deploy(begun: BegunStep): Promise<void> {
  return runStep(deployStep, begun)
}

/** Reads the inputs, runs the deployment, reports how it ended. `signal` is aborted when the run is cancelled. */
export async function deployStep(runner: Runner, signal: AbortSignal): Promise<void> {
  hideInputs(DEPLOY_INPUTS, runner)
  const present = await decide(runner, signal)
  // The deployment has its end by now: what is wrong with showing it decides nothing any more.
  try {
    await present()
  } catch (thrown) {
    runner.log.error(`The result could not be shown as a whole: ${messageOf(thrown)}`)
  }
}

/** Takes the deployment to its end. Resolves with what shows it. */
async function decide(runner: Runner, signal: AbortSignal): Promise<() => Promise<void>> {
  try {
    if (isRollback(runner)) {
      const result = await rollBack(runner, signal)
      return () => reportDeployment(result, runner)
    }
    const dryRun = plainDryRun(runner)
    if (dryRun?.kind === 'withheld') return () => reportNoPlan(dryRun.why, runner)
    const result = await run(runner, signal, dryRun)
    return () => reportDeployment(result, runner)
  } catch (thrown) {
    const ending = endingOfFailure(thrown, undefined, signal)
    const left = isRollback(runner) || isPlainDryRun(runner) ? undefined : await endWithoutStart(ending, runner)
    if (left !== undefined) return () => reportDeployment(left, runner)
    const title = ENDING_TITLES[ending.outcome]
    return () => failStep(thrown, runner, { ...ending, title, line: endingLine(ending) })
  }
}

async function rollBack(runner: Runner, signal: AbortSignal): Promise<DeployResult> {
  const settings = validateDeployInputs(readInputs(DEPLOY_INPUTS, runner.input), runner.env)
  const asked = askedRollback(runner)
  if (asked === undefined) throw new Error('no stored release is asked for')
  const context = readDeployContext(runner.env)
  const [{ runRollback }, { deployEffects }] = await Promise.all([
    import('../../delivery/release/rollback/run.ts'),
    import('./deploy-effects.ts'),
  ])
  return runRollback(asked, settings, context, deployEffects(settings, context, runner, signal))
}

async function run(
  runner: Runner,
  signal: AbortSignal,
  dryRun: Extract<PlainDryRun, { readonly kind: 'commit' }> | undefined,
): Promise<DeployResult> {
  const settings = validateDeployInputs(readInputs(DEPLOY_INPUTS, runner.input), runner.env)
  const context = readDeployContext(runner.env)
  if (dryRun === undefined && settings.service !== undefined) {
    const text = 'Input "service" is only for what has no deployment: the task of a deployment names its service'
    throw new UserError('input-invalid', text)
  }
  // None is asked for; its other input may be set all the same.
  askedRollback(runner)
  if (dryRun !== undefined) {
    const [{ runDryRun }, { deployEffects }] = await Promise.all([
      import('../../delivery/release/plan/dry-run.ts'),
      import('./deploy-effects.ts'),
    ])
    return runDryRun(dryRun, settings, context, deployEffects(settings, context, runner, signal))
  }
  // Loaded only now: most of the bundle is not needed to say that an input is missing.
  const [{ runDeployment }, { deployEffects }] = await Promise.all([
    import('../../delivery/release/run.ts'),
    import('./deploy-effects.ts'),
  ])
  const effects = deployEffects(settings, context, runner, signal)
  return runDeployment(namedDeployment(context, settings.deploymentId), settings, context, effects)
}

async function reportNoPlan(why: string, runner: Runner): Promise<void> {
  await (await import('./outputs.ts')).reportNoPlan(why, runner)
}

async function reportDeployment(result: DeployResult, runner: Runner): Promise<void> {
  await (await import('./outputs.ts')).reportDeployment(result, runner)
}

/** A deployment whose run could not even begin gets its end all the same, where that can be had. */
async function endWithoutStart(ending: Ending, runner: Runner): Promise<DeployResult | undefined> {
  const token = runner.input('token')
  if (token === '') return undefined
  try {
    const context = readDeployContext(runner.env)
    const named = namedDeployment(context, givenId(runner.input('deployment-id')))
    const [{ endFailedStart }, { deploymentEffects }] = await Promise.all([
      import('../../deployments/job/failed-start.ts'),
      import('./deployment-effects.ts'),
    ])
    return await endFailedStart(
      ending,
      named,
      context,
      deploymentEffects(runner, context, token, () => undefined),
      CONTINUATIONS.find(one => one === runner.input('continue')),
    )
  } catch (thrown) {
    runner.log.info(`No status could be written: ${messageOf(thrown)}`)
    return undefined
  }
}
