import { shortSha } from '../domain/sha.ts'
import { type Finding, UserError } from '../errors.ts'
import { CHECKOUT_ADVICE } from './checkout-advice.ts'
import { type GitPlace, runGit } from './git.ts'
import { resolvedPaths } from './real-paths.ts'
import { type Change, readStatus } from './status.ts'

/** What is looked at. */
export interface WorkTreeRequest extends GitPlace {
  /** The deployment's commit. */
  readonly sha: string
  /** What the deployment reads, relative to the workspace: the templates folder, the values files. */
  readonly paths: readonly string[]
}

/**
 * Whether the checked-out tree is the commit: HEAD is its SHA, and git sees no change in what the deployment reads,
 * tracked, untracked or ignored, also behind symbolic links. No finding means yes; whatever cannot be read is one.
 *
 * This reports early that the checkout was changed. It is not what the deployment relies on: git can be
 * configured not to look (assume-unchanged, sparse checkouts, filters), and files can change later. What is rendered comes out of
 * the commit itself (`exportCommit`).
 */
export async function checkWorkTree({ sha, paths, ...around }: WorkTreeRequest): Promise<readonly Finding[]> {
  const behind = await resolvedPaths(around.workspace, paths)
  const asked = [...new Set([...paths, ...behind.paths])]
  const place = { ...around, workspace: behind.workspace }
  const { exitCode, stdout, stderr } = await runGit(place, statusArgs(asked)).catch(missingGit)
  if (exitCode !== 0) {
    const said = stderr.trim().split('\n')[0] ?? ''
    return [
      notATree(
        `the checked-out repository cannot be read (${said || `git ended with exit code ${exitCode}`}): ${CHECKOUT_ADVICE}`,
      ),
    ]
  }
  const { head, changes } = readStatus(stdout)
  const findings: Finding[] = []
  if (head !== sha) {
    findings.push({
      reason: 'commit-not-checked-out',
      text: `${head === undefined ? 'no commit is checked out' : `another commit is checked out (${shortSha(head)})`}: ${CHECKOUT_ADVICE}`,
    })
  }
  return [...findings, ...fewOf(changes)]
}

function notATree(text: string): Finding {
  return { reason: 'work-tree-missing', text }
}

function missingGit(thrown: unknown): { exitCode: number; stdout: string; stderr: string } {
  if (thrown instanceof UserError && thrown.reason === 'program-missing')
    return { exitCode: -1, stdout: '', stderr: thrown.message }
  throw thrown
}

/** One process answers both questions. */
function statusArgs(paths: readonly string[]): readonly string[] {
  return [
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

const TEXTS = {
  changed: 'differs from the commit',
  untracked: 'is not in the commit',
  ignored: 'is not in the commit (ignored by git)',
} as const

const MAX_FINDINGS = 10

function fewOf(changes: readonly Change[]): readonly Finding[] {
  const findings = changes.slice(0, MAX_FINDINGS).map(
    ({ path, kind }): Finding => ({
      reason: 'work-tree-changed',
      where: path,
      text: `${TEXTS[kind]}; only what is in the commit may be deployed: do not write there before this step`,
    }),
  )
  const more = changes.length - MAX_FINDINGS
  return more <= 0
    ? findings
    : [...findings, { reason: 'work-tree-changed', text: `and ${more} more files that are not as in the commit` }]
}
