import type { CheckFacts, CheckRunFact, StatusFact, WorkflowRunFact } from '../../../../src/domain/checks/facts.ts'
import type { CheckPolicy } from '../../../../src/policy/policy.ts'

/** `success` is a completed check; `in_progress`, `queued` and the like are not completed. */
const OPEN = ['in_progress', 'queued', 'pending', 'waiting', 'requested']

/** A result in one word, as GitHub's two fields. */
function outcome(result: string): { status: string; conclusion: string | undefined } {
  if (OPEN.includes(result)) return { status: result, conclusion: undefined }
  return { status: 'completed', conclusion: result === '' ? undefined : result }
}

let lastId = 0

/** Ids grow in the order in which facts are made, as GitHub's do. */
function nextId(): number {
  lastId += 1
  return lastId
}

/** A workflow run with its jobs, as pairs of name and result; each field can be said. */
export function run(
  jobs: readonly (readonly [string, string])[],
  fields: Partial<WorkflowRunFact> & { readonly result?: string } = {},
): { readonly run: WorkflowRunFact; readonly jobs: readonly CheckRunFact[] } {
  const suiteId = fields.suiteId ?? nextId()
  const { result = worst(jobs.map(([, one]) => one)), ...rest } = fields
  const id = nextId()
  const made: WorkflowRunFact = {
    id,
    workflowId: 1,
    workflowName: 'ci',
    event: 'push',
    headBranch: 'main',
    attempt: 1,
    ...outcome(result),
    url: `run/${id}`,
    ...rest,
    suiteId,
  }
  return { run: made, jobs: jobs.map(([name, one]) => job(made, name, one)) }
}

/** A job of a run, on a page of it. */
export function job(of: Pick<WorkflowRunFact, 'id' | 'suiteId'>, name: string, result: string): CheckRunFact {
  const made = check(name, result, { app: 'github-actions', appId: 15368, suiteId: of.suiteId })
  return { ...made, url: `https://github.example/acme/hello/actions/runs/${of.id}/job/${made.id}` }
}

/** A check run; of another app by default. */
export function check(name: string, result: string, fields: Partial<CheckRunFact> = {}): CheckRunFact {
  const id = nextId()
  return { id, name, app: 'sonar', appId: 77, suiteId: undefined, ...outcome(result), url: `check/${name}`, ...fields }
}

export function status(context: string, state: string): StatusFact {
  return { id: nextId(), context, state, url: `status/${context}` }
}

/** Facts from runs with their jobs, checks of other apps and statuses. */
export function facts(
  parts: Partial<Omit<CheckFacts, 'workflowRuns'>> & { readonly runs?: readonly ReturnType<typeof run>[] },
): CheckFacts {
  const { runs = [], checkRuns = [], ...rest } = parts
  return {
    sha: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d',
    branch: 'main',
    statuses: [],
    ownWorkflowIds: [],
    unreadable: [],
    ...rest,
    workflowRuns: runs.map(one => one.run),
    checkRuns: [...runs.flatMap(one => one.jobs), ...checkRuns],
  }
}

export function policy(fields: Partial<CheckPolicy> = {}): CheckPolicy {
  const events = ['push', 'pull_request', 'merge_group']
  return { count: 'all', events, required: [], ignored: [], noChecks: 'refuse', ...fields }
}

function worst(results: readonly string[]): string {
  const bad = results.find(one => !['success', 'skipped', 'neutral', ...OPEN].includes(one))
  return results.find(one => OPEN.includes(one)) ?? bad ?? 'success'
}
