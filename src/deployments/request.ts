import { type Continuation, partOf } from '../domain/claims/continuation.ts'
import { heldStage } from '../domain/claims/held-status.ts'
import { localEnd } from '../domain/claims/local-run.ts'
import { attemptOf, isSame, partUrl, type RunAttempt, runName } from '../domain/claims/run-claims.ts'
import { decideClaim, decideContinuation } from '../domain/deployment/claim.ts'
import { deployLine } from '../domain/deployment/deploy-line.ts'
import type { DeploymentStatus } from '../domain/deployment/record.ts'
import { type DeployRequest, type ForeignDeployment, foreignTask, readRequest } from '../domain/deployment/request.ts'
import {
  type ClaimState,
  changedSinceRest,
  claimStateOf,
  ownershipOf,
  type SeenEnd,
} from '../domain/deployment/run-ownership.ts'
import { firstOfRequest } from '../domain/deployment/same-request.ts'
import { foreignOrigin, isOurs, rollbackMakerOf, storedReleaseOf } from '../domain/deployment-origin.ts'
import { UserError } from '../errors.ts'
import { hasRunEnded } from '../github/checks/workflow-runs.ts'
import type { GitHubClient } from '../github/client.ts'
import { listStatuses } from '../github/deployments.ts'
import { parsePolicy } from '../policy/policy.ts'
import type { ReasonCode } from '../reasons/registry.ts'
import type { DeployContext } from './context.ts'
import type { RequestedDeployment } from './requested-deployment.ts'
import type { LeftAlone } from './result.ts'
import { newestOfOurs } from './same-target.ts'

/** Whether this run is the one to run a deployment. */
type ClaimResult =
  | {
      readonly kind: 'claimed'
      readonly request: DeployRequest
      /** How many statuses this very attempt has written already (its `pre` step does). */
      readonly written: number
      /** Id of the newest status; 0 without one. */
      readonly seen: number
      /** Where it goes on with what is held: what the status says. */
      readonly held?: string
      /** What a run said last that went on with it before, and was changing the cluster: it is not held any more as it was. */
      readonly left?: string
    }
  | LeftAlone

/** What is wrong with a policy as a whole. */
const POLICY_REASONS: readonly ReasonCode[] = ['policy-missing', 'policy-invalid']

/** The run as it writes of a deployment that is held and that it goes on with: what held it may be a job of the same run. */
export async function continuing<Context extends Pick<DeployContext, 'logUrl' | 'part'>>(
  context: Context,
  { statuses }: Pick<RequestedDeployment, 'statuses'>,
  how: Continuation | undefined,
): Promise<Context> {
  if (how === undefined) return context
  const stage = (await statuses).map(heldStage).findLast(found => found !== undefined)
  if (stage === undefined) return context
  const part = partOf(how, stage)
  return { ...context, part, logUrl: partUrl(context.logUrl, part) }
}

/**
 * Claims a deployment for this run: it is ours, and no other run has it; `how`: it is held, and this run goes on with it. `onOurs`
 * is called as soon as the first is known: from then on the deployment may be written to.
 */
export async function claimDeployment(
  github: GitHubClient,
  requested: RequestedDeployment,
  { repository, runId, attempt, part }: Pick<DeployContext, 'repository' | 'runId' | 'attempt' | 'part'>,
  { how, onOurs = () => undefined }: { readonly how?: Continuation | undefined; readonly onOurs?: () => void } = {},
): Promise<ClaimResult> {
  const me = { runId, attempt, ...(part === undefined ? {} : { part }) }
  const { deployment, byEvent } = requested
  const leave = (why: Pick<LeftAlone, 'reason' | 'why' | 'expected'>): LeftAlone => ({
    kind: 'left-alone',
    ...{ deploymentId: deployment.id, environment: deployment.environment },
    ...{ reason: why.reason, why: why.why, expected: why.expected },
  })
  const stored = storedReleaseOf(deployment)
  if (stored !== undefined) {
    const maker = rollbackMakerOf(deployment)
    const whose = maker === undefined ? 'the run that made it' : `run ${maker.runId}`
    const isOpen = async () => claimStateOf(await requested.statuses, me).kind !== 'ended'
    // A run that names it by its id finds it left open, where the answer to its maker was lost.
    if (!byEvent && maker !== undefined && (await hasRunEnded(github, maker.runId)) && (await isOpen())) {
      onOurs()
      const text = `run ${maker.runId}, which made it for the rollback to the stored release ${stored}, has ended without ending it`
      throw new UserError('run-lost', text)
    }
    const why = `it is the rollback to the stored release ${stored}, and belongs to ${whose}`
    return leave({ reason: 'deployment-duplicate', why, expected: byEvent })
  }
  const request = await classify(requested, repository)
  if (request.kind === 'foreign') return leave({ reason: 'deployment-foreign', why: request.why, expected: byEvent })
  onOurs()
  if (byEvent && request.payload?.local === true) {
    const why = 'it was created to be carried out from a terminal'
    return leave({ reason: 'deployment-duplicate', why, expected: true })
  }
  const [statuses, recent] = await Promise.all([requested.statuses, requested.recent])
  const standing = claimStateOf(statuses, me)
  const around = { me, byEvent, statuses }
  const claimed =
    how === undefined ? await decide(github, request, standing, around) : await goOn(github, how, standing, around)
  if (claimed.kind === 'leave') return leave(claimed)
  const first = firstOfRequest(deployment, recent)
  if (first !== undefined) throw new UserError('superseded', `deployment ${first.id} is of the same request`)
  const written = statuses
    .map(({ logUrl }) => attemptOf(logUrl))
    .filter(by => by !== undefined && isSame(by, me)).length
  const held = how === undefined || standing.kind === 'ended' ? undefined : standing.held
  const left = held === undefined ? undefined : changedSinceRest(statuses)
  return {
    ...{ kind: 'claimed', request, written, seen: statuses.at(-1)?.id ?? 0 },
    ...(held === undefined ? {} : { held }),
    ...(left === undefined ? {} : { left }),
  }
}

async function decide(
  github: GitHubClient,
  request: DeployRequest,
  standing: ClaimState,
  { me, byEvent, statuses }: Around & { readonly byEvent: boolean },
): Promise<ReturnType<typeof decideClaim>> {
  const { id, task } = request.deployment
  const { service, sha, environment } = request
  const again = deployLine({ service, sha, task, environment: environment.name })
  if (standing.kind === 'free') return decideClaim(id, standing, me, { byEvent, otherEnded: true, newest: id, again })
  const isOther = standing.kind === 'in-progress' && standing.by.runId !== me.runId && !byEvent
  const [otherEnded, newest] = await Promise.all([
    isOther ? hasEnded(github, standing.by, statuses) : true,
    newestOfOurs(github, request),
  ])
  return decideClaim(id, standing, me, { byEvent, otherEnded, newest, again })
}

async function goOn(
  github: GitHubClient,
  how: Continuation,
  standing: ClaimState,
  around: Around,
): Promise<ReturnType<typeof decideContinuation>> {
  const other = standing.kind === 'in-progress' && standing.held !== undefined ? standing.by : undefined
  return decideContinuation(how, standing, { otherEnded: other !== undefined && (await isOver(github, other, around)) })
}

/** Whether the work of another attempt has ended. */
async function isOver(github: GitHubClient, other: RunAttempt, { me, statuses }: Around): Promise<boolean> {
  // An earlier attempt of the same run is over; another job of the same attempt may go on.
  return other.runId === me.runId ? other.attempt < me.attempt : hasEnded(github, other, statuses)
}

/** Who asks, and what stands on the deployment. */
interface Around {
  readonly me: RunAttempt
  readonly statuses: readonly DeploymentStatus[]
}

/** Why a run must not go on with a deployment, nor end it. */
export interface Lost {
  readonly reason: 'deployment-duplicate' | 'deployment-withdrawn' | 'held-by-other'
  /** One line. */
  readonly why: string
  /** Its end, where it has one. */
  readonly ended?: SeenEnd
}

/**
 * Looks at a deployment that this run has claimed before something is done about it. Undefined: it is still this run's. Two
 * runs that claimed it at the same time each saw it free; once both have written, only one of them is the first. `seen`: id of
 * the newest status when it was claimed, where that is known.
 */
export async function lookAgain(
  github: GitHubClient,
  deploymentId: number,
  me: RunAttempt,
  seen?: number,
): Promise<Lost | undefined> {
  return lostTo(await listStatuses(github, deploymentId), github, me, seen)
}

/** The same of statuses that were just read. */
export async function lostTo(
  statuses: readonly DeploymentStatus[],
  github: GitHubClient,
  me: RunAttempt,
  seen?: number,
): Promise<Lost | undefined> {
  const ownership = ownershipOf(statuses, me, seen)
  if (ownership.kind === 'mine') return undefined
  if (ownership.kind === 'ended') {
    const { end, own, hidden, said } = ownership
    return { reason: 'deployment-withdrawn', why: `it has ended (${said})`, ended: { end, own, hidden } }
  }
  for (const other of ownership.others) {
    if (await isOver(github, other, { me, statuses })) continue
    if (me.part !== undefined) {
      return { reason: 'held-by-other', why: `${runName(other)} goes on with it already` }
    }
    return { reason: 'deployment-duplicate', why: `${runName(other)} handles it` }
  }
  return undefined
}

/** A process at a terminal is not asked for: its time is up, by GitHub's clock, or it is not. */
async function hasEnded(
  github: GitHubClient,
  { runId, lastsMs }: RunAttempt,
  statuses: readonly DeploymentStatus[],
): Promise<boolean> {
  if (lastsMs === undefined) return hasRunEnded(github, runId)
  const now = github.now()
  return now !== undefined && now >= localEnd(statuses, { runId, lastsMs })
}

/** Thrown half-way by a run that must not go on with its deployment. */
export class DeploymentLost extends Error {
  override readonly name = 'DeploymentLost'
  readonly lost: Lost

  constructor(lost: Lost) {
    super(lost.why)
    this.lost = lost
  }
}

/** Whether a deployment is ours, by the policy of the default branch. */
async function classify(
  requested: RequestedDeployment,
  repository: string,
): Promise<DeployRequest | ForeignDeployment> {
  // Before the policy is looked at: a repository without one may have deployments of other tools.
  const why = foreignTask(requested.deployment.task)
  if (why !== undefined) return { kind: 'foreign', why }
  const policy = async () => parsePolicy(await requested.policyText, { repository })
  if (isOurs(requested.deployment, [])) return readRequest(requested.deployment, await policy())
  try {
    return readRequest(requested.deployment, await policy())
  } catch (thrown) {
    // Only a policy could make it ours; what is wrong with that is not said on the record of another tool.
    if (!(thrown instanceof UserError) || !POLICY_REASONS.includes(thrown.reason)) throw thrown
    return { kind: 'foreign', why: `${foreignOrigin(requested.deployment)} (${thrown.message})` }
  }
}
