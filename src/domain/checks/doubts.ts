import type { CheckPolicy } from '../../policy/policy.ts'
import { countedRuns } from './counted-runs.ts'
import { ACTIONS_APP, type CheckFacts, type CheckRunFact, type WorkflowRunFact } from './facts.ts'
import { isNamed } from './names.ts'
import { passes } from './result.ts'
import { runOnPage } from './run-place.ts'
import { isRedInGreen, selectChecks } from './selection.ts'

/** What has to be read beside the lists before a commit can be judged; nearly always nothing. */
interface CheckDoubts {
  /** Ids of runs that the list of runs lacks, by the pages of their jobs: the list may lag. */
  readonly runs: readonly number[]
  /** Ids of runs whose jobs have to be read. */
  readonly jobsOf: readonly number[]
}

/**
 * A run's jobs have to be read where a check run in its suite is not on a job's page, and may still be a job; where one
 * that did not pass would not count as a job of it; and where one that did not pass may be of an earlier attempt.
 */
export function doubtsOf(facts: CheckFacts, policy: CheckPolicy): CheckDoubts {
  const counted = new Set(countedRuns(facts, policy).counted)
  const jobsOf = facts.workflowRuns
    .filter(run => run.suiteId !== undefined && run.jobs === undefined)
    .filter(run =>
      facts.checkRuns.some(
        check =>
          check.app === ACTIONS_APP &&
          check.suiteId === run.suiteId &&
          isDoubtful(check, run, counted.has(run), policy),
      ),
    )
  return { runs: unlistedRuns(facts, policy), jobsOf: jobsOf.map(run => run.id) }
}

/** The runs whose jobs cannot be placed, by id. */
function unlistedRuns(facts: CheckFacts, policy: CheckPolicy): readonly number[] {
  return [...new Set(selectChecks(facts, policy).unplaced.flatMap(check => runOnPage(check) ?? []))]
}

function isDoubtful(check: CheckRunFact, run: WorkflowRunFact, counts: boolean, { ignored }: CheckPolicy): boolean {
  if (runOnPage(check) !== run.id) return true
  if (counts) return run.attempt > 1 && isRedInGreen(check, run)
  const isIgnored = isNamed({ shortName: check.name, workflow: run.workflowName }, ignored)
  return check.status === 'completed' && !passes(check.conclusion) && !isIgnored
}
