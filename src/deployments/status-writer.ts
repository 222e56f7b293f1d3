import { type Ending, type Outcome, stateOf } from '../domain/deployment/ending.ts'
import type { DeploymentRecord } from '../domain/deployment/record.ts'
import { endingText } from '../domain/deployment/status-text.ts'
import { connectGitHub, type GitHubClient } from '../github/client.ts'
import { createStatus } from '../github/deployments.ts'
import type { Logger } from '../log/logger.ts'
import type { Masks } from '../secrets/masks.ts'
import type { Clock } from '../time/clock.ts'
import type { Report } from './progress.ts'
import type { RunContext } from '../actions/deploy/run-context.ts'
import type { Status } from './statuses.ts'

/** Makes clients of the run's own repository; each with its own signal, for what is written has to outlive a stop. */
export function connector(
  token: string,
  context: RunContext,
  effects: { readonly log: Logger; readonly clock: Clock },
): (signal?: AbortSignal) => GitHubClient {
  return signal =>
    connectGitHub({
      token,
      apiUrl: context.apiUrl,
      repository: { owner: context.owner, repo: context.repository },
      logger: effects.log,
      clock: effects.clock,
      ...(signal === undefined ? {} : { signal }),
    })
}

/** Writes one status with the address of this run's log. */
export async function writeStatus(
  github: GitHubClient,
  deploymentId: number,
  { state, description }: Status,
  { logUrl }: RunContext,
  masks: Masks,
): Promise<void> {
  await createStatus(github, { deploymentId, state, description: masks.redact(description), logUrl })
}

/** The last status of a deployment that ended like this. */
export function lastStatus(ending: Ending): Status {
  return { state: finalState(ending.outcome), description: endingText(ending) }
}

function finalState(outcome: Outcome): Status['state'] {
  const state = stateOf(outcome)
  if (state === 'queued' || state === 'pending') throw new Error(`${outcome} cannot end as ${state}`)
  return state
}

/** The report of a deployment of which nothing but its record is known. */
export function reportOn({ id, sha, environment }: DeploymentRecord, context: RunContext): Report {
  const commitUrl = `${context.page}/commit/${sha}`
  return { deploymentId: id, commit: sha, commitUrl, environment, steps: [], touched: false, warnings: [] }
}
