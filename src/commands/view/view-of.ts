import type { Answer } from '../answer/answer.ts'
import { continueView } from './continue.ts'
import { deployView } from './deploy.ts'
import { doctorView } from './doctor.ts'
import { historyView } from './history.ts'
import { lockView } from './lock.ts'
import { statusView } from './status.ts'
import type { View } from './view.ts'

/** What every door shows of an answer. A code without a view does not compile. */
export function answerView(answer: Answer): View {
  switch (answer.code) {
    case 'locked':
    case 'extended':
    case 'taken-over':
    case 'stolen':
    case 'unlocked':
    case 'not-locked':
      return lockView(answer)
    case 'status':
      return statusView(answer)
    case 'history':
    case 'history-counts':
      return historyView(answer)
    case 'doctor-good':
    case 'doctor-warns':
    case 'doctor-unknown':
    case 'doctor-stops':
      return doctorView(answer)
    case 'promoted':
    case 'promoted-held':
    case 'aborted':
    case 'continue-failed':
    case 'continue-open':
      return continueView(answer)
    case 'already-live':
    case 'deployed':
    case 'deploy-refused':
    case 'deploy-failed':
    case 'deploy-superseded':
    case 'deploy-cancelled':
    case 'deploy-error':
    case 'deploy-dry-run':
    case 'deploy-not-picked-up':
    case 'deploy-held':
    case 'deploy-open':
      return deployView(answer)
  }
}
