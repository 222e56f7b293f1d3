import { doubtsOf } from '../../domain/checks/doubts.ts'
import type { CheckFacts, CheckRunFact, StatusFact, WorkflowRunFact } from '../../domain/checks/facts.ts'
import { selectChecks } from '../../domain/checks/selection.ts'
import type { Finding } from '../../errors.ts'
import type { CheckPolicy } from '../../policy/policy.ts'
import type { GitHubClient } from '../client.ts'
import { type AllPages, PAGE_SIZE, readCountedPages } from '../pages.ts'
import { readBranchRules } from './branch-rules.ts'
import { findWorkflowRun, getWorkflowRun, readJobs, readWorkflowRuns } from './workflow-runs.ts'

/** Which commit, by which policy, and which run is asking. */
interface ChecksRequest {
  readonly sha: string
  /** Name of the default branch. */
  readonly branch: string
  readonly policy: CheckPolicy
  /** This workflow run (`GITHUB_RUN_ID`): its workflow is ours, and its runs are no checks of the commit. */
  readonly runId?: number
  /** Waits before the second look. */
  readonly pause: (ms: number) => Promise<void>
}

/** GitHub's list of runs is a search, and lags behind the runs themselves by seconds. */
const SECOND_LOOK_MS = 3000
/** More runs than these are not read one by one. */
const MOST_RUNS = 10

/**
 * Reads everything GitHub knows about a commit's checks: check runs, commit statuses, and the workflow runs that say
 * what started the check runs of Actions. All at once: one round trip in series, two when there are more than 100, or when
 * the lists leave something open. What is open after that gets a second look.
 */
export async function readChecks(github: GitHubClient, question: ChecksRequest): Promise<CheckFacts> {
  const facts = await readFacts(github, question)
  if (selectChecks(facts, question.policy).unplaced.length === 0) return facts
  await question.pause(SECOND_LOOK_MS)
  return readFacts(github, question)
}

async function readFacts(github: GitHubClient, { sha, branch, runId, policy }: ChecksRequest): Promise<CheckFacts> {
  const [checkRuns, statuses, workflowRuns, own, required] = await Promise.all([
    readCheckRuns(github, sha),
    readStatuses(github, sha),
    readWorkflowRuns(github, sha),
    runId === undefined ? undefined : getWorkflowRun(github, runId),
    policy.count === 'required' ? readBranchRules(github, branch) : undefined,
  ])
  return withoutDoubts(github, policy, {
    ...{ sha, branch, checkRuns: checkRuns.items, statuses: statuses.items },
    workflowRuns: joined(workflowRuns.items, own === undefined ? [] : [own]),
    ownWorkflowIds: own === undefined ? [] : [own.workflowId],
    ...(required === undefined ? {} : { required }),
    unreadable: [
      ...missing(checkRuns, 'check runs'),
      ...missing(statuses, 'commit statuses'),
      ...missing(workflowRuns, 'workflow runs'),
    ],
  })
}

/** Reads what the lists leave open: runs that are not listed yet, and then the jobs of runs where they decide. */
async function withoutDoubts(github: GitHubClient, policy: CheckPolicy, facts: CheckFacts): Promise<CheckFacts> {
  const unlisted = doubtsOf(facts, policy).runs.slice(0, MOST_RUNS)
  const found = await Promise.all(unlisted.map(id => findWorkflowRun(github, id)))
  const workflowRuns = joined(
    facts.workflowRuns,
    found.filter(run => run !== undefined),
  )
  const { jobsOf } = doubtsOf({ ...facts, workflowRuns }, policy)
  if (jobsOf.length === 0) return { ...facts, workflowRuns }
  const wanted = jobsOf.slice(0, MOST_RUNS)
  const jobs = new Map(await Promise.all(wanted.map(async id => [id, await readJobs(github, id)] as const)))
  return {
    ...facts,
    workflowRuns: workflowRuns.map(run => {
      const read = jobs.get(run.id)
      return read === undefined || read.missing > 0 ? run : { ...run, jobs: read.items }
    }),
  }
}

function joined(listed: readonly WorkflowRunFact[], more: readonly WorkflowRunFact[]): readonly WorkflowRunFact[] {
  return [...listed, ...more.filter(run => !listed.some(({ id }) => id === run.id))]
}

function missing(read: AllPages<unknown>, what: string): readonly Finding[] {
  if (read.missing === 0) return []
  const text = `GitHub counts ${read.missing} more ${what} for the commit than it lists: they cannot be judged`
  return [{ reason: 'check-unreadable', text }]
}

async function readCheckRuns(github: GitHubClient, sha: string): Promise<AllPages<CheckRunFact>> {
  const octokit = await github.octokit()
  return readCountedPages(async page => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      ...github.repository,
      ref: sha,
      // GitHub's own `latest` goes by app and name: it hides a failed job behind another workflow's of the same name.
      filter: 'all',
      per_page: PAGE_SIZE,
      page,
    })
    const items = data.check_runs.map(run => ({
      id: Number(run.id),
      name: run.name,
      app: run.app?.slug ?? '',
      appId: run.app?.id === undefined ? undefined : Number(run.app.id),
      suiteId: run.check_suite === null ? undefined : Number(run.check_suite.id),
      status: run.status,
      conclusion: run.conclusion ?? undefined,
      url: run.html_url ?? run.details_url ?? '',
    }))
    return { items, total: data.total_count }
  })
}

async function readStatuses(github: GitHubClient, sha: string): Promise<AllPages<StatusFact>> {
  const octokit = await github.octokit()
  return readCountedPages(async page => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/status', {
      ...github.repository,
      ref: sha,
      per_page: PAGE_SIZE,
      page,
    })
    const items = data.statuses.map(status => ({
      id: Number(status.id),
      context: status.context,
      state: status.state,
      url: status.target_url ?? '',
    }))
    return { items, total: data.total_count }
  })
}
