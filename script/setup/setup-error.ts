/** A failure of the scripts that the user can correct: one line, printed without a stack. */
export class SetupError extends Error {
  override readonly name = 'SetupError'
}
