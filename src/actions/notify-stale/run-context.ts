import type { StaleRunContext } from '../../delivery/stale/settings.ts'
import { readRunFacts } from '../../runner/run-facts.ts'

/** What the runner reports about a run of `actions/notify-stale`. */
interface NotifyStaleContext extends StaleRunContext {
  /** Base of GitHub's REST interface. */
  readonly apiUrl: string
}

const NEEDED = ['repository', 'apiUrl', 'serverUrl', 'runNumber', 'runUrl', 'workflow', 'job'] as const

/** Reads the context of this run. `name`: the input. Throws `runner-variables-missing` that names what is missing. */
export function readNotifyStaleContext(
  env: Readonly<Record<string, string | undefined>>,
  name: string | undefined,
): NotifyStaleContext {
  const { workflow, job, ...facts } = readRunFacts(env, NEEDED)
  return { ...facts, scan: scanOf({ repository: facts.repository, workflow, job, name }) }
}

/**
 * Identifies the scan, so that two scans that post to the same channel do not edit each other's messages: the job of a
 * workflow file, whatever its branch, or the input `name`.
 */
function scanOf(from: { repository: string; workflow: string; job: string; name: string | undefined }): string {
  const file = from.workflow.split('@')[0]?.split('/').at(-1) ?? ''
  return `${from.repository}/${from.name ?? `${file}/${from.job}`}`.toLowerCase()
}
