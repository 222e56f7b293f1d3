import type { CheckPolicy } from '../../policy/policy.ts'
import { wanted } from './branch-rules.ts'
import { type CountedRuns, countedRuns } from './counted-runs.ts'
import { ACTIONS_APP, type CheckFacts, type CheckRunFact, type WorkflowRunFact } from './facts.ts'
import { type CheckNames, isNamed } from './names.ts'
import { type CheckCandidate, newestOf } from './newest.ts'
import { passes } from './result.ts'
import { isJob, placeOf, runOnPage } from './run-place.ts'
import { judgeRun } from './whole-run.ts'

/** One check that the policy lets count, with the names it answers to. */
export interface CountedCheck extends CheckNames {
  /** `success`, `failure`, … or what it is while it is not completed: `in_progress`, `queued`, `pending`. */
  readonly result: string
  readonly completed: boolean
  /** The App that reported it; undefined for a commit status, which does not say. */
  readonly appId: number | undefined
  readonly url: string
  /** What else there is to know about it, such as why a whole run counts though its jobs look well. */
  readonly note?: string
}

/** The checks that count, and what was left out or could not be placed. */
export interface Selection {
  readonly counted: readonly CountedCheck[]
  /** Those that would count if the policy did not ignore them. */
  readonly ignored: readonly CountedCheck[]
  /** Jobs of runs that GitHub did not list. */
  readonly unplaced: readonly CheckRunFact[]
  readonly leftOut: CountedRuns['leftOut']
}

/**
 * Picks the checks that count: jobs of the runs that count; of other apps, made with a workflow's token, and commit
 * statuses, all. Of each name the newest by id, within an app, or within a workflow, event and branch. A run that did not
 * pass always leaves something that does not pass: one of its jobs, or the run itself.
 */
export function selectChecks(facts: CheckFacts, policy: CheckPolicy): Selection {
  const { counted: runs, leftOut } = countedRuns(facts, policy)
  const counts = new Set(runs.map(run => run.id))
  const { jobs, others, unplaced } = placed(facts, policy)
  const offers = jobs.flatMap(({ check, run }) =>
    counts.has(run.id) && !isPast(check, run) ? [jobOffer(check, run, facts)] : [],
  )
  const newest = newestOf(offers)
  const checks = newest.map(offer => offer.value)
  for (const run of newestRuns(runs, facts)) {
    const of = (list: readonly JobOffer[]) =>
      list
        .filter(offer => offer.runId === run.id)
        .map(({ value }) => ({ ...value, ignored: isNamed(value, policy.ignored) }))
    const judgement = judgeRun(run, { all: of(offers), newest: of(newest) })
    if (judgement.kind === 'covered') continue
    const note = judgement.note === undefined ? {} : { note: judgement.note }
    checks.push({ shortName: '', workflow: run.workflowName, appId: undefined, ...stateOf(run), ...note })
  }
  const ofApps = others.map(check => ({
    key: keyOf(check.app, check.name),
    id: check.id,
    value: { shortName: check.name, workflow: undefined, appId: check.appId, ...stateOf(check) },
  }))
  const statuses = facts.statuses.map(({ id, context, state, url }) => ({
    key: keyOf(context),
    id,
    value: {
      ...{ shortName: context, workflow: undefined, appId: undefined },
      ...{ result: state, completed: state !== 'pending', url },
    },
  }))
  for (const offer of [...newestOf(ofApps), ...newestOf(statuses)]) checks.push(offer.value)
  return {
    counted: wanted(
      checks.filter(check => !isNamed(check, policy.ignored)),
      facts,
      policy,
    ),
    ignored: checks.filter(check => isNamed(check, policy.ignored)),
    unplaced,
    leftOut,
  }
}

interface Placed {
  /** Check runs that are jobs, with their runs. */
  readonly jobs: readonly { readonly check: CheckRunFact; readonly run: WorkflowRunFact }[]
  /** Those of other apps, and those made with a workflow's token. */
  readonly others: readonly CheckRunFact[]
  readonly unplaced: readonly CheckRunFact[]
}

function placed({ checkRuns, workflowRuns }: CheckFacts, { ignored }: Pick<CheckPolicy, 'ignored'>): Placed {
  const runOf = new Map(workflowRuns.flatMap(run => (run.suiteId === undefined ? [] : [[run.suiteId, run] as const])))
  const jobs: { check: CheckRunFact; run: WorkflowRunFact }[] = []
  const others: CheckRunFact[] = []
  const unplaced: CheckRunFact[] = []
  for (const check of checkRuns) {
    const run = check.suiteId === undefined ? undefined : runOf.get(check.suiteId)
    if (check.app !== ACTIONS_APP) others.push(check)
    else if (run === undefined ? runOnPage(check) === undefined && check.url !== '' : !isJob(check, run)) {
      others.push(check)
    } else if (run !== undefined) jobs.push({ check, run })
    else if (!isNamed({ shortName: check.name, workflow: undefined }, ignored)) unplaced.push(check)
  }
  return { jobs, others, unplaced }
}

interface JobOffer extends CheckCandidate<CountedCheck> {
  /** The workflow run that it is a job of. */
  readonly runId: number
}

function jobOffer(check: CheckRunFact, run: WorkflowRunFact, facts: CheckFacts): JobOffer {
  const state = stateOf(check)
  const note = isRedInGreen(check, run) ? { note: RUN_PASSED } : {}
  return {
    key: keyOf(run.workflowId, run.event, refKey(run, facts), check.name),
    id: check.id,
    runId: run.id,
    value: { shortName: check.name, workflow: run.workflowName, appId: check.appId, ...state, ...note },
    // Jobs of a run's only attempt never hide one another: two may carry the same name, and the second is skipped
    // when it needs the first and the first failed.
    ...(run.attempt === 1 ? { together: run.id } : {}),
  }
}

/** Whether a job did not pass, and its run did. */
export function isRedInGreen(check: CheckRunFact, run: WorkflowRunFact): boolean {
  const isRed = check.status === 'completed' && !passes(check.conclusion)
  return isRed && run.status === 'completed' && passes(run.conclusion)
}

/** Whether a job that did not pass is one of an earlier attempt, and a later one of the whole run passed without it. */
function isPast(check: CheckRunFact, run: WorkflowRunFact): boolean {
  const job = run.jobs?.find(one => one.id === check.id)
  return job !== undefined && job.attempt < run.attempt && isRedInGreen(check, run)
}

/** A job that failed while its run passed has `continue-on-error`. GitHub's required checks do not forgive it either. */
const RUN_PASSED = "its run passed, as with 'continue-on-error': name it under 'ignored' if it may fail"

function newestRuns(runs: readonly WorkflowRunFact[], facts: CheckFacts): readonly WorkflowRunFact[] {
  const offers = runs.map(run => ({
    key: keyOf(run.workflowId, run.event, refKey(run, facts)),
    id: run.id,
    value: run,
  }))
  return newestOf(offers).map(offer => offer.value)
}

/** Pull requests of one commit, and runs that GitHub names no branch for, hide nothing of one another. */
function refKey(run: WorkflowRunFact, facts: CheckFacts): string {
  const place = placeOf(run, facts.branch)
  if (place === 'unknown') return `run ${run.id}`
  return place === 'pull-request' ? `pull request ${run.headBranch ?? run.id}` : ''
}

function stateOf(fact: {
  readonly status: string
  readonly conclusion: string | undefined
  readonly url: string
}): Pick<CountedCheck, 'result' | 'completed' | 'url'> {
  const completed = fact.status === 'completed'
  const said = completed ? fact.conclusion : fact.status
  return { result: said === undefined || said === '' ? 'unknown' : said, completed, url: fact.url }
}

function keyOf(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts)
}
