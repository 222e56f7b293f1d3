import { UserError } from '../../src/errors.ts'
import { type Say, timedLines } from './progress.ts'
import { SetupError } from './setup-error.ts'
import { Interrupted, stopOnSignals } from './stop.ts'

/** What a script of this project works with. */
export interface Script {
  readonly say: Say
  /** Aborted when the script is stopped. */
  readonly signal: AbortSignal
}

/**
 * Runs a script to its exit code. What the user can change is one line; a signal ends it with the code a shell would give;
 * anything else is a bug and shown with its stack.
 */
export async function runScript(work: (script: Script) => Promise<number>): Promise<void> {
  const { signal } = stopOnSignals()
  const say = timedLines(
    text => process.stdout.write(text),
    () => performance.now(),
    0,
  )
  try {
    process.exitCode = await work({ say, signal })
    signal.throwIfAborted()
  } catch (thrown) {
    const error = signal.aborted ? signal.reason : thrown
    if (error instanceof Interrupted) {
      say(error.message)
      process.exitCode = error.exitCode
    } else if (error instanceof UserError || error instanceof SetupError) {
      console.error(`commit-train: ${error.message}`)
      process.exitCode = 1
    } else {
      console.error(error)
      process.exitCode = 1
    }
  }
}
