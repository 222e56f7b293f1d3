import { realpathSync } from 'node:fs'
import type { BuildContext } from '../../delivery/image/plan/context.ts'
import { readEvent } from '../../delivery/image/plan/event.ts'
import { UserError } from '../../errors.ts'
import type { GitPlace } from '../../git/git.ts'
import { type NamedCommit, resolveCommit } from '../../git/resolve-commit.ts'
import type { Exec } from '../../process/exec.ts'
import { readRunFacts } from '../../runner/run-facts.ts'
import { readEventFile } from '../../runner/run-variables.ts'

const NEEDED = [
  ...(['repository', 'repositoryUrl', 'sha', 'ref', 'actor'] as const),
  ...(['eventName', 'eventPath', 'workspace', 'temp'] as const),
] as const

/**
 * Reads what the build needs of its run, and the runner's temporary folder. `ref`: the input, which `exec` asks git about.
 * Throws `runner-variables-missing`, `event-invalid`, or `input-invalid` for a ref that is unknown.
 */
export async function readBuildContext(
  env: Readonly<Record<string, string | undefined>>,
  ref: string | undefined,
  exec: Exec,
): Promise<BuildContext & { readonly temp: string }> {
  const { repository, repositoryUrl, temp, workspace: path, eventName, eventPath, ...run } = readRunFacts(env, NEEDED)
  const workspace = realPath(path)
  const wanted = ref === undefined ? undefined : await commitOf(ref, { workspace, exec, env: { PATH: env.PATH ?? '' } })
  const event = { ...run, name: eventName, payload: readEventFile(eventPath) }
  return { repository, repositoryUrl, event: readEvent(event, wanted), workspace, temp }
}

async function commitOf(ref: string, place: GitPlace): Promise<NamedCommit> {
  const commit = await resolveCommit(place, ref)
  if (commit !== undefined) return commit
  throw new UserError(
    'input-invalid',
    `Input "ref" is ${JSON.stringify(ref)}, which the checked-out repository does not know; give actions/checkout the same "ref", or write the full SHA`,
  )
}

/** git compares paths by their real path. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path // The reader of the path reports what is wrong with it.
  }
}
