import { Crash, messageOf } from '../errors.ts'
import { BUG_REPORT } from '../text/bug-report.ts'
import { stdout } from './line-writer.ts'
import { actionsRunner, type Runner } from './runner.ts'
import type { BegunStep } from './step-begin.ts'

/** What a step has after something was thrown and not caught, to write its end: it may wait for GitHub. */
const CRASH_GRACE_MS = 60_000

/**
 * Runs a step in this process and ends the process by itself: an idle connection must not keep the step running. What is
 * not caught, an exception or a rejection, stops the work like a cancellation, but ends it as what it is, in redacted words.
 */
export async function runStep(
  step: (runner: Runner, signal: AbortSignal) => Promise<void>,
  { stop, environment }: BegunStep,
): Promise<void> {
  const runner = actionsRunner(stdout, environment.env)
  let hasCrashed = false
  // A runner that reads no more is no crash.
  process.stdout.on('error', () => undefined)
  process.on('uncaughtException', thrown => {
    if (hasCrashed) return
    hasCrashed = true
    setTimeout(() => process.exit(1), CRASH_GRACE_MS).unref()
    onCrash(thrown, runner, stop)
  })
  if (environment.problem !== undefined) {
    runner.log.info(`Other processes of this user can read the environment of this step: ${environment.problem}`)
  }
  await step(runner, stop.signal)
  await stdout.flushed()
  process.exit()
}

/** Says what was thrown, keeps it for `post`, and stops the work. What follows from the first crash is not said. */
export function onCrash(
  thrown: unknown,
  { fail, log, masks, saveState }: Pick<Runner, 'fail' | 'log' | 'masks' | 'saveState'>,
  stop: AbortController,
): void {
  if (stop.signal.reason instanceof Crash) return
  const crash = new Crash(thrown)
  if (!stop.signal.aborted) stop.abort(crash)
  fail(`bug: ${crash.message}`)
  log.info(`${crash.stack}\n${BUG_REPORT}`)
  try {
    saveState('crashed', masks.redact(crash.message))
  } catch (problem) {
    log.info(`Could not be kept for the post step: ${messageOf(problem)}`)
  }
}
