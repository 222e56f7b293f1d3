import { realpathSync } from 'node:fs'
import { readEventFile, runVariables } from '../../runner/run-variables.ts'
import { type BuildEvent, readEvent } from './event.ts'

/** What the runner says about this run: the variables GitHub documents as the default environment variables. */
export interface RunContext {
  /** `owner/name`. */
  readonly repository: string
  /** `https://github.com/owner/name` */
  readonly repositoryUrl: string
  readonly event: BuildEvent
  /** By its real path. */
  readonly workspace: string
  /** The runner's folder for this job's temporary files. */
  readonly temp: string
}

type Env = Readonly<Record<string, string | undefined>>

const needed = [
  'GITHUB_REPOSITORY',
  'GITHUB_SERVER_URL',
  'GITHUB_SHA',
  'GITHUB_EVENT_NAME',
  'GITHUB_EVENT_PATH',
  'GITHUB_WORKSPACE',
  'RUNNER_TEMP',
] as const

/** Reads the run's own facts. Throws `not-a-runner` that names what is missing, or `bad-event`. */
export function readRunContext(env: Env): RunContext {
  const of = runVariables(env, needed)
  const repository = of('GITHUB_REPOSITORY')
  return {
    repository,
    repositoryUrl: `${of('GITHUB_SERVER_URL')}/${repository}`,
    event: readEvent({
      name: of('GITHUB_EVENT_NAME'),
      sha: of('GITHUB_SHA'),
      ref: env.GITHUB_REF ?? '',
      actor: env.GITHUB_ACTOR ?? '',
      payload: readEventFile(of('GITHUB_EVENT_PATH')),
    }),
    workspace: realPath(of('GITHUB_WORKSPACE')),
    temp: of('RUNNER_TEMP'),
  }
}

/** git only takes what it is told for the repository by its real path. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path // Whoever reads it says what is wrong with it.
  }
}
