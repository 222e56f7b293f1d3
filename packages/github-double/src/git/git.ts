import { runGit } from './git-processes.ts'

/** How one git command is run. */
export interface GitOptions {
  /** Written to git's standard input. */
  readonly input?: string | Buffer
  /** Added to the isolated environment: an index file, dates, identities. */
  readonly env?: Readonly<Record<string, string>>
}

/** A git command that ended with another exit code than 0. */
export class GitError extends Error {
  override readonly name = 'GitError'
  readonly exitCode: number | null

  constructor(args: readonly string[], exitCode: number | null, stderr: string) {
    super(`git ${args.join(' ')}: exit code ${exitCode}: ${stderr.trim()}`)
    this.exitCode = exitCode
  }
}

/**
 * The whole environment git gets: no configuration of a user or machine, no prompts, no pager, English messages.
 * `safe.directory` is open, since repositories are also mounted from a folder of another user.
 */
function isolatedGitEnv(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '*',
    ...extra,
  }
}

/** Runs git in `folder` and resolves with its standard output; rejects with a `GitError`. */
export async function gitBytes(folder: string, args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const { input = '' } = options
  const { exitCode, stdout, stderr } = await runGit({ args, cwd: folder, env: isolatedGitEnv(options.env), input })
  if (exitCode !== 0) throw new GitError(args, exitCode, stderr)
  return Buffer.from(stdout.buffer, stdout.byteOffset, stdout.byteLength)
}

/** As `gitBytes`, as text without the line end. */
export async function git(folder: string, args: readonly string[], options: GitOptions = {}): Promise<string> {
  return (await gitBytes(folder, args, options)).toString().replace(/\n$/, '')
}
