import { dirname } from 'node:path'
import type { Exec, ExecResult } from '../process/exec.ts'

/** How git is run on a checked-out repository. */
export interface GitPlace {
  /** The checked-out repository, by its real path. */
  readonly workspace: string
  readonly exec: Exec
  /** Its PATH is where git is looked for. */
  readonly env: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** How long one run of git may take, in milliseconds. */
const TIMEOUT_MS = 60_000
/** What one run may print, in bytes: the names of a million files, or the contents of all templates. */
export const MOST_GIT_OUTPUT = 128 * 1024 * 1024

/**
 * Runs git on the workspace and nothing else. The repository's own configuration is not trusted: it may belong to another
 * user (a container's checkout, hence safe.directory), point at another folder, and name programs to be run.
 */
export function runGit(
  { workspace, exec, env, signal }: GitPlace,
  args: readonly string[],
  options: { readonly input?: string; readonly encoding?: 'utf8' | 'latin1' } = {},
): Promise<ExecResult> {
  const settings = [
    `safe.directory=${workspace}`,
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.untrackedCache=false',
  ]
  const fixed = [`--work-tree=${workspace}`, '--literal-pathspecs', ...settings.flatMap(setting => ['-c', setting])]
  return exec('git', [...fixed, ...args], {
    ...options,
    env: gitEnvironment(env, workspace),
    cwd: workspace,
    signal,
    timeoutMs: TIMEOUT_MS,
    mostOutput: MOST_GIT_OUTPUT,
  })
}

function gitEnvironment(env: Readonly<Record<string, string>>, workspace: string): Record<string, string> {
  return {
    ...(env.PATH !== undefined && { PATH: env.PATH }),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // A repository around the workspace is not the one that was checked out.
    GIT_CEILING_DIRECTORIES: dirname(workspace),
    // An object is the one of that name, and not a replacement (git replace).
    GIT_NO_REPLACE_OBJECTS: '1',
    // What a partial clone lacks is not fetched: that would run what the configuration names. The second is for git
    // before 2.45, which does not know the first.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
  }
}
