import type { WorkflowRunFact } from './facts.ts'
import { passes } from './result.ts'

/** A job of a run, as far as its run is judged by it. */
interface RunJob {
  readonly shortName: string
  readonly result: string
  readonly completed: boolean
  /** Whether the policy ignores it. */
  readonly ignored: boolean
}

/** The jobs of one run. */
interface RunJobs {
  /** With those of earlier attempts. */
  readonly all: readonly RunJob[]
  /** Those that no newer job of the same name has replaced: what is judged beside the run. */
  readonly newest: readonly RunJob[]
}

/** Whether a run's jobs stand for it, or it counts as a check of its own; the note says why where that is not obvious. */
type RunJudgement = { readonly kind: 'covered' } | { readonly kind: 'counts'; readonly note?: string }

const COVERED: RunJudgement = { kind: 'covered' }
const COUNTS: RunJudgement = { kind: 'counts' }

/**
 * A run that passed adds nothing. One that did not is covered by a job that counts and blocks: none that is ignored or
 * was replaced, since those block nothing. Without such a job the run itself counts: GitHub makes a job's
 * check run only when what the job needs has ended, so all that can be seen may have passed too early (the run goes on),
 * or may be all there will ever be (it was cancelled, or its workflow file does not parse).
 */
export function judgeRun(run: WorkflowRunFact, jobs: RunJobs): RunJudgement {
  const counted = jobs.newest.filter(job => !job.ignored)
  if (run.status !== 'completed') return counted.some(job => !job.completed) ? COVERED : COUNTS
  if (passes(run.conclusion)) return COVERED
  if (counted.some(job => !job.completed || !passes(job.result))) return COVERED
  return run.conclusion === 'failure' ? judgeFailure(jobs) : COUNTS
}

/**
 * A run that failed though every job that counts passes. It is forgiven where an ignored job alone can have failed it:
 * one did fail, and no other job of it ever ended otherwise than well. A skipped one is in doubt: GitHub also skips what
 * needs a job that failed, and then it never ran.
 */
function judgeFailure({ all, newest }: RunJobs): RunJudgement {
  const culprit = newest.find(job => job.ignored && job.completed && job.result === 'failure')
  if (culprit === undefined) return COUNTS
  const doubtful = all.find(job => !(job.ignored || (job.completed && isWell(job.result))))
  if (doubtful === undefined) return COVERED
  const note =
    doubtful.result === 'skipped'
      ? `'${doubtful.shortName}' was skipped, perhaps only because the ignored '${culprit.shortName}' failed: fix that job, or ignore both`
      : `beside the ignored '${culprit.shortName}', '${doubtful.shortName}' did not pass in every attempt (${doubtful.result}): run all jobs again`
  return { kind: 'counts', note }
}

function isWell(result: string): boolean {
  return result === 'success' || result === 'neutral'
}
