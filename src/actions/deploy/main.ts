import { endingOfThrown } from '../../deployments/endings.ts'
import { readRunContext } from './run-context.ts'
import type { Fact } from '../../deployments/run-state.ts'
import type { Ending } from '../../domain/deployment/ending.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { messageOf } from '../../errors.ts'
import { spawnExec } from '../../process/spawn-exec.ts'
import { readInputs } from '../../runner/inputs.ts'
import { actionsRunner, type Runner } from '../../runner/runner.ts'
import { leave, stopOnSignals } from '../../runner/step-process.ts'
import { systemClock } from '../../time/system-clock.ts'
import { deployInputs, validate } from './inputs.ts'

const bugs = 'This is a bug of commit-train; please report it: https://github.com/commit-train/commit-train/issues'

/** The entry of `actions/deploy`: reads the inputs, runs the deployment, says how it ended. */
export async function main(): Promise<void> {
  const runner = actionsRunner()
  const stop = stopOnSignals()
  const remember = (fact: Fact, value: string): void => keep(fact, value, runner)
  try {
    const inputs = validate(readInputs(deployInputs, runner.input), runner.env)
    const context = readRunContext(runner.env)
    // Loaded only now: most of the bundle is not needed to say that an input is missing.
    const { runDeployment } = await import('../../delivery/release/run.ts')
    const { present } = await import('./outputs.ts')
    const { log, masks, env } = runner
    const recall = (fact: Fact): string => runner.state(fact)
    const effects = { log, masks, env, exec: spawnExec, clock: systemClock, signal: stop.signal, remember, recall }
    await present(await runDeployment(inputs, context, effects), runner)
  } catch (thrown) {
    const ending = endingOfThrown(thrown, undefined, stop.signal)
    const { endUnbegun } = await import('../../deployments/failed-start.ts')
    const left = await endUnbegun(ending, runner, remember)
    if (left === undefined) sayItCouldNotBegin(thrown, ending, runner)
    else await (await import('./outputs.ts')).present(left, runner)
  }
  leave()
}

/** A full disk under the runner's files is no reason to stop half-way, nor to leave a deployment without its end. */
function keep(fact: Fact, value: string, runner: Runner): void {
  try {
    runner.saveState(fact, value)
  } catch (thrown) {
    runner.log.warning(`The runner does not keep "${fact}" for the end of the job: ${messageOf(thrown)}`)
  }
}

function sayItCouldNotBegin(thrown: unknown, ending: Ending, runner: Runner): void {
  runner.setOutput('outcome', ending.outcome)
  runner.setOutput('reason', ending.reason)
  runner.fail(endingLine(ending))
  for (const { where, text } of ending.findings) runner.log.info(where === undefined ? text : `${where}: ${text}`)
  if (ending.reason === 'bug') runner.log.info(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n${bugs}`)
}
