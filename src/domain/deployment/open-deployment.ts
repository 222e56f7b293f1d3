import type { Instant } from '../../time/instant.ts'
import { isHeldStatus } from '../claims/held-status.ts'
import { localEnd } from '../claims/local-run.ts'
import { attemptOf, claimsIn, isRest, type RunAttempt } from '../claims/run-claims.ts'
import type { DeploymentFacts } from '../history/deployment-facts.ts'
import { deploymentInTitle } from '../run-title.ts'
import type { Ending } from './ending.ts'
import { changedSinceRest } from './run-ownership.ts'
import { wasChanging } from './status-text.ts'
import type { Rejection, WorkflowRunFacts } from './workflow-run.ts'

/** A deployment without an end, as far as it matters whether anything will still end it. */
export type UnendedDeployment = Pick<DeploymentFacts, 'id' | 'sha' | 'createdAt' | 'creator' | 'statuses'>

/** What is known of the runs around an open deployment. */
export interface RunsAround {
  /** The runs that have claimed it, by id; undefined for one that was deleted. */
  readonly claimed: ReadonlyMap<number, WorkflowRunFacts | undefined>
  /** Runs that a `deployment` event or a dispatch started since it was created. */
  readonly started: readonly WorkflowRunFacts[]
  /** Whether those are all of them. */
  readonly isComplete: boolean
  /** Ids of the runs that have claimed other deployments. */
  readonly others: ReadonlySet<number>
  /** Of the runs that a reviewer did not let through, by id. */
  readonly rejections: ReadonlyMap<number, Rejection>
}

/** Whether a deployment is still alive; what is not gets its end. */
export type Judged =
  | { readonly kind: 'alive'; readonly why: string }
  | { readonly kind: 'gone'; readonly ending: Ending; readonly logUrl: string | undefined }
  /** A run that was to go on with what is held is over, and has changed nothing: it is held as before. `said`: its status. */
  | { readonly kind: 'still-held'; readonly said: string; readonly logUrl: string | undefined }

/** How long a deployment may be without a run before nothing is expected any more. */
export interface Patience {
  readonly now: Instant
  readonly noRunAfterMs: number
}

/**
 * Judges an open deployment by its runs. What one of them has, may have, or may still take is alive: only what no run can end
 * any more is gone.
 */
export function judgeOpen(deployment: UnendedDeployment, around: RunsAround, patience: Patience): Judged {
  const claims = claimsIn(deployment.statuses)
  for (const { runId, lastsMs } of claims) {
    if (lastsMs !== undefined) {
      const end = localEnd(deployment.statuses, { runId, lastsMs })
      if (patience.now < end) return alive(`a terminal has it, until ${clockTime(end)} at the latest`)
      continue
    }
    const run = around.claimed.get(runId)
    if (run !== undefined && !run.isOver) return alive(`run ${runId} has it (${run.state})`)
  }
  const holder = claims[0]
  if (holder !== undefined) return endOfClaimed(deployment, holder, around)
  const { own, possible } = runsOf(deployment, around)
  const going = [...own, ...possible].find(run => !run.isOver)
  if (going !== undefined) {
    const words =
      going.state === 'waiting'
        ? 'waits for a reviewer or the timer of its environment'
        : `is not over (${going.state})`
    return alive(`run ${going.id} ${words}`)
  }
  if (!around.isComplete && own.length === 0) return alive('not all workflow runs could be read')
  const last = (own.length > 0 ? own : possible.filter(({ event }) => event === 'deployment')).at(-1)
  if (last !== undefined) return gone(endOfUnclaimed(last, around.rejections.get(last.id)), last.url)
  if (patience.now - deployment.createdAt < patience.noRunAfterMs) return alive('its run may still start')
  return gone(neverPickedUp(deployment), undefined)
}

/** The runs that are or may be those of a deployment that none has claimed, oldest first. */
export function runsOf(
  deployment: UnendedDeployment,
  { started, others }: Pick<RunsAround, 'started' | 'others'>,
): { readonly own: readonly WorkflowRunFacts[]; readonly possible: readonly WorkflowRunFacts[] } {
  const since = started
    .filter(({ id, createdAt }) => createdAt >= deployment.createdAt && !others.has(id))
    .toSorted((one, other) => one.id - other.id)
  const named = (run: WorkflowRunFacts) => deploymentInTitle(run.title)
  return {
    own: since.filter(run => named(run) === deployment.id),
    // A run of a dispatch is one of the default branch, whatever it deploys.
    possible: since.filter(
      run => named(run) === undefined && (run.event !== 'deployment' || run.sha === deployment.sha),
    ),
  }
}

/** The run that had it is over, or was deleted. Statuses may be missing, so the last one says only how far it came at least. */
function endOfClaimed(
  { statuses }: UnendedDeployment,
  { runId, lastsMs }: RunAttempt,
  { claimed }: RunsAround,
): Judged {
  const run = claimed.get(runId)
  const last = statuses.findLast(({ logUrl }) => attemptOf(logUrl)?.runId === runId)
  const said = last?.description ?? ''
  const live = wasChanging(said) ? 'the cluster was being changed' : 'look at what is live'
  const at = `at "${said}"; ${live}`
  const logUrl = last?.logUrl
  const rest = statuses.findLast(isRest)
  if (rest !== undefined && isHeldStatus(rest) && changedSinceRest(statuses) === undefined) {
    return { kind: 'still-held', said: rest.description, logUrl }
  }
  if (lastsMs !== undefined) {
    return gone(ending('error', 'run-lost', `the terminal that carried it out ended ${at}`), logUrl)
  }
  if (run === undefined) return gone(ending('error', 'run-lost', `run ${runId} was deleted ${at}`), logUrl)
  if (run.state === 'cancelled')
    return gone(ending('cancelled', 'run-killed', `run ${runId} was cancelled ${at}`), logUrl)
  return gone(ending('error', 'run-lost', `run ${runId} ended (${run.state}) ${at}`), logUrl)
}

/** A run that is over without a status of the deployment. */
function endOfUnclaimed({ id, state }: WorkflowRunFacts, rejection: Rejection | undefined): Ending {
  if (rejection !== undefined) {
    const comment = rejection.comment === '' ? '' : `: ${rejection.comment}`
    return ending('refused', 'review-rejected', `${rejection.by} rejected it in review${comment}`)
  }
  if (state === 'cancelled') {
    return ending(
      'cancelled',
      'run-dropped',
      `run ${id} was cancelled before it began: by a person, or by a full queue`,
    )
  }
  if (state === 'skipped') {
    return ending('error', 'not-picked-up', `run ${id} skipped its jobs: look at the "if:" of the workflow`)
  }
  if (state === 'startup_failure') {
    return ending('error', 'run-not-started', `run ${id} could not start: its workflow file is not valid`)
  }
  // A job that the rules of its environment do not let in fails without a step, a log and a review.
  const rules = state === 'failure' ? ', or the branch rule of its environment' : ''
  return ending('error', 'not-picked-up', `run ${id} ended (${state}) and wrote no status: see its log${rules}`)
}

/** What GitHub starts no workflow for, or what no workflow runs on. */
function neverPickedUp({ creator, sha }: UnendedDeployment): Ending {
  if (creator === 'github-actions[bot]') {
    const text =
      "no run: a workflow's own token created it, which starts none; deploy by dispatch, or use an App's token"
    return ending('error', 'not-picked-up', text)
  }
  const text = `no run: commit ${sha.slice(0, 7)} has no workflow on "deployment", or it is disabled, or the run was deleted; or deploy by dispatch`
  return ending('error', 'not-picked-up', text)
}

function ending(outcome: Ending['outcome'], reason: Ending['reason'], text: string): Ending {
  return { outcome, reason, text, findings: [] }
}

function alive(why: string): Judged {
  return { kind: 'alive', why }
}

function gone(ending: Ending, logUrl: string | undefined): Judged {
  return { kind: 'gone', ending, logUrl }
}

/** `10:02 UTC`. */
function clockTime(at: Instant): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`
}
