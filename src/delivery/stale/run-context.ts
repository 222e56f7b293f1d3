import { runVariables } from '../../runner/run-variables.ts'

/** What the runner says about this run. */
export interface RunContext {
  /** `owner/name` of the repository the workflow runs in: its policy has the users and the quiet hours. */
  readonly repository: string
  readonly apiUrl: string
  /** Base of GitHub's pages, without a slash at the end. */
  readonly serverUrl: string
  /** Counts up from run to run: each begins with another part of the repositories. */
  readonly runNumber: number
  /** The page of this run, with the job summary. */
  readonly runUrl: string
  /** Which scan this is, the same from run to run. */
  readonly scan: string
}

const needed = [
  'GITHUB_REPOSITORY',
  'GITHUB_API_URL',
  'GITHUB_SERVER_URL',
  'GITHUB_RUN_ID',
  'GITHUB_RUN_NUMBER',
  'GITHUB_WORKFLOW',
  'GITHUB_JOB',
] as const

/** Reads the run's own facts. `name`: the input. Throws `not-a-runner` that names what is missing. */
export function readRunContext(
  env: Readonly<Record<string, string | undefined>>,
  name: string | undefined,
): RunContext {
  const of = runVariables(env, needed)
  const repository = of('GITHUB_REPOSITORY')
  const serverUrl = of('GITHUB_SERVER_URL').replace(/\/+$/, '')
  return {
    repository,
    apiUrl: of('GITHUB_API_URL'),
    serverUrl,
    runNumber: Number(of('GITHUB_RUN_NUMBER')),
    runUrl: `${serverUrl}/${repository}/actions/runs/${of('GITHUB_RUN_ID')}`,
    scan: scanOf({
      repository,
      workflow: env.GITHUB_WORKFLOW_REF || of('GITHUB_WORKFLOW'),
      job: of('GITHUB_JOB'),
      name,
    }),
  }
}

/**
 * Two scans that tell the same channel must not take each other's messages for their own: a scan is a job of a workflow file,
 * whatever branch that is on, or what somebody named it.
 */
function scanOf(of: { repository: string; workflow: string; job: string; name: string | undefined }): string {
  const file = of.workflow.split('@')[0]?.split('/').at(-1) ?? ''
  return `${of.repository}/${of.name ?? `${file}/${of.job}`}`.toLowerCase()
}
