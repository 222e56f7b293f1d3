import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import { deploymentsOf } from '../../domain/history/deployments.ts'
import { asRecord } from '../../text/json.ts'
import { PAGE_SIZE } from '../pages.ts'
import { ownerAndName } from '../repository.ts'
import { type RepositoryReading, servicesAsked } from './repository-reading.ts'
import { requestForRepository } from './rest.ts'
import type { ScanTools } from './scan-tools.ts'

/** A workflow run that waits for a reviewer. */
interface WaitingRun {
  readonly id: number
  readonly sha: string
  /** What started it. */
  readonly event: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
}

/** States of a deployment that has not begun, and which GitHub does not call waiting itself. */
const NOT_BEGUN: readonly string[] = ['pending', 'abandoned', 'queued']

/** Finds out whether the runs of the newest deployments that have not begun wait for a reviewer. */
export async function readWaitingRuns(tools: ScanTools, drafts: readonly RepositoryReading[]): Promise<void> {
  for (const draft of drafts) {
    if (draft.problem !== undefined) continue
    const doubtful = doubtfulOf(draft)
    if (doubtful.size === 0) continue
    const runs = await requestForRepository(tools, draft, async octokit => {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs', {
        ...ownerAndName(draft.head.repository),
        status: 'waiting',
        event: 'deployment',
        exclude_pull_requests: true,
        per_page: PAGE_SIZE,
      })
      return data.workflow_runs.map((run): WaitingRun => {
        return {
          id: Number(run.id),
          sha: run.head_sha.toLowerCase(),
          event: run.event,
          createdAt: Date.parse(run.created_at),
        }
      })
    })
    if (runs === undefined) continue
    const all = [...draft.environments.values()].flatMap(({ deployments }) => deployments)
    const waiting = waitingAmong(runs, all)
    const reviewers = draft.question.asksForReviewers === true ? await readReviewers(tools, draft, waiting) : undefined
    for (const [environment, read] of draft.environments) {
      const deployments = read.deployments.map(one =>
        doubtful.has(one.id) ? { ...one, runWaits: waiting.has(one.id), reviewers: reviewers?.get(one.id) } : one,
      )
      draft.environments.set(environment, { ...read, deployments })
    }
  }
}

/** More runs that wait are seldom of interest, and each is a request. */
const MOST_REVIEWS = 10

/** Who may let the runs through that wait, by the ids of their deployments. */
async function readReviewers(
  tools: ScanTools,
  draft: RepositoryReading,
  waiting: ReadonlyMap<number, WaitingRun>,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const found = new Map<number, readonly string[]>()
  for (const [deployment, { id }] of [...waiting].slice(0, MOST_REVIEWS)) {
    const reviewers = await requestForRepository(tools, draft, async octokit => {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments', {
        ...ownerAndName(draft.head.repository),
        run_id: id,
      })
      return data.flatMap(pending => pending.reviewers.flatMap(({ reviewer }) => nameOf(reviewer) ?? []))
    })
    if (reviewers !== undefined) found.set(deployment, [...new Set(reviewers)])
  }
  return found
}

/** A person by their login, a team by its name in addresses. */
function nameOf(reviewer: object | undefined): string | undefined {
  const { login, slug } = asRecord(reviewer)
  if (typeof login === 'string') return login
  return typeof slug === 'string' ? `team ${slug}` : undefined
}

/**
 * The deployments whose runs wait, by id, each with its run. GitHub does not say which deployment a run belongs to: it is one that no run
 * has begun, and no two runs belong to the same. A commit may be deployed to all environments within a second.
 */
export function waitingAmong(
  runs: readonly WaitingRun[],
  deployments: readonly DeploymentFacts[],
): ReadonlyMap<number, WaitingRun> {
  const waiting = new Map<number, WaitingRun>()
  const open = deployments.filter(({ state }) => NOT_BEGUN.includes(state))
  for (const run of runs.toSorted((one, other) => other.createdAt - one.createdAt)) {
    const found = startedBy(
      run,
      open.filter(({ id }) => !waiting.has(id)),
    )
    if (found !== undefined) waiting.set(found.id, run)
  }
  return waiting
}

/** The deployment whose event started a run: of those of its commit the newest that was there when it began. */
export function startedBy(run: WaitingRun, deployments: readonly DeploymentFacts[]): DeploymentFacts | undefined {
  return deployments
    .filter(({ sha, createdAt }) => sha === run.sha && createdAt <= run.createdAt)
    .reduce<DeploymentFacts | undefined>(
      (newest, one) => (newest === undefined || one.createdAt > newest.createdAt ? one : newest),
      undefined,
    )
}

function doubtfulOf({ environments, question }: RepositoryReading): ReadonlySet<number> {
  const newest = [...environments.values()].flatMap(({ deployments }) =>
    servicesAsked(question).map(service => deploymentsOf(deployments, service, question.services)[0]),
  )
  return new Set(newest.flatMap(one => (one !== undefined && NOT_BEGUN.includes(one.state) ? [one.id] : [])))
}
