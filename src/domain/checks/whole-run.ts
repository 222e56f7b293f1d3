import type { WorkflowRunFact } from './facts.ts'
import { passes } from './result.ts'

/** A job of a run, as far as its run is judged by it. */
export interface RunJob {
  readonly shortName: string
  readonly result: string
  readonly completed: boolean
  /** Whether the policy ignores it. */
  readonly ignored: boolean
}

/** The jobs of one run. */
export interface RunJobs {
  /** With those of earlier attempts. */
  readonly all: readonly RunJob[]
  /** Those that no newer job of the same name has replaced: what is judged beside the run. */
  readonly newest: readonly RunJob[]
}

/** Whether a run is told by its jobs, or counts as a check of its own; the note says why where it is not plain. */
export type RunJudgement = { readonly kind: 'told' } | { readonly kind: 'counts'; readonly note?: string }

const told: RunJudgement = { kind: 'told' }
const counts: RunJudgement = { kind: 'counts' }

/**
 * A run that passed needs no word of its own. One that did not is told by a job that counts and blocks: none that is
 * ignored or was replaced, since those block nothing. Without such a job the run itself counts: GitHub makes a job's
 * check run only when what the job needs has ended, so all that can be seen may have passed too early (the run goes on),
 * or may be all there will ever be (it was cancelled, or its workflow file does not parse).
 */
export function judgeRun(run: WorkflowRunFact, jobs: RunJobs): RunJudgement {
  const counted = jobs.newest.filter(job => !job.ignored)
  if (run.status !== 'completed') return counted.some(job => !job.completed) ? told : counts
  if (passes(run.conclusion)) return told
  if (counted.some(job => !job.completed || !passes(job.result))) return told
  return run.conclusion === 'failure' ? judgeFailure(jobs) : counts
}

/**
 * A run that failed though every job that counts passes. It is forgiven where an ignored job alone can have failed it:
 * one did fail, and no other job of it ever ended otherwise than well. A skipped one is in doubt: GitHub also skips what
 * needs a job that failed, and then it never ran.
 */
function judgeFailure({ all, newest }: RunJobs): RunJudgement {
  const culprit = newest.find(job => job.ignored && job.completed && job.result === 'failure')
  if (culprit === undefined) return counts
  const doubtful = all.find(job => !(job.ignored || (job.completed && isWell(job.result))))
  if (doubtful === undefined) return told
  const note =
    doubtful.result === 'skipped'
      ? `'${doubtful.shortName}' was skipped, perhaps only because the ignored '${culprit.shortName}' failed: mend that, or ignore both`
      : `beside the ignored '${culprit.shortName}', '${doubtful.shortName}' did not pass in every attempt (${doubtful.result}): run all jobs again`
  return { kind: 'counts', note }
}

function isWell(result: string): boolean {
  return result === 'success' || result === 'neutral'
}
