import type { CheckPolicy } from '../../policy/policy.ts'
import type { CheckFacts, WorkflowRunFact } from './facts.ts'
import { passes } from './result.ts'
import { jobsOf, placeOf } from './run-place.ts'

/** A run that does not count, and why. */
interface LeftOutRun {
  readonly run: WorkflowRunFact
  /** `own`: of the workflow that deploys. `event`: not one of the policy's. The others: by the branch it ran for. */
  readonly why: 'own' | 'event' | 'elsewhere' | 'default-branch-ran' | 'merge-queue-ran' | 'merge-queue-passed'
}

/** The runs of a commit that count, and those that do not. */
export interface CountedRuns {
  readonly counted: readonly WorkflowRunFact[]
  /** Oldest first. */
  readonly leftOut: readonly LeftOutRun[]
}

/**
 * Picks the runs that count: never those of our own workflow, of other events, for other branches or for tags. Of each
 * workflow those on the default branch; where there are none those of its merge queue, else those of pull requests. A run
 * that GitHub names no branch for counts beside them. A run on the default branch that was only cancelled gives way to one
 * of the merge queue that passed with every job.
 */
export function countedRuns(facts: CheckFacts, policy: Pick<CheckPolicy, 'events'>): CountedRuns {
  const leftOut: LeftOutRun[] = []
  const open: WorkflowRunFact[] = []
  for (const run of facts.workflowRuns) {
    if (facts.ownWorkflowIds.includes(run.workflowId)) leftOut.push({ run, why: 'own' })
    else if (!policy.events.includes(run.event)) leftOut.push({ run, why: 'event' })
    else if (placeOf(run, facts.branch) === 'elsewhere') leftOut.push({ run, why: 'elsewhere' })
    else open.push(run)
  }
  const counted = [...Map.groupBy(open, run => run.workflowId).values()].flatMap(runs => {
    const at = Map.groupBy(runs, run => placeOf(run, facts.branch))
    const [main = [], queue = [], pulls = []] = [
      at.get('default-branch'),
      at.get('merge-queue'),
      at.get('pull-request'),
    ]
    const unknown = at.get('unknown') ?? []
    if (main.length === 0 && queue.length === 0) return [...pulls, ...unknown]
    const leave = (some: readonly WorkflowRunFact[], why: LeftOutRun['why']) =>
      void leftOut.push(...some.map(run => ({ run, why })))
    const isReplaced = main.length > 0 && main.some(isCancelled) && passedWhole(queue, facts) && isHarmless(main, facts)
    if (main.length > 0 && !isReplaced) {
      leave([...queue, ...pulls], 'default-branch-ran')
      return [...main, ...unknown]
    }
    leave(main, 'merge-queue-passed')
    leave(pulls, 'merge-queue-ran')
    return [...queue, ...unknown]
  })
  return { counted, leftOut: leftOut.sort((one, other) => one.run.id - other.run.id) }
}

function isCancelled(run: WorkflowRunFact): boolean {
  return run.status === 'completed' && run.conclusion === 'cancelled'
}

/** Nothing of these runs failed or goes on: they passed, or were cancelled. */
function isHarmless(runs: readonly WorkflowRunFact[], facts: CheckFacts): boolean {
  const isWell = ({ status, conclusion }: Pick<WorkflowRunFact, 'status' | 'conclusion'>) =>
    status === 'completed' && (passes(conclusion) || conclusion === 'cancelled')
  return runs.every(run => isWell(run) && jobsOf(run, facts).every(isWell))
}

/** The newest of the queue's runs passed, and none of its jobs was skipped: it did all that the other one would have. */
function passedWhole(queue: readonly WorkflowRunFact[], facts: CheckFacts): boolean {
  const [newest] = queue.toSorted((one, other) => other.id - one.id)
  if (newest === undefined || newest.status !== 'completed' || newest.conclusion !== 'success') return false
  const jobs = jobsOf(newest, facts)
  return jobs.length > 0 && jobs.every(job => job.status === 'completed' && job.conclusion === 'success')
}
