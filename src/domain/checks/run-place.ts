import type { CheckFacts, CheckRunFact, WorkflowRunFact } from './facts.ts'

/** Where a run belongs, seen from the default branch. */
type RunPlace =
  | 'default-branch'
  /** Of the default branch's merge queue: for the commit that became the branch's. */
  | 'merge-queue'
  | 'pull-request'
  /** For another branch, or a tag. */
  | 'elsewhere'
  /** GitHub does not say for which branch. */
  | 'unknown'

/** A tag that is named like the default branch looks like it: GitHub's lists do not distinguish them. */
export function placeOf({ event, headBranch }: WorkflowRunFact, branch: string): RunPlace {
  if (event.startsWith('pull_request')) return 'pull-request'
  if (headBranch === undefined) return event === 'merge_group' ? 'merge-queue' : 'unknown'
  if (headBranch === branch) return 'default-branch'
  return event === 'merge_group' && headBranch.startsWith(`gh-readonly-queue/${branch}/`) ? 'merge-queue' : 'elsewhere'
}

/** The check runs of a run that are jobs of it, whatever else was put into its suite. */
export function jobsOf(run: WorkflowRunFact, { checkRuns }: Pick<CheckFacts, 'checkRuns'>): readonly CheckRunFact[] {
  return checkRuns.filter(check => run.suiteId !== undefined && check.suiteId === run.suiteId && isJob(check, run))
}

/**
 * Whether a check run in the suite of a run is a job of it. One that was made with a workflow's token is none: GitHub puts
 * those into the commit's first suite, whichever workflow that is of. By the run's jobs where they were read, else by the
 * page, which names run and job.
 */
export function isJob(check: CheckRunFact, run: WorkflowRunFact): boolean {
  if (run.jobs !== undefined) return run.jobs.some(job => job.id === check.id)
  return runOnPage(check) === run.id
}

/** The run on whose page a check run is shown as a job; undefined when it is not shown as one. */
export function runOnPage({ id, url }: Pick<CheckRunFact, 'id' | 'url'>): number | undefined {
  const match = /\/actions\/runs\/(\d+)\/job\/(\d+)(?:[?#]|$)/.exec(url)
  return match !== null && Number(match[2]) === id ? Number(match[1]) : undefined
}
