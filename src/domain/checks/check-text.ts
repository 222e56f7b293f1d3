import type { Finding } from '../../errors.ts'
import type { CheckPolicy } from '../../policy/policy.ts'
import { suggestion } from '../../text/suggestion.ts'
import type { CountedCheck, Selection } from './selection.ts'

/** A check that ended and did not pass: it failed, or it was cancelled. */
export function failedFinding(check: CountedCheck): Finding {
  if (check.result !== 'cancelled') {
    const text = `check '${check.name}' did not pass: ${check.result}${check.note === undefined ? '' : `; ${check.note}`}`
    return { reason: 'check-failed', text, url: check.url }
  }
  // On a default branch this is nearly always `concurrency`: the next push took this one's place. Nothing is broken.
  const text = `check '${check.name}' was cancelled, most often because a newer push took its place: run it again`
  return { reason: 'check-cancelled', text, url: check.url }
}

/** A check that has not ended. */
export function runningFinding(check: CountedCheck): Finding {
  const text = `check '${check.name}' has not ended (${check.result}): deploy again when it has passed`
  return { reason: 'check-running', text, url: check.url }
}

/** A check whose event is not known. */
export function unplacedFinding(check: Selection['unplaced'][number]): Finding {
  const text = `check '${check.name}' belongs to no workflow run that GitHub lists for this commit, so the event that started it is unknown`
  return { reason: 'check-unreadable', text, url: check.url }
}

/** A required check that the commit does not have. */
export function missingFinding(name: string, counted: readonly CountedCheck[]): Finding {
  const names = [...new Set(counted.map(check => check.shortName))]
  return { reason: 'check-missing', text: `required check '${name}' is missing${suggestion(name, names)}` }
}

/** Why no check of the commit counts. */
export function noChecksText({ otherEvents, ownLeftOut }: Selection, policy: CheckPolicy): string {
  const left = [
    ...otherEvents.map(event => `runs of '${event}'`),
    ...(ownLeftOut ? ['runs of the workflow that deploys'] : []),
  ]
  const beside = left.length === 0 ? '' : `; ${left.join(' and ')} do not count`
  return `the commit has no check that counts (events: ${policy.events.join(', ')}${beside})`
}
