import { UserError } from '../errors.ts'
import { type GitPlace, runGit } from './git.ts'
import { readStatus } from './status.ts'
import { findUnfetched, type Unfetched } from './unfetched.ts'

/** Which commit is read, and where. */
export interface CommitOptions extends GitPlace {
  readonly sha: string
}

/** What the checked-out repository has of a commit. */
export interface CheckedOutCommit {
  /** SHA of what is checked out; `undefined` when there is no repository. */
  readonly head: string | undefined
  /** Tracked files that differ from what is checked out. */
  readonly changed: readonly string[]
  /** When it was committed, in seconds since the epoch; `undefined` when the commit is not in the repository. */
  readonly committedAt: number | undefined
  readonly firstParent: string | undefined
}

/** Reads one commit of the checked-out repository. */
export interface CommitReader {
  /** What is not there, git itself included, is `undefined`. */
  read(): Promise<CheckedOutCommit>
  /** The paths that differ from the first parent; `undefined` when the parent's content is not there. */
  changedPaths(firstParent: string): Promise<readonly string[] | undefined>
  /** A file of the commit as text; `undefined` where it has none. */
  text(path: string): Promise<string | undefined>
  /** All paths of the commit, submodules among them; `undefined` when its content is not there. */
  paths(): Promise<readonly string[] | undefined>
  /** What the checkout left out, at and below a path. */
  unfetched(path: string): Promise<Unfetched>
}

/** Reads the commit by git. */
export function commitReader(options: CommitOptions): CommitReader {
  return {
    read: () => readCommit(options),
    unfetched: path => findUnfetched(options, path),
    text: path => ask(options, ['cat-file', 'blob', `${options.sha}:${path}`]),
    paths: async () => pathsIn(await ask(options, ['ls-tree', '-r', '-z', '--name-only', options.sha])),
    changedPaths: async firstParent => {
      const args = ['diff-tree', '-r', '-z', '--no-renames', '--name-only', firstParent, options.sha, '--']
      return pathsIn(await ask(options, args))
    },
  }
}

function pathsIn(output: string | undefined): readonly string[] | undefined {
  return output?.split('\0').filter(path => path !== '')
}

async function readCommit(options: CommitOptions): Promise<CheckedOutCommit> {
  const [status, commit] = await Promise.all([
    ask(options, ['status', '--porcelain=v2', '--branch', '-z', '--no-renames', '--untracked-files=no']),
    // Not `git log`: in a shallow clone that hides the parents, which the commit itself still names.
    ask(options, ['cat-file', 'commit', options.sha]),
  ])
  const { head, changes } = readStatus(status ?? '')
  return { head, changed: changes.map(({ path }) => path), ...readHeader(commit ?? '') }
}

async function ask(place: GitPlace, args: readonly string[]): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await runGit(place, args)
    return exitCode === 0 ? stdout : undefined
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.reason === 'program-missing') return undefined
    throw thrown
  }
}

/** The header of a commit object ends at the first empty line; what follows is the message, which may say anything. */
function readHeader(commit: string): Pick<CheckedOutCommit, 'committedAt' | 'firstParent'> {
  const lines = (commit.split('\n\n')[0] ?? '').split('\n')
  const parent = lines.find(line => line.startsWith('parent '))?.slice('parent '.length)
  const [, time] = /^committer .*> (\d+) [+-]\d{4}$/.exec(lines.find(line => line.startsWith('committer ')) ?? '') ?? []
  return { firstParent: parent, committedAt: time === undefined ? undefined : Number(time) }
}
