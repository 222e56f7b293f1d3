import { UserError } from '../../errors.ts'
import { readEventFile, runVariables } from '../../runner/run-variables.ts'

/** What the runner says about this run: the variables GitHub documents as the default environment variables. */
export interface RunContext {
  readonly owner: string
  readonly repository: string
  readonly apiUrl: string
  readonly runId: number
  readonly attempt: number
  /** The page of this run's log, with the attempt, so that it still leads there after a re-run. */
  readonly logUrl: string
  /** The repository's page. */
  readonly page: string
  readonly eventName: string
  readonly eventPath: string
  readonly workspace: string
  /** The runner's folder for this job's temporary files. */
  readonly temp: string
  /** The few variables that child processes need to be found and to find the user's files; no input is in it. */
  readonly childEnv: Readonly<Record<string, string>>
}

type Env = Readonly<Record<string, string | undefined>>

const needed = [
  'GITHUB_REPOSITORY',
  'GITHUB_API_URL',
  'GITHUB_SERVER_URL',
  'GITHUB_RUN_ID',
  'GITHUB_EVENT_NAME',
  'GITHUB_EVENT_PATH',
  'GITHUB_WORKSPACE',
  'RUNNER_TEMP',
] as const

/** Reads the run's own facts. Throws `not-a-runner` that names what is missing. */
export function readRunContext(env: Env): RunContext {
  const of = runVariables(env, needed)
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

const inherited = /^(PATH|HOME|USER|TMPDIR|LANG|TZ|(HTTPS?|NO)_PROXY|https?_proxy|no_proxy|SSL_CERT_(FILE|DIR)|XDG_.*)$/

function childEnv(env: Env): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) if (value !== undefined && inherited.test(name)) kept[name] = value
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

/** The deployment that an event or a person names, before GitHub was asked about it. */
export type Named =
  /** `deployment` is the record as the event carries it, not yet looked at. */
  | { readonly by: 'event'; readonly deployment: unknown; readonly defaultBranch: string | undefined }
  | { readonly by: 'id'; readonly id: number }

/** Which deployment to run. Throws `wrong-event` or `bad-event` when the run names none. */
export function namedDeployment(context: RunContext, deploymentId: number | undefined): Named {
  if (context.eventName !== 'deployment') {
    if (deploymentId !== undefined) return { by: 'id', id: deploymentId }
    throw new UserError(
      'wrong-event',
      `This run was started by "${context.eventName}", which names no deployment; run on "deployment" events, or give the input "deployment-id"`,
    )
  }
  const event = record(readEventFile(context.eventPath))
  const deployment = record(event.deployment)
  if (typeof deployment.id !== 'number') {
    throw new UserError('bad-event', 'The event file of this run holds no deployment; it must be the one GitHub wrote')
  }
  if (deploymentId !== undefined && deploymentId !== deployment.id) {
    throw new UserError(
      'bad-input',
      `Input "deployment-id" is ${deploymentId}, but the event that started this run is about deployment ${deployment.id}; leave the input empty on "deployment" events`,
    )
  }
  const branch = record(event.repository).default_branch
  return { by: 'event', deployment, defaultBranch: typeof branch === 'string' ? branch : undefined }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
