import type { CheckPolicy } from '../../policy/policy.ts'
import { ACTIONS_APP, type CheckFacts, type CheckRunFact, type WorkflowRunFact } from './facts.ts'
import { judgeRun } from './whole-run.ts'

/** One check that the policy lets count, with the names it answers to. */
export interface CountedCheck {
  /** As GitHub shows it: `workflow / job` for Actions, else its own name. */
  readonly name: string
  /** The bare name: that of the job, the other app's check, or the context. */
  readonly shortName: string
  /** `success`, `failure`, … or what it is while it is not completed: `in_progress`, `queued`, `pending`. */
  readonly result: string
  readonly completed: boolean
  readonly url: string
  /** What else there is to know about it, such as why a whole run counts though its jobs look well. */
  readonly note?: string
}

/** The checks that count, and what was left out or could not be placed. */
export interface Selection {
  readonly counted: readonly CountedCheck[]
  /** Check runs of Actions whose workflow run GitHub did not list. */
  readonly unplaced: readonly CheckRunFact[]
  /** Events of workflow runs that did not count, for the text about a commit without checks. */
  readonly otherEvents: readonly string[]
  /** Whether runs of our own workflow were left out. */
  readonly ownLeftOut: boolean
}

/**
 * Picks the checks that count: of Actions those whose run was started by an event of the policy and is not of our own
 * workflow; of other apps, and commit statuses, all. Of each (app, workflow, event, name) the newest by id. A workflow run
 * that did not pass always leaves something that does not pass: one of its jobs, or the run itself.
 */
export function selectChecks(facts: CheckFacts, policy: CheckPolicy): Selection {
  const runOf = new Map<number, WorkflowRunFact>()
  for (const run of facts.workflowRuns) if (run.suiteId !== undefined) runOf.set(run.suiteId, run)
  const own = (run: WorkflowRunFact) => facts.ownWorkflowIds.includes(run.workflowId)
  const counts = (run: WorkflowRunFact) => !own(run) && policy.events.includes(run.event)

  const unplaced: CheckRunFact[] = []
  const offers: Offer[] = []
  for (const check of facts.checkRuns) {
    if (check.app !== ACTIONS_APP) {
      const named = { name: check.name, shortName: check.name }
      offers.push({ key: keyOf('app', check.app, check.name), id: check.id, check: { ...named, ...stateOf(check) } })
      continue
    }
    const run = check.suiteId === undefined ? undefined : runOf.get(check.suiteId)
    if (run === undefined) {
      if (!policy.ignored.includes(check.name)) unplaced.push(check)
      continue
    }
    if (!counts(run)) continue
    const named = { name: `${run.workflowName} / ${check.name}`, shortName: check.name }
    offers.push({
      key: keyOf('actions', run.workflowId, run.event, check.name),
      id: check.id,
      check: { ...named, ...stateOf(check) },
      runId: run.id,
      // Jobs of a run's only attempt never hide one another: two may carry the same name, and the second is skipped
      // when it needs the first and the first failed.
      ...(run.attempt === 1 ? { together: run.id } : {}),
    })
  }
  const newest = newestOf(offers)
  const counted = newest.map(offer => offer.check)
  for (const run of newestRuns(facts.workflowRuns.filter(counts))) {
    const jobs = (list: readonly Offer[]) =>
      list
        .filter(offer => offer.runId === run.id)
        .map(({ check }) => ({ ...check, ignored: isNamed(check, policy.ignored) }))
    const judgement = judgeRun(run, { all: jobs(offers), newest: jobs(newest) })
    if (judgement.kind === 'covered') continue
    const note = judgement.note === undefined ? {} : { note: judgement.note }
    counted.push({ name: run.workflowName, shortName: run.workflowName, ...stateOf(run), ...note })
  }
  const statuses = facts.statuses.map(status => ({
    key: keyOf('status', status.context),
    id: status.id,
    check: {
      name: status.context,
      shortName: status.context,
      result: status.state,
      completed: status.state !== 'pending',
      url: status.url,
    },
  }))
  counted.push(...newestOf(statuses).map(offer => offer.check))
  return {
    counted: counted.filter(check => !isNamed(check, policy.ignored)),
    unplaced,
    otherEvents: [...new Set(facts.workflowRuns.filter(run => !own(run) && !counts(run)).map(run => run.event))],
    ownLeftOut: facts.workflowRuns.some(own),
  }
}

/** Whether one of `names` means this check. */
export function isNamed(check: CountedCheck, names: readonly string[]): boolean {
  return names.includes(check.name) || names.includes(check.shortName)
}

/** A check that counts if nothing newer has its key. */
interface Offer {
  readonly key: string
  readonly id: number
  readonly check: CountedCheck
  /** The workflow run that it is a job of. */
  readonly runId?: number
  /** Offers of one key that have this in common are kept together when one of them is the newest. */
  readonly together?: number
}

function newestOf(offers: readonly Offer[]): readonly Offer[] {
  const newest = new Map<string, Offer>()
  for (const offer of offers) {
    const before = newest.get(offer.key)
    if (before === undefined || offer.id > before.id) newest.set(offer.key, offer)
  }
  return offers.filter(offer => {
    const top = newest.get(offer.key)
    return offer === top || (offer.together !== undefined && offer.together === top?.together)
  })
}

function newestRuns(runs: readonly WorkflowRunFact[]): readonly WorkflowRunFact[] {
  const newest = new Map<string, WorkflowRunFact>()
  for (const run of runs) {
    const key = keyOf(run.workflowId, run.event)
    const before = newest.get(key)
    if (before === undefined || run.id > before.id) newest.set(key, run)
  }
  return [...newest.values()]
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
