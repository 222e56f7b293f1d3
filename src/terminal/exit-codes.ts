import type { Answer } from '../commands/answer/answer.ts'
import { UserError } from '../errors.ts'
import type { ReasonCode } from '../reasons/registry.ts'

/** How the command ends, for scripts: `docs/commands.md`. */
export const EXIT_CODES = {
  done: 0,
  refused: 1,
  'not understood': 2,
  'an error': 3,
  'the deployment did not succeed': 4,
  stopped: 130,
} as const

/** Refused for what the set-up lacks: to wait and to ask again does not help. */
const SET_UP: readonly ReasonCode[] = ['policy-missing', 'policy-invalid', 'service-unclear']

/** What was thrown, as an exit code. Only what a later try may find otherwise is `refused`: scripts wait for it. */
export function exitCodeOf(thrown: unknown): number {
  if (!(thrown instanceof UserError)) return EXIT_CODES['an error']
  if (thrown.reason === 'command-invalid') return EXIT_CODES['not understood']
  return thrown.outcome === 'refused' && !SET_UP.includes(thrown.reason) ? EXIT_CODES.refused : EXIT_CODES['an error']
}

/** The deployments that were followed to another end than success. */
const NOT_DEPLOYED: readonly Answer['code'][] = [
  'deploy-refused',
  'deploy-failed',
  'deploy-superseded',
  'deploy-cancelled',
  'deploy-error',
  'deploy-not-picked-up',
]

export function exitCodeOfAnswer({ code }: Answer): number {
  return NOT_DEPLOYED.includes(code) ? EXIT_CODES['the deployment did not succeed'] : EXIT_CODES.done
}
