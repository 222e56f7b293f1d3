import { withoutTrailing } from '../text/trailing.ts'
import { runVariables } from './run-variables.ts'

/** What the runner says about this run, by the variables that GitHub documents as the default environment variables. */
export interface RunFacts {
  /** `owner/name`. */
  readonly repository: string
  /** Base of GitHub's API, without a slash at the end. */
  readonly apiUrl: string
  /** Base of GitHub's pages, without a slash at the end. */
  readonly serverUrl: string
  /** The repository's page. */
  readonly repositoryUrl: string
  readonly runId: number
  /** Counts up from run to run of the same workflow. */
  readonly runNumber: number
  /** 1, or more for a re-run. */
  readonly attempt: number
  /** The run's page, with the job summary. */
  readonly runUrl: string
  /** The page of this attempt, which stays the same after a re-run. */
  readonly attemptUrl: string
  /** The path of the workflow file with its ref, or the workflow's name on servers that do not say the path. */
  readonly workflow: string
  readonly job: string
  /** On pull requests the merge of head and base. */
  readonly sha: string
  /** `refs/heads/main`; empty where there is none. */
  readonly ref: string
  readonly actor: string
  /** Who started this attempt: of a re-run, who asked for that. Empty on servers that do not say. */
  readonly startedBy: string
  readonly eventName: string
  readonly eventPath: string
  readonly workspace: string
  /** The runner's folder for this job's temporary files. */
  readonly temp: string
}

type Env = Readonly<Record<string, string | undefined>>
type Source<T> = { readonly needs: readonly string[]; readonly read: (env: Record<string, string>) => T }

const SOURCES: { readonly [Name in keyof RunFacts]: Source<RunFacts[Name]> } = {
  repository: variable('GITHUB_REPOSITORY'),
  apiUrl: fact(['GITHUB_API_URL'], env => withoutSlash(env.GITHUB_API_URL)),
  serverUrl: fact(['GITHUB_SERVER_URL'], env => withoutSlash(env.GITHUB_SERVER_URL)),
  repositoryUrl: fact(['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY'], repositoryUrl),
  runId: fact(['GITHUB_RUN_ID'], env => Number(env.GITHUB_RUN_ID)),
  runNumber: fact(['GITHUB_RUN_NUMBER'], env => Number(env.GITHUB_RUN_NUMBER)),
  attempt: fact([], env => Number(env.GITHUB_RUN_ATTEMPT || '1')),
  runUrl: fact(['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID'], runUrl),
  attemptUrl: fact(
    ['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID'],
    env => `${runUrl(env)}/attempts/${env.GITHUB_RUN_ATTEMPT || '1'}`,
  ),
  workflow: fact(['GITHUB_WORKFLOW'], env => env.GITHUB_WORKFLOW_REF || `${env.GITHUB_WORKFLOW}`),
  job: variable('GITHUB_JOB'),
  sha: variable('GITHUB_SHA'),
  ref: fact([], env => env.GITHUB_REF ?? ''),
  actor: fact([], env => env.GITHUB_ACTOR ?? ''),
  startedBy: fact([], env => env.GITHUB_TRIGGERING_ACTOR ?? ''),
  eventName: variable('GITHUB_EVENT_NAME'),
  eventPath: variable('GITHUB_EVENT_PATH'),
  workspace: variable('GITHUB_WORKSPACE'),
  temp: variable('RUNNER_TEMP'),
}

/** Reads these facts of the run. Throws one `runner-variables-missing` that names every variable that is missing for them. */
export function readRunFacts<const Name extends keyof RunFacts>(
  env: Env,
  names: readonly Name[],
): Pick<RunFacts, Name> {
  const present: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) if (value !== undefined) present[name] = value
  runVariables(env, [...new Set(names.flatMap(name => SOURCES[name].needs))])
  return Object.fromEntries(names.map(name => [name, SOURCES[name].read(present)])) as Pick<RunFacts, Name>
}

function variable(name: string): Source<string> {
  return fact([name], env => env[name] ?? '')
}

function fact<T>(needs: readonly string[], read: Source<T>['read']): Source<T> {
  return { needs, read }
}

function repositoryUrl(env: Record<string, string>): string {
  return `${withoutSlash(env.GITHUB_SERVER_URL)}/${env.GITHUB_REPOSITORY}`
}

function runUrl(env: Record<string, string>): string {
  return `${repositoryUrl(env)}/actions/runs/${env.GITHUB_RUN_ID}`
}

function withoutSlash(url = ''): string {
  return withoutTrailing(url, '/')
}
