import { UserError } from '../../../../src/errors.ts'

/** `reason: message` of the error that the user can fix, or `nothing`. */
export function problemOf(work: () => unknown): string {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof UserError) return `${thrown.reason}: ${thrown.message}`
    throw thrown
  }
  return 'nothing'
}
