/** Thrown through everything when the script is stopped. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  /** What a shell reports for it: 128 + the signal's number. */
  readonly exitCode: number

  constructor(signal: string, exitCode: number) {
    super(`ended by ${signal}`)
    this.exitCode = exitCode
  }
}

/** The signals that ask for an end, and the exit codes a shell gives for them. */
const ENDINGS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

/** Aborted with an `Interrupted` on the first Ctrl-C, TERM or hang-up; from then on they are ignored while we clean up. */
export function stopOnSignals(): AbortController {
  const controller = new AbortController()
  for (const [name, code] of Object.entries(ENDINGS)) {
    process.on(name, () => controller.abort(new Interrupted(name, code)))
  }
  return controller
}
