import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { branchHead } from './branch-head.ts'
import { type CommitOptions, DRIVER } from './commit-stream.ts'
import { git } from './git.ts'
import { importCommits } from './import-commits.ts'
import { looseCommit } from './loose-object.ts'
import { moveBranch } from './write-commits.ts'

export interface MergeOptions {
  /** The branch that is merged. */
  readonly branch: string
  /** The branch merged into; default `main`. */
  readonly into?: string
  readonly message?: string
}

/** Commits are this far apart and start at this time, so that the same content has the same SHAs in each run. */
const firstCommit = Date.UTC(2026, 0, 5, 9, 0, 0) / 1000
const BETWEEN_COMMITS = 60

/** GitHub lets a client fetch any reachable commit by its SHA, as actions/checkout does. */
const CONFIG = `[core]
\trepositoryformatversion = 0
\tbare = true
[uploadpack]
\tallowAnySHA1InWant = true
`

/** A bare repository that tests fill with commits: what GitHub holds of a service. */
export class Repository {
  /** The bare repository's folder. */
  readonly bare: string
  readonly defaultBranch = 'main'
  #commits = 0

  constructor(bare: string) {
    this.bare = bare
  }

  /** Writes one commit to a branch and resolves with its full SHA. */
  async commit(options: CommitOptions): Promise<string> {
    const branch = options.branch ?? this.defaultBranch
    const date = firstCommit + BETWEEN_COMMITS * this.#commits
    const [sha] = await importCommits(this.bare, [{ ...options, date }], branch)
    this.#commits += 1
    if (sha === undefined) throw new Error(`no branch ${branch} in ${this.bare}`)
    return sha
  }

  /** Makes a branch that starts at a commit (a SHA or a branch; default: the default branch). */
  async branch(name: string, from: string = this.defaultBranch): Promise<void> {
    const sha = branchHead(this.bare, from) ?? looseCommit(this.bare, from)?.sha
    if (sha === undefined) await git(this.bare, ['update-ref', `refs/heads/${name}`, `${from}^{commit}`])
    else moveBranch(this.bare, name, branchHead(this.bare, name), sha)
  }

  /** Merges with a merge commit: first parent is the branch merged into. Rejects on a conflict. */
  async merge(options: MergeOptions): Promise<string> {
    const into = options.into ?? this.defaultBranch
    const parents = [await git(this.bare, ['rev-parse', into]), await git(this.bare, ['rev-parse', options.branch])]
    const tree = await git(this.bare, ['merge-tree', '--write-tree', into, options.branch])
    const message = options.message ?? `Merge branch '${options.branch}'`
    return await this.#writeMerge(into, tree, parents, message)
  }

  /** The SHA a branch is at; undefined if there is no such branch. */
  async head(branch: string = this.defaultBranch): Promise<string | undefined> {
    return branchHead(this.bare, branch)
  }

  /**
   * Puts a commit into a folder as actions/checkout does with a SHA: a new repository with a remote `origin`,
   * a fetch of that commit alone, HEAD detached at it. `depth` 0 fetches the whole history.
   */
  async checkout(sha: string, folder: string, depth = 1): Promise<void> {
    await mkdir(folder, { recursive: true })
    await git(folder, ['init', '--quiet', '--initial-branch=main', '.'])
    await git(folder, ['remote', 'add', 'origin', this.bare])
    const shallow = depth === 0 ? [] : [`--depth=${depth}`]
    await git(folder, ['fetch', '--quiet', '--no-tags', ...shallow, `file://${this.bare}`, sha])
    await git(folder, ['checkout', '--quiet', '--force', sha])
  }

  /** Takes the bare repository away. */
  async remove(): Promise<void> {
    await rm(this.bare, { recursive: true, force: true })
  }

  async #writeMerge(branch: string, tree: string, parents: readonly string[], message: string): Promise<string> {
    const date = `${firstCommit + BETWEEN_COMMITS * this.#commits} +0000`
    const env = {
      GIT_AUTHOR_NAME: DRIVER.name,
      GIT_AUTHOR_EMAIL: DRIVER.email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: 'GitHub',
      GIT_COMMITTER_EMAIL: 'noreply@github.com',
      GIT_COMMITTER_DATE: date,
    }
    const args = ['commit-tree', tree, ...parents.flatMap(parent => ['-p', parent])]
    const sha = await git(this.bare, args, { env, input: `${message}\n` })
    await git(this.bare, ['update-ref', `refs/heads/${branch}`, sha])
    this.#commits += 1
    return sha
  }
}

/** Makes an empty bare repository: in `folder`, or in a new temporary one. */
export async function createRepository(folder?: string): Promise<Repository> {
  const bare = folder ?? (await mkdtemp(join(tmpdir(), 'repository-')))
  await mkdir(bare, { recursive: true })
  // What `git init --bare` makes, without the process.
  await mkdir(join(bare, 'refs/heads'), { recursive: true })
  await mkdir(join(bare, 'objects'))
  await writeFile(join(bare, 'HEAD'), 'ref: refs/heads/main\n')
  await writeFile(join(bare, 'config'), CONFIG)
  return new Repository(bare)
}
