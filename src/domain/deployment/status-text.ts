import { clause } from '../../text/clause.ts'
import { cut, oneLine } from '../../text/one-line.ts'
import type { Ending, Outcome } from './ending.ts'
import { STEP_WORDS, STEPS, type Step } from './steps.ts'

/** GitHub refuses a longer description of a deployment status (422). */
const STATUS_LIMIT = 140

/** Of what is said after the cause. */
const TAIL_LIMIT = 60

const ENDING_PREFIX: Readonly<Record<Outcome, string>> = {
  success: '',
  refused: 'Refused: ',
  failed: 'Failed: ',
  superseded: 'Superseded: ',
  cancelled: 'Cancelled: ',
  error: 'Error: ',
  'dry-run': 'Dry run: ',
  held: 'Held ',
}

/** `2/5 Rendering templates`. */
export function stepText(step: Step): string {
  return `${STEPS.indexOf(step) + 1}/${STEPS.length} ${STEP_WORDS[step]}`
}

/** Whether a status names a step, or what is waited for in one. */
export function isStep(description: string): boolean {
  return /^(\d\/\d|Waiting:|Failing:) /.test(description)
}

/** Whether the cluster was being changed when a status was written: 4/5, 5/5, or what holds the rollout up. */
export function wasChanging(description: string): boolean {
  return /^([45]\/5|Failing:) /.test(description)
}

/** Whether the rollout was being followed when a status was written. */
export function wasFollowing(description: string): boolean {
  return /^(5\/5|Failing:) /.test(description)
}

/** A step, and what it waits for: `1/5 Checking the commit: waiting for 1 check: ci / test (queued)`. */
export function waitingText(step: Step, text: string): string {
  return statusText(`${stepText(step)}: ${text}`)
}

/** What holds the rollout up while it goes on: `Failing: Deployment/web, container app: crash: exited with code 1`. */
export function failingText(cause: string): string {
  return statusText(`Failing: ${cause}`)
}

/** The same, and that a release (`abc1234`) is being applied again: its name stays whole. */
export function restoringText(cause: string, release: string): string {
  return withTail(`Failing: ${cause}`, `restoring ${release}`)
}

/** What of an ending its line is made of. */
type EndingLine = Pick<Ending, 'outcome' | 'text' | 'after'>

/** How a deployment ended, in one line that begins with the word for it: whole, for the log. */
export function endingLine(ending: EndingLine): string {
  const after = ending.after === undefined ? '' : `; ${ending.after}`
  return oneLine(`${beginningOf(ending)}${after}`)
}

/** The same as a status's description. */
export function endingText(ending: EndingLine): string {
  return ending.after === undefined ? statusText(beginningOf(ending)) : withTail(beginningOf(ending), ending.after)
}

function beginningOf({ outcome, text }: EndingLine): string {
  const prefix = ENDING_PREFIX[outcome]
  return prefix === '' ? text : `${prefix}${clause(text)}`
}

function withTail(text: string, tail: string): string {
  const end = `; ${cut(oneLine(tail), TAIL_LIMIT)}`
  return `${cut(oneLine(text), STATUS_LIMIT - [...end].length)}${end}`
}

/** How a status says that a deployment ended: `endingText` read again, or what a person or another tool wrote. */
export function endingOfStatus({
  state,
  description,
}: {
  readonly state: string
  readonly description: string
}): Pick<Ending, 'outcome' | 'text'> {
  for (const outcome of Object.keys(ENDING_PREFIX) as Outcome[]) {
    const prefix = ENDING_PREFIX[outcome]
    // A person may write whatever they like: held is only what has no end.
    if (outcome === 'held' && state !== 'in_progress') continue
    if (prefix !== '' && description.startsWith(prefix)) return { outcome, text: description.slice(prefix.length) }
  }
  const outcome = OUTCOME_OF_STATE[state] ?? 'error'
  return { outcome, text: description === '' ? state : description }
}

/** A person sets `inactive` what is not to be carried out. */
const OUTCOME_OF_STATE: Readonly<Record<string, Outcome>> = {
  success: 'success',
  failure: 'failed',
  error: 'error',
  inactive: 'cancelled',
}

/** Any text as a status's description: one line of at most 140 code points; what does not fit ends with `…`. */
export function statusText(text: string): string {
  return cut(oneLine(text), STATUS_LIMIT)
}
