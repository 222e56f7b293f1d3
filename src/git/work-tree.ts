import { dirname } from 'node:path'
import type { Exec } from '../runner/exec.ts'
import { type Finding, UserError } from '../runner/user-error.ts'
import { pathsBehind } from './real-paths.ts'
import { type Change, readStatus } from './status.ts'

/** What is looked at. */
export interface WorkTreeQuestion {
  /** The checked-out repository; absolute. */
  readonly workspace: string
  /** The deployment's commit. */
  readonly sha: string
  /** What the deployment reads, relative to the workspace: the templates folder, the values files. */
  readonly paths: readonly string[]
  readonly exec: Exec
  /** Its PATH is where git is looked for. */
  readonly env: Readonly<Record<string, string>>
}

const checkOut = "check it out in a step before this one (actions/checkout with ref: the deployment's sha)"

/**
 * Whether the checked-out tree is the commit: HEAD is its SHA, and what the deployment reads has no change, tracked,
 * untracked or ignored, also behind symbolic links. No finding means yes; whatever cannot be read is one.
 */
export async function checkWorkTree({
  workspace,
  sha,
  paths,
  exec,
  env,
}: WorkTreeQuestion): Promise<readonly Finding[]> {
  const behind = await pathsBehind(workspace, paths)
  const asked = [...new Set([...paths, ...behind.paths])]
  const { exitCode, stdout, stderr } = await exec('git', statusArgs(behind.workspace, asked), {
    env: gitEnvironment(env, behind.workspace),
    cwd: workspace,
  }).catch(missingGit)
  if (exitCode !== 0) {
    const said = stderr.trim().split('\n')[0] ?? ''
    return [
      notATree(
        `The checked-out repository cannot be read (${said || `git ended with exit code ${exitCode}`}); ${checkOut}`,
      ),
    ]
  }
  const { head, changes } = readStatus(stdout)
  const findings: Finding[] = []
  if (head !== sha) {
    findings.push({
      reason: 'wrong-commit',
      text: `The checked-out commit is ${head ?? 'none'}, the deployment's is ${sha}; ${checkOut}`,
    })
  }
  return [...findings, ...fewOf(changes)]
}

function notATree(text: string): Finding {
  return { reason: 'not-a-work-tree', text }
}

function missingGit(thrown: unknown): { exitCode: number; stdout: string; stderr: string } {
  if (thrown instanceof UserError) return { exitCode: -1, stdout: '', stderr: thrown.message }
  throw thrown
}

/**
 * One process answers both questions. The repository's own configuration is not trusted: it may belong to another user
 * (a container's checkout, hence safe.directory) and name programs to be run.
 */
function statusArgs(workspace: string, paths: readonly string[]): readonly string[] {
  const config = [
    `safe.directory=${workspace}`,
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.untrackedCache=false',
  ]
  return [
    '--literal-pathspecs',
    ...config.flatMap(setting => ['-c', setting]),
    'status',
    '--porcelain=v2',
    '--branch',
    '-z',
    '--no-renames',
    '--untracked-files=all',
    '--ignored=traditional',
    '--ignore-submodules=none',
    '--',
    ...paths,
  ]
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
  }
}

const texts = {
  changed: 'differs from the commit',
  untracked: 'is not in the commit',
  ignored: 'is not in the commit (ignored by git)',
} as const

const shown = 10

function fewOf(changes: readonly Change[]): readonly Finding[] {
  const findings = changes.slice(0, shown).map(({ path, kind }) => ({
    reason: 'changed-since-commit',
    where: path,
    text: `${texts[kind]}; only what is in the commit may be deployed: do not write there before this step`,
  }))
  const more = changes.length - shown
  return more <= 0
    ? findings
    : [...findings, { reason: 'changed-since-commit', text: `and ${more} more files that are not as in the commit` }]
}
