import { realpathSync } from 'node:fs'
import type { BuildContext } from '../../delivery/image/plan/context.ts'
import { readEvent } from '../../delivery/image/plan/event.ts'
import { readRunFacts } from '../../runner/run-facts.ts'
import { readEventFile } from '../../runner/run-variables.ts'

const NEEDED = [
  ...(['repository', 'repositoryUrl', 'sha', 'ref', 'actor'] as const),
  ...(['eventName', 'eventPath', 'workspace', 'temp'] as const),
] as const

/** Reads what the build needs of its run, and the runner's temporary folder. Throws `runner-variables-missing` or `event-invalid`. */
export function readBuildContext(
  env: Readonly<Record<string, string | undefined>>,
): BuildContext & { readonly temp: string } {
  const { repository, repositoryUrl, temp, workspace, eventName, eventPath, ...run } = readRunFacts(env, NEEDED)
  return {
    repository,
    repositoryUrl,
    event: readEvent({ ...run, name: eventName, payload: readEventFile(eventPath) }),
    workspace: realPath(workspace),
    temp,
  }
}

/** git compares paths by their real path. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path // The reader of the path reports what is wrong with it.
  }
}
