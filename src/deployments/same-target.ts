import type { DeploymentRecord } from '../domain/deployment/record.ts'
import type { DeployRequest } from '../domain/deployment/request.ts'
import { isOurs } from '../domain/deployment-origin.ts'
import { serviceOfTask } from '../domain/deployment-task.ts'
import { isGood } from '../domain/history/deployments.ts'
import type { GitHubClient } from '../github/client.ts'
import { deploymentsAfter, listStatuses, newestDeployment } from '../github/deployments.ts'

/** Each takes a request. */
const MOST_LOOKED_AT = 30

/** What of a request says which other deployments have the same target. */
type Target = Pick<DeployRequest, 'deployment' | 'environment' | 'service' | 'services' | 'apps'>

/** The newest deployment of ours of the same service and environment: those of other tools replace none of ours. */
export async function newestOfOurs(github: GitHubClient, target: Target): Promise<number> {
  const { deployment } = target
  const counts = countsFor(target)
  const newest = await Promise.all(spellings(target).map(name => newestDeployment(github, name, deployment.id, counts)))
  return Math.max(deployment.id, ...newest.filter(id => id !== undefined))
}

/**
 * The newest deployment of the same service and environment before this one that was good, if it is newer than `after`.
 * Throws a `UserError` (error, `github-…`), or an `Error` where GitHub has too many to look at.
 */
export async function lastGoodAfter(github: GitHubClient, target: Target, after: number): Promise<number | undefined> {
  const counts = countsFor(target)
  const found = await Promise.all(spellings(target).map(name => deploymentsAfter(github, name, after)))
  const earlier = found.flat().filter(record => record.id < target.deployment.id && counts(record))
  if (earlier.length > MOST_LOOKED_AT) throw new Error(`there are ${earlier.length} deployments since then`)
  for (const { id } of earlier.toSorted((a, b) => b.id - a.id)) {
    if (isGood(await listStatuses(github, id))) return id
  }
  return undefined
}

function countsFor({ service, services, apps }: Target): (record: DeploymentRecord) => boolean {
  return record => isOurs(record, apps) && serviceOfTask(record.task, services) === service
}

/** GitHub takes names that differ in case only for the same environment; its filter may not. */
function spellings({ deployment, environment }: Target): readonly string[] {
  return [...new Set([deployment.environment, environment.name])]
}
