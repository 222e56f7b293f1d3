import type { Answer } from '../commands/answer/answer.ts'
import type { ContinueCode } from '../commands/answer/continue.ts'
import type { DeployCode } from '../commands/answer/deploy.ts'
import type { DoctorAnswer } from '../commands/answer/doctor.ts'
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

/** Of the set-up. Warnings are no reason to end a job. */
const DOCTOR = {
  'doctor-good': EXIT_CODES.done,
  'doctor-warns': EXIT_CODES.done,
  'doctor-stops': EXIT_CODES.refused,
  'doctor-unknown': EXIT_CODES['an error'],
} as const satisfies Record<DoctorAnswer['code'], number>

const DID_NOT_SUCCEED = EXIT_CODES['the deployment did not succeed']

/** Of deployments that were followed. */
const FOLLOWED: Readonly<Partial<Record<Answer['code'], number>>> = {
  deployed: EXIT_CODES.done,
  'deploy-refused': DID_NOT_SUCCEED,
  'deploy-failed': DID_NOT_SUCCEED,
  'deploy-superseded': DID_NOT_SUCCEED,
  'deploy-cancelled': DID_NOT_SUCCEED,
  'deploy-error': DID_NOT_SUCCEED,
  'deploy-dry-run': DID_NOT_SUCCEED,
  'deploy-not-picked-up': DID_NOT_SUCCEED,
  // It is where it was to be brought: what comes next is another command.
  'deploy-held': EXIT_CODES.done,
  'deploy-open': DID_NOT_SUCCEED,
  promoted: EXIT_CODES.done,
  'promoted-held': EXIT_CODES.done,
  aborted: EXIT_CODES.done,
  'continue-failed': DID_NOT_SUCCEED,
  'continue-open': DID_NOT_SUCCEED,
} satisfies Record<DeployCode | ContinueCode, number>

/** `watch`: whether the deployment was to be followed to its end; else its record is all that was asked for. */
export function exitCodeOfAnswer({ code }: Pick<Answer, 'code'>, watch: boolean): number {
  if (code in DOCTOR) return DOCTOR[code as DoctorAnswer['code']]
  return watch ? (FOLLOWED[code] ?? EXIT_CODES.done) : EXIT_CODES.done
}
