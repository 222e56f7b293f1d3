import { heldIn } from '../domain/claims/run-claims.ts'
import { serviceOfTask } from '../domain/deployment-task.ts'
import { replacedText } from '../domain/history/replaced.ts'
import { messageOf } from '../errors.ts'
import type { GitHubClient } from '../github/client.ts'
import { createStatus } from '../github/deployments.ts'
import { readDeploymentsSince } from '../github/history/environment-deployments.ts'
import type { Logger } from '../log/logger.ts'
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
 * show as that. GitHub's own `auto_inactive` knows no services, and leaves production environments out. Never rejects: it changes
 * nothing about the deployment.
 */
export async function inactivateOlder(
  github: GitHubClient,
  { id, heldOnly = false, service, environment, services, apps }: LiveDeployment,
  { log, clock }: { readonly log: Logger; readonly clock: Clock },
): Promise<void> {
  try {
    const since = clock.now() - LOOKED_BACK_MS
    const newest = await readDeploymentsSince({ github, log, clock }, { environment, since, apps, mostPages: 1 })
    const older = newest.filter(
      one =>
        one.ours &&
        one.id < id &&
        serviceOfTask(one.task, services) === service &&
        ((!heldOnly && one.statuses.at(-1)?.state === 'success') || heldIn(one.statuses) !== undefined),
    )
    for (const one of older.slice(0, MOST)) {
      // Without the address of a log: it is not this run that ended it.
      const description = replacedText(one, id)
      await createStatus(github, { deploymentId: one.id, state: 'inactive', description })
      log.info(`Deployment ${one.id} is inactive now: ${description}`)
    }
  } catch (thrown) {
    log.info(`What was live or held before still shows as active: ${messageOf(thrown)}`)
  }
}
