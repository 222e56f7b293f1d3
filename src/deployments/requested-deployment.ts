import { setImmediate } from 'node:timers/promises'
import { readPayload } from '../domain/deployment/payload.ts'
import type { DeploymentRecord, DeploymentStatus } from '../domain/deployment/record.ts'
import { UserError } from '../errors.ts'
import type { GitHubClient } from '../github/client.ts'
import { readPolicyText } from '../github/contents.ts'
import { recentDeployments } from '../github/create-deployment.ts'
import { deploymentFromEvent, getDeployment, listStatuses } from '../github/deployments.ts'
import { readDefaultBranch } from '../github/repository.ts'

/** The deployment that an event or a person names, before GitHub was asked about it. */
export type NamedDeployment =
  /** `deployment` is the record as the event carries it, not yet looked at. */
  | { readonly by: 'event'; readonly deployment: unknown; readonly defaultBranch: string | undefined }
  | { readonly by: 'id'; readonly id: number }

/** A deployment's record, and what is being read about it meanwhile. */
export interface RequestedDeployment {
  readonly deployment: DeploymentRecord
  readonly byEvent: boolean
  /** Name of the default branch. */
  readonly branch: Promise<string>
  readonly policyText: Promise<string>
  readonly statuses: Promise<readonly DeploymentStatus[]>
  /** The newest deployments to the environment; empty where the record says of no request that it was made for. */
  readonly recent: Promise<readonly DeploymentRecord[]>
}

/** Reads the record of a deployment; `load`, which loads what comes next, is called once the requests are on their way. */
export async function readWhileLoading<T>(
  github: GitHubClient,
  named: NamedDeployment,
  load: () => Promise<T>,
): Promise<[RequestedDeployment, T]> {
  await github.octokit()
  const reading = awaitedLater(readRequestedDeployment(github, named))
  await setImmediate()
  const loaded = await load()
  return [await reading, loaded]
}

/** Reads the record of a deployment. All else is read at the same time: one round trip. */
export async function readRequestedDeployment(
  github: GitHubClient,
  named: NamedDeployment,
): Promise<RequestedDeployment> {
  const policyText = awaitedLater(readPolicyText(github))
  const byEvent = named.by === 'event'
  const known = byEvent ? named.defaultBranch : undefined
  const branch = known === undefined ? awaitedLater(readDefaultBranch(github)) : Promise.resolve(known)
  const statuses = awaitedLater(listStatuses(github, named.by === 'event' ? idOf(named.deployment) : named.id))
  const deployment = byEvent ? deploymentFromEvent(named.deployment) : await deploymentNamed(github, named.id)
  const isOfRequest = readPayload(deployment.payload)?.intent !== undefined
  const recent = isOfRequest ? awaitedLater(recentDeployments(github, deployment.environment)) : Promise.resolve([])
  return { deployment, byEvent, branch, policyText, statuses, recent }
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

/** Until it is awaited, a rejection must not count as unhandled. */
function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}
