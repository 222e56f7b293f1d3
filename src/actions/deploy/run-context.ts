import type { DeployContext } from '../../deployments/context.ts'
import type { NamedDeployment } from '../../deployments/requested-deployment.ts'
import { UserError } from '../../errors.ts'
import { childEnvironment } from '../../runner/child-environment.ts'
import { readRunFacts } from '../../runner/run-facts.ts'
import { readEventFile } from '../../runner/run-variables.ts'
import { asRecord } from '../../text/json.ts'

/** What the runner says about this run: the variables GitHub documents as the default environment variables. */
export interface DeployRunContext extends DeployContext {
  readonly apiUrl: string
  readonly eventName: string
  readonly eventPath: string
  /** The few variables that child processes need to be found and to find the user's files; no input is in it. */
  readonly childEnv: Readonly<Record<string, string>>
}

type Env = Readonly<Record<string, string | undefined>>

const NEEDED = [
  ...(['repository', 'repositoryUrl', 'apiUrl', 'runId', 'attempt', 'startedBy', 'attemptUrl'] as const),
  ...(['eventName', 'eventPath', 'workspace', 'temp'] as const),
] as const

/** Reads the run's own facts. Throws `runner-variables-missing` that names what is missing. */
export function readDeployContext(env: Env): DeployRunContext {
  const { repository: fullName, repositoryUrl, attemptUrl, ...facts } = readRunFacts(env, NEEDED)
  const [owner = '', repository = ''] = fullName.split('/')
  return { ...facts, owner, repository, page: repositoryUrl, logUrl: attemptUrl, childEnv: childEnvironment(env) }
}

/** Which deployment to run. Throws `event-unsupported` or `event-invalid` when the run names none. */
export function namedDeployment(
  context: Pick<DeployRunContext, 'eventName' | 'eventPath'>,
  deploymentId: number | undefined,
): NamedDeployment {
  if (context.eventName !== 'deployment') {
    if (deploymentId !== undefined) return { by: 'id', id: deploymentId }
    throw new UserError(
      'event-unsupported',
      `This run was started by "${context.eventName}", which names no deployment; run on "deployment" events, or give the input "deployment-id"`,
    )
  }
  const event = asRecord(readEventFile(context.eventPath))
  const deployment = asRecord(event.deployment)
  if (typeof deployment.id !== 'number') {
    throw new UserError(
      'event-invalid',
      'The event file of this run holds no deployment; it must be the one GitHub wrote',
    )
  }
  if (deploymentId !== undefined && deploymentId !== deployment.id) {
    throw new UserError(
      'input-invalid',
      `Input "deployment-id" is ${deploymentId}, but the event that started this run is about deployment ${deployment.id}; leave the input empty on "deployment" events`,
    )
  }
  const branch = asRecord(event.repository).default_branch
  return { by: 'event', deployment, defaultBranch: typeof branch === 'string' ? branch : undefined }
}
