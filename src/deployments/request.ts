import { attemptOf, claim, type RunAttempt, standingOf } from '../domain/deployment/claim.ts'
import type { DeploymentRecord, DeploymentStatus } from '../domain/deployment/record.ts'
import { type DeployRequest, foreignTask, readRequest } from '../domain/deployment/request.ts'
import { UserError } from '../errors.ts'
import type { GitHubClient } from '../github/client.ts'
import { readPolicyText } from '../github/contents.ts'
import { deploymentFromEvent, getDeployment, listStatuses, newestDeployment } from '../github/deployments.ts'
import { readDefaultBranch } from '../github/repository.ts'
import { hasRunEnded } from '../github/workflow-runs.ts'
import { parsePolicy } from '../policy/policy.ts'
import type { Named } from '../actions/deploy/run-context.ts'

/** A deployment's record, and what is being read about it meanwhile. */
export interface Asked {
  readonly deployment: DeploymentRecord
  readonly byEvent: boolean
  /** Name of the default branch. */
  readonly branch: Promise<string>
  readonly policyText: Promise<string>
  readonly statuses: Promise<readonly DeploymentStatus[]>
}

/** A deployment that is ours to run. */
export type Ours = Extract<DeployRequest, { kind: 'ours' }>

/** What comes of a deployment that somebody asked for. */
export type Taken =
  /** `written`: how many statuses this very attempt has written already (its `pre` step does). */
  | { readonly kind: 'ours'; readonly request: Ours; readonly written: number }
  /** Left alone: one line why, and whether that is nothing to worry about. */
  | { readonly kind: 'left'; readonly reason: string; readonly why: string; readonly expected: boolean }

/** Finds out what was asked. All else is read at the same time: one round trip. */
export async function readAsked(github: GitHubClient, named: Named): Promise<Asked> {
  const policyText = awaitedLater(readPolicyText(github))
  const byEvent = named.by === 'event'
  const known = byEvent ? named.defaultBranch : undefined
  const branch = known === undefined ? awaitedLater(readDefaultBranch(github)) : Promise.resolve(known)
  const statuses = awaitedLater(listStatuses(github, named.by === 'event' ? idOf(named.deployment) : named.id))
  const deployment = byEvent ? deploymentFromEvent(named.deployment) : await deploymentNamed(github, named.id)
  return { deployment, byEvent, branch, policyText, statuses }
}

/**
 * Tells whether this run is the one to run the deployment: it is ours, and no other run has it. `onOurs` is called as soon as
 * the first is known: from then on the deployment may be written to.
 */
export async function take(
  github: GitHubClient,
  asked: Asked,
  repository: string,
  me: RunAttempt,
  onOurs: () => void = () => undefined,
): Promise<Taken> {
  const { deployment, byEvent } = asked
  const request = await classify(asked, repository)
  if (request.kind === 'foreign') return { kind: 'left', reason: 'foreign', why: request.why, expected: byEvent }
  onOurs()
  const statuses = await asked.statuses
  const standing = standingOf(statuses, me)
  if (standing.kind !== 'free') {
    const isOther = standing.by.runId !== me.runId
    const [otherEnded, newest] = await Promise.all([
      isOther && !byEvent && standing.kind === 'under-way' ? hasRunEnded(github, standing.by.runId) : true,
      newestDeployment(github, deployment),
    ])
    const around = { byEvent, otherEnded, newest: newest ?? deployment.id }
    const claimed = claim(deployment.id, standing, me, around)
    if (claimed.kind === 'leave') return { ...claimed, kind: 'left' }
  }
  const written = statuses.map(({ logUrl }) => attemptOf(logUrl)).filter(by => isSame(by, me)).length
  return { kind: 'ours', request, written }
}

/** Tells a deployment of ours from the others, by the policy of the default branch. */
async function classify(asked: Asked, repository: string): Promise<DeployRequest> {
  // Before the policy is looked at: a repository without one may have deployments of other tools.
  const why = foreignTask(asked.deployment.task)
  if (why !== undefined) return { kind: 'foreign', why }
  return readRequest(asked.deployment, parsePolicy(await asked.policyText, { repository }))
}

async function deploymentNamed(github: GitHubClient, id: number): Promise<DeploymentRecord> {
  try {
    return await getDeployment(github, id)
  } catch (thrown) {
    if (!(thrown instanceof UserError) || thrown.reason !== 'github-not-found') throw thrown
    const text = `Input "deployment-id" is ${id}, but this repository has no such deployment, or the token may not see it`
    throw new UserError('github-not-found', text, { cause: thrown })
  }
}

function idOf(deployment: unknown): number {
  return deploymentFromEvent(deployment).id
}

function isSame(by: RunAttempt | undefined, me: RunAttempt): boolean {
  return by !== undefined && by.runId === me.runId && by.attempt === me.attempt
}

/** Until somebody awaits it, a rejection must not count as unhandled. */
function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}
