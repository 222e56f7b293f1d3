import type { Answer } from '../../commands/answer/answer.ts'
import type { ContinueCode } from '../../commands/answer/continue.ts'
import type { DeployCode } from '../../commands/answer/deploy.ts'
import type { RefusedAnswer } from '../../commands/answer/head.ts'
import { answerOfThrown } from '../../commands/answer/refused.ts'
import { helpView } from '../../commands/view/help.ts'
import { refusedView } from '../../commands/view/refused.ts'
import type { View } from '../../commands/view/view.ts'
import { answerView } from '../../commands/view/view-of.ts'
import { UserError, withMachineFaults } from '../../errors.ts'
import type { ReasonCode } from '../../reasons/registry.ts'

/** What came of a command, as the outputs, the reply and the summary show it. */
export interface BotEnd {
  readonly decision: 'done' | 'refused' | 'failed' | 'error'
  readonly code: string
  readonly answer: Answer | RefusedAnswer | undefined
  readonly view: View
  /** Of what is a bug. */
  readonly bug: Error | undefined
}

/** Of deployments, each of which is followed here, so that one that is still open has not succeeded; and of the set-up. */
const DECISIONS: Readonly<Partial<Record<Answer['code'], BotEnd['decision']>>> = {
  deployed: 'done',
  'deploy-refused': 'refused',
  'deploy-failed': 'failed',
  'deploy-superseded': 'failed',
  'deploy-cancelled': 'failed',
  'deploy-error': 'failed',
  'deploy-dry-run': 'failed',
  'deploy-not-picked-up': 'failed',
  'deploy-held': 'done',
  'deploy-open': 'failed',
  'doctor-stops': 'failed',
  'doctor-unknown': 'error',
  promoted: 'done',
  'promoted-held': 'done',
  aborted: 'done',
  'continue-failed': 'failed',
  'continue-open': 'failed',
} satisfies Record<DeployCode | ContinueCode | 'doctor-stops' | 'doctor-unknown', BotEnd['decision']>

export function endOfAnswer(answer: Answer | 'help'): BotEnd {
  if (answer === 'help') {
    return { decision: 'done', code: 'help', answer: undefined, view: helpView(), bug: undefined }
  }
  return {
    decision: DECISIONS[answer.code] ?? 'done',
    code: answer.code,
    answer,
    view: answerView(answer),
    bug: undefined,
  }
}

export function endOfThrown(given: unknown): BotEnd {
  const thrown = withMachineFaults(given)
  const answer = answerOfThrown(thrown)
  if (thrown instanceof UserError) return endOfRefused(answer, thrown.outcome === 'refused' ? 'refused' : 'error')
  return { ...endOfRefused(answer, 'error'), bug: thrown instanceof Error ? thrown : new Error(answer.text) }
}

/** The run was stopped while it worked. */
export function endOfStop(): BotEnd {
  const text =
    'this run was stopped: what was written by then stays as it is, and a deployment that was created goes on'
  return endOfRefused(refusedOf('cancelled', text), 'error')
}

function refusedOf(code: ReasonCode, text: string): RefusedAnswer {
  return { schema: 1, code, text, findings: [] }
}

function endOfRefused(answer: RefusedAnswer, decision: 'refused' | 'error'): BotEnd {
  return { decision, code: answer.code, answer, view: refusedView(answer), bug: undefined }
}
