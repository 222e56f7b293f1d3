import { UserError } from '../errors.ts'
import { type GitPlace, git } from './git.ts'
import { readStatus } from './status.ts'

/** Which commit is looked at, and where. */
export interface CommitQuestion extends GitPlace {
  readonly sha: string
}

/** What the checked-out repository knows of a commit. */
export interface CommitFacts {
  /** SHA of what is checked out; `undefined` when there is no repository. */
  readonly head: string | undefined
  /** Tracked files that are not as in what is checked out. */
  readonly changed: readonly string[]
  /** When it was committed, in seconds since the epoch; `undefined` when the commit is not in the repository. */
  readonly committedAt: number | undefined
  readonly firstParent: string | undefined
}

/** Reads the facts. What is not there, git itself included, is `undefined`. */
export async function readCommit(question: CommitQuestion): Promise<CommitFacts> {
  const [status, commit] = await Promise.all([
    ask(question, ['status', '--porcelain=v2', '--branch', '-z', '--no-renames', '--untracked-files=no']),
    // Not `git log`: in a shallow clone that hides the parents, which the commit itself still names.
    ask(question, ['cat-file', 'commit', question.sha]),
  ])
  const { head, changes } = readStatus(status ?? '')
  return { head, changed: changes.map(({ path }) => path), ...readHeader(commit ?? '') }
}

/** The paths that differ between a commit and its first parent; `undefined` when the parent's content is not there. */
export async function changedPaths(
  question: CommitQuestion,
  firstParent: string,
): Promise<readonly string[] | undefined> {
  const args = ['diff-tree', '-r', '-z', '--no-renames', '--name-only', firstParent, question.sha, '--']
  const output = await ask(question, args)
  return output?.split('\0').filter(path => path !== '')
}

async function ask(place: GitPlace, args: readonly string[]): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await git(place, args)
    return exitCode === 0 ? stdout : undefined
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.reason === 'program-missing') return undefined
    throw thrown
  }
}

/** The header of a commit object ends at the first empty line; what follows is the message, which may say anything. */
function readHeader(commit: string): Pick<CommitFacts, 'committedAt' | 'firstParent'> {
  const lines = (commit.split('\n\n')[0] ?? '').split('\n')
  const parent = lines.find(line => line.startsWith('parent '))?.slice('parent '.length)
  const [, time] = /^committer .*> (\d+) [+-]\d{4}$/.exec(lines.find(line => line.startsWith('committer ')) ?? '') ?? []
  return { firstParent: parent, committedAt: time === undefined ? undefined : Number(time) }
}
