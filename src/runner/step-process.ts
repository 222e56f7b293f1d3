import { stdout } from './line-writer.ts'

/** GitHub sends INT, then TERM 7.5 s later, then KILL 2.5 s after that; the first one already stops the work. */
export function stopOnSignals(): AbortController {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop.abort(new Error('this run was stopped')))
  }
  return stop
}

/** Ends the process by itself: an idle connection must not keep the step running. Output has been written by then. */
export function exitProcess(): void {
  void stdout.flushed().then(() => process.exit())
}
