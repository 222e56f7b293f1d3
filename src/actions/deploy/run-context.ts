import type { DeployContext } from '../../deployments/context.ts'
import type { NamedDeployment } from '../../deployments/request.ts'
import { UserError } from '../../errors.ts'
import { readEventFile, runVariables } from '../../runner/run-variables.ts'

/** What the runner says about this run: the variables GitHub documents as the default environment variables. */
export interface RunnerContext extends DeployContext {
  readonly apiUrl: string
  readonly eventName: string
  readonly eventPath: string
  /** The few variables that child processes need to be found and to find the user's files; no input is in it. */
  readonly childEnv: Readonly<Record<string, string>>
}

type Env = Readonly<Record<string, string | undefined>>

const NEEDED = [
  'GITHUB_REPOSITORY',
  'GITHUB_API_URL',
  'GITHUB_SERVER_URL',
  'GITHUB_RUN_ID',
  'GITHUB_EVENT_NAME',
  'GITHUB_EVENT_PATH',
  'GITHUB_WORKSPACE',
  'RUNNER_TEMP',
] as const

/** Reads the run's own facts. Throws `runner-variables-missing` that names what is missing. */
export function readRunnerContext(env: Env): RunnerContext {
  const of = runVariables(env, NEEDED)
  const [owner = '', repository = ''] = of('GITHUB_REPOSITORY').split('/')
  const page = `${of('GITHUB_SERVER_URL')}/${owner}/${repository}`
  return {
    owner,
    repository,
    apiUrl: of('GITHUB_API_URL'),
    runId: Number(of('GITHUB_RUN_ID')),
    attempt: Number(env.GITHUB_RUN_ATTEMPT || '1'),
    logUrl: `${page}/actions/runs/${of('GITHUB_RUN_ID')}/attempts/${env.GITHUB_RUN_ATTEMPT || '1'}`,
    page,
    eventName: of('GITHUB_EVENT_NAME'),
    eventPath: of('GITHUB_EVENT_PATH'),
    workspace: of('GITHUB_WORKSPACE'),
    temp: of('RUNNER_TEMP'),
    childEnv: childEnv(env),
  }
}

const INHERITED = /^(PATH|HOME|USER|TMPDIR|LANG|TZ|(HTTPS?|NO)_PROXY|https?_proxy|no_proxy|SSL_CERT_(FILE|DIR)|XDG_.*)$/

function childEnv(env: Env): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) if (value !== undefined && INHERITED.test(name)) kept[name] = value
  return kept
}

/**
 * The environment for kubectl: the job's own, because the credential plugins of clouds find their logins there
 * (AWS_*, GOOGLE_*, AZURE_*…), without this step's inputs and without what only the templates may see.
 */
export function kubectlEnv(env: Env, secretNames: readonly string[]): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !name.startsWith('INPUT_') && !secretNames.includes(name)) kept[name] = value
  }
  return kept
}

/** Which deployment to run. Throws `event-unsupported` or `event-invalid` when the run names none. */
export function namedDeployment(
  context: Pick<RunnerContext, 'eventName' | 'eventPath'>,
  deploymentId: number | undefined,
): NamedDeployment {
  if (context.eventName !== 'deployment') {
    if (deploymentId !== undefined) return { by: 'id', id: deploymentId }
    throw new UserError(
      'event-unsupported',
      `This run was started by "${context.eventName}", which names no deployment; run on "deployment" events, or give the input "deployment-id"`,
    )
  }
  const event = record(readEventFile(context.eventPath))
  const deployment = record(event.deployment)
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
  const branch = record(event.repository).default_branch
  return { by: 'event', deployment, defaultBranch: typeof branch === 'string' ? branch : undefined }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
