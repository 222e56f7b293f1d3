import type { StaleRunContext } from '../../delivery/stale/settings.ts'
import { runVariables } from '../../runner/run-variables.ts'

/** What the runner reports about a run of `actions/notify-stale`. */
interface NotifyStaleContext extends StaleRunContext {
  /** Base of GitHub's REST interface. */
  readonly apiUrl: string
}

const NEEDED = [
  'GITHUB_REPOSITORY',
  'GITHUB_API_URL',
  'GITHUB_SERVER_URL',
  'GITHUB_RUN_ID',
  'GITHUB_RUN_NUMBER',
  'GITHUB_WORKFLOW',
  'GITHUB_JOB',
] as const

/** Reads the context of this run. `name`: the input. Throws `runner-variables-missing` that names what is missing. */
export function readNotifyStaleContext(
  env: Readonly<Record<string, string | undefined>>,
  name: string | undefined,
): NotifyStaleContext {
  const variable = runVariables(env, NEEDED)
  const repository = variable('GITHUB_REPOSITORY')
  const serverUrl = variable('GITHUB_SERVER_URL').replace(/\/+$/, '')
  return {
    repository,
    apiUrl: variable('GITHUB_API_URL'),
    serverUrl,
    runNumber: Number(variable('GITHUB_RUN_NUMBER')),
    runUrl: `${serverUrl}/${repository}/actions/runs/${variable('GITHUB_RUN_ID')}`,
    scan: scanOf({
      repository,
      workflow: env.GITHUB_WORKFLOW_REF || variable('GITHUB_WORKFLOW'),
      job: variable('GITHUB_JOB'),
      name,
    }),
  }
}

/**
 * Identifies the scan, so that two scans that post to the same channel do not edit each other's messages: the job of a
 * workflow file, whatever its branch, or the input `name`.
 */
function scanOf(from: { repository: string; workflow: string; job: string; name: string | undefined }): string {
  const file = from.workflow.split('@')[0]?.split('/').at(-1) ?? ''
  return `${from.repository}/${from.name ?? `${file}/${from.job}`}`.toLowerCase()
}
