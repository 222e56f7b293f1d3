import type { Finding } from '../../errors.ts'
import type { CheckPolicy } from '../../policy/policy.ts'
import { suggestion } from '../../text/suggestion.ts'
import type { CountedRuns } from './counted-runs.ts'
import type { CheckFacts } from './facts.ts'
import { isNamed, shownName } from './names.ts'
import { jobsOf } from './run-place.ts'
import type { CountedCheck, Selection } from './selection.ts'

/** A monorepo has dozens of workflows: a line has room for so many of each kind. */
const SHOWN_RUNS = 5

/** A check that ended and did not pass: it failed, or it was cancelled. */
export function failedFinding(check: CountedCheck): Finding {
  const note = check.note === undefined ? '' : `; ${check.note}`
  if (check.result !== 'cancelled') {
    const text = `check '${shownName(check)}' did not pass: ${check.result}${note}`
    return { reason: 'check-failed', text, url: check.url }
  }
  // On a default branch this is nearly always `concurrency`: the next push took this one's place. Nothing is broken.
  const text = `check '${shownName(check)}' was cancelled, most often because a newer push took its place: run it again${note}`
  return { reason: 'check-cancelled', text, url: check.url }
}

/** A check that has not ended. */
export function runningFinding(check: CountedCheck): Finding {
  const text = `check '${shownName(check)}' has not ended (${check.result}): deploy again when it has passed`
  return { reason: 'check-running', text, url: check.url }
}

/** A check whose event is not known. */
export function unplacedFinding(check: Selection['unplaced'][number]): Finding {
  const text = `check '${check.name}' belongs to no workflow run that GitHub lists for this commit, so the event that started it is unknown`
  return { reason: 'check-unreadable', text, url: check.url }
}

/** A required check that the commit does not have, or has only where it does not count. */
export function missingFinding(name: string, { counted, ignored, leftOut }: Selection, facts: CheckFacts): Finding {
  const reason = 'check-missing'
  if (ignored.some(check => isNamed(check, [name]))) {
    return { reason, text: `required check '${name}' is there, but 'ignored' leaves it out: keep one of them` }
  }
  const there = leftOut.findLast(({ run }) =>
    [{ name: '' }, ...jobsOf(run, facts)].some(job =>
      isNamed({ shortName: job.name, workflow: run.workflowName }, [name]),
    ),
  )
  if (there !== undefined) {
    const text = `required check '${name}' is there, but does not count: ${leftOutText(there, facts.branch)} do not count`
    return { reason, text, url: there.run.url }
  }
  const names = [...new Set(counted.map(check => check.shortName || shownName(check)))]
  return { reason, text: `required check '${name}' is missing${suggestion(name, names)}` }
}

/** Why no check of the commit counts. */
export function noChecksText({ leftOut }: Selection, { branch }: CheckFacts, policy: CheckPolicy): string {
  const none =
    policy.count === 'required' ? `GitHub requires no check on ${branch}` : 'the commit has no check that counts'
  const left = [...new Set(leftOut.map(one => leftOutText(one, branch)))]
  const beside = left.length === 0 ? '' : `; ${left.join(' and ')} do not count`
  return `${none} (events: ${policy.events.join(', ')}${beside})`
}

/** All runs that do not count in one line: `2 runs do not count: ci (failure), ci (skipped): runs for 'v1.2.3'`. */
export function leftOutLine(
  leftOut: readonly { readonly name: string; readonly result: string; readonly why: string }[],
): string {
  const groups = [...Map.groupBy(leftOut, ({ why }) => why)].map(([why, runs]) => {
    const counts = [...Map.groupBy(runs, ({ name, result }) => `${name} (${result})`)]
    const shown = counts.slice(0, SHOWN_RUNS).map(([run, { length }]) => (length === 1 ? run : `${length} × ${run}`))
    const more = counts.length - shown.length
    return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}: ${why}`
  })
  const many = leftOut.length === 1 ? '1 run does not count' : `${leftOut.length} runs do not count`
  return `${many}: ${groups.join('; ')}`
}

/** The runs that do not count, as a reason: `runs of 'schedule'`. */
export function leftOutText({ run, why }: CountedRuns['leftOut'][number], branch: string): string {
  switch (why) {
    case 'own':
      return 'runs of the workflow that deploys'
    case 'event':
      return `runs of '${run.event}'`
    case 'elsewhere':
      return `runs for '${run.headBranch ?? ''}'`
    case 'default-branch-ran':
      return `runs of '${run.event}' beside one on ${branch}`
    case 'merge-queue-ran':
      return `runs of '${run.event}' beside one of the merge queue`
    case 'merge-queue-passed':
      return 'cancelled runs beside one of the merge queue that passed'
  }
}
