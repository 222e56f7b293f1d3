import { heldIn } from '../domain/claims/run-claims.ts'
import { readRequest } from '../domain/deployment/request.ts'
import { serviceOfTask } from '../domain/deployment-task.ts'
import type { DeploymentFacts } from '../domain/history/deployment-facts.ts'
import { isLive, replacedText } from '../domain/history/replaced.ts'
import { messageOf } from '../errors.ts'
import type { GitHubClient } from '../github/client.ts'
import { readPolicyText } from '../github/contents.ts'
import { createStatus, getDeployment } from '../github/deployments.ts'
import { readDeploymentsSince } from '../github/history/environment-deployments.ts'
import type { Logger } from '../log/logger.ts'
import { parsePolicy } from '../policy/policy.ts'
import type { Clock } from '../time/clock.ts'

/** The deployment that is live now, or has gone out over one that was held. */
interface LiveDeployment {
  readonly id: number
  /** Only what was held: it has not become live itself. */
  readonly heldOnly?: boolean
  readonly service: string
  readonly environment: string
  /** All services of the policy. */
  readonly services: readonly string[]
  /** The policy's Apps, whose deployments are ours. */
  readonly apps: readonly string[]
}

/** Older ones than these are not looked for: what was live before is among the newest. */
const LOOKED_BACK_MS = 90 * 24 * 60 * 60 * 1000
/** Usually it is one; more of them only where earlier runs could not write. */
const MOST = 3

/**
 * Sets what was live before to `inactive`, and what was held: the earlier deployments of the same service and environment that still
 * show as that. Where a newer one has succeeded before this one could say so, this one too. GitHub's own `auto_inactive` knows no
 * services, and leaves production environments out. Never rejects: it changes nothing of what was deployed.
 */
export async function inactivateOlder(
  github: GitHubClient,
  { id, heldOnly = false, service, environment, services, apps }: LiveDeployment,
  { log, clock }: { readonly log: Logger; readonly clock: Clock },
): Promise<void> {
  try {
    const since = clock.now() - LOOKED_BACK_MS
    const newest = await readDeploymentsSince({ github, log, clock }, { environment, since, apps, mostPages: 1 })
    const same = newest.filter(one => one.ours && serviceOfTask(one.task, services) === service)
    const by = heldOnly ? id : Math.max(id, ...same.filter(isLive).map(one => one.id))
    const isShown = (one: DeploymentFacts) =>
      // What this run has just written may not be listed yet.
      one.id === id
        ? one.statuses.at(-1)?.state !== 'inactive'
        : (!heldOnly && isLive(one)) || heldIn(one.statuses) !== undefined
    const older = same.filter(one => one.id < by && isShown(one))
    for (const one of older.slice(0, MOST)) {
      // Without the address of a log: it is not this run that ended it.
      const description = replacedText(one, by)
      await createStatus(github, { deploymentId: one.id, state: 'inactive', description })
      log.info(`Deployment ${one.id} is inactive now: ${description}`)
    }
  } catch (thrown) {
    log.info(`What was live or held before still shows as active: ${messageOf(thrown)}`)
  }
}

/** The same for a deployment of which only the id is at hand: its success could not be written before the job's last step. */
export async function inactivateAround(
  github: GitHubClient,
  { id, repository }: { readonly id: number; readonly repository: string },
  effects: { readonly log: Logger; readonly clock: Clock },
): Promise<void> {
  try {
    const [deployment, text] = await Promise.all([getDeployment(github, id), readPolicyText(github)])
    const request = readRequest(deployment, parsePolicy(text, { repository }))
    if (request.kind === 'foreign') return
    const { service, services, apps, environment } = request
    await inactivateOlder(github, { id, service, services, apps, environment: environment.name }, effects)
  } catch (thrown) {
    effects.log.info(`What was live or held before still shows as active: ${messageOf(thrown)}`)
  }
}
