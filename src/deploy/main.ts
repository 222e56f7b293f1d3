import { readInputs } from '../runner/inputs.ts'
import { actionsRunner, type Runner } from '../runner/runner.ts'
import { spawnExec } from '../runner/spawn-exec.ts'
import { systemClock } from '../runner/system-clock.ts'
import { messageOf, UserError } from '../runner/user-error.ts'
import { deployInputs, validate } from './inputs.ts'
import { readRunContext } from './run-context.ts'

const bugs = 'This is a bug of commit-train; please report it: https://github.com/commit-train/commit-train/issues'

/** The entry of `actions/deploy`: reads the inputs, runs the deployment, says how it ended. */
export async function main(): Promise<void> {
  const runner = actionsRunner()
  const stop = stopOnSignals()
  try {
    const inputs = validate(readInputs(deployInputs, runner.input), runner.env)
    const context = readRunContext(runner.env)
    // Loaded only now: most of the bundle is not needed to say that an input is missing.
    const { runDeployment } = await import('./run.ts')
    const { present } = await import('./present.ts')
    const { log, masks, env } = runner
    const effects = { log, masks, env, exec: spawnExec, clock: systemClock, signal: stop.signal }
    await present(await runDeployment(inputs, context, effects), runner, inputs.deploymentId !== undefined)
  } catch (thrown) {
    failBeforeTheRecord(thrown, runner)
  }
  leave()
}

/** No deployment is known here, so there is no status to write: the log is all there is. */
function failBeforeTheRecord(thrown: unknown, runner: Runner): void {
  const known = thrown instanceof UserError
  runner.setOutput('outcome', 'error')
  runner.setOutput('reason', known ? thrown.reason : 'bug')
  runner.fail(messageOf(thrown))
  if (known)
    for (const { where, text } of thrown.findings) runner.log.info(where === undefined ? text : `${where}: ${text}`)
  else runner.log.info(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n${bugs}`)
}

/** GitHub sends INT, then TERM 7.5 s later, then KILL 2.5 s after that; the first one already stops the work. */
function stopOnSignals(): AbortController {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop.abort(new Error('somebody stopped this run')))
  }
  return stop
}

/** Ends the process by itself: an idle connection must not keep the step running. Output has been written by then. */
function leave(): void {
  process.stdout.write('', () => process.exit())
}
