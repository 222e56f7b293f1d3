import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { git } from './git.ts'

/** What a file holds; `null` takes the file away. */
export type FileContent = string | Buffer | { readonly content: string | Buffer; readonly executable: boolean } | null

export interface CommitOptions {
  /** Changed files by path from the repository's root; all others stay as in the parent. */
  readonly files?: Readonly<Record<string, FileContent>>
  readonly message: string
  /** Default: `main`. A branch that does not exist yet starts without a parent; see `branch`. */
  readonly branch?: string
  /** Default: a fixed person whose e-mail address GitHub knows as the login `carriage-driver`. */
  readonly author?: { readonly name: string; readonly email: string }
}

export interface MergeOptions {
  /** The branch that is merged. */
  readonly branch: string
  /** The branch merged into; default `main`. */
  readonly into?: string
  readonly message?: string
}

/** Who makes every commit here: a no-reply address, which GitHub maps to a login. */
export const driver = { name: 'Carriage Driver', email: '4100001+carriage-driver@users.noreply.github.com' }

/** Commits are this far apart and start at this time, so that the same content has the same SHAs in each run. */
const firstCommit = Date.UTC(2026, 0, 5, 9, 0, 0) / 1000
const betweenCommits = 60

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
    const parent = await this.head(branch)
    const tree = await this.#tree(parent, options.files ?? {})
    const parents = parent === undefined ? [] : [parent]
    return await this.#write(branch, tree, parents, options.message, options.author ?? driver)
  }

  /** Makes a branch that starts at a commit (a SHA or a branch; default: the default branch). */
  async branch(name: string, from: string = this.defaultBranch): Promise<void> {
    await git(this.bare, ['update-ref', `refs/heads/${name}`, `${from}^{commit}`])
  }

  /** Merges with a merge commit: first parent is the branch merged into. Rejects on a conflict. */
  async merge(options: MergeOptions): Promise<string> {
    const into = options.into ?? this.defaultBranch
    const parents = [await git(this.bare, ['rev-parse', into]), await git(this.bare, ['rev-parse', options.branch])]
    const tree = await git(this.bare, ['merge-tree', '--write-tree', into, options.branch])
    const message = options.message ?? `Merge branch '${options.branch}'`
    return await this.#write(into, tree, parents, message, driver)
  }

  /** The SHA a branch is at; undefined if there is no such branch. */
  async head(branch: string = this.defaultBranch): Promise<string | undefined> {
    const found = await git(this.bare, ['for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`])
    return found === '' ? undefined : found
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

  /** Writes the tree of a commit in an index of its own: a bare repository has no work tree. */
  async #tree(parent: string | undefined, files: Readonly<Record<string, FileContent>>): Promise<string> {
    const scratch = await mkdtemp(join(tmpdir(), 'index-'))
    const env = { GIT_INDEX_FILE: join(scratch, 'index') }
    try {
      await git(this.bare, ['read-tree', parent ?? '--empty'], { env })
      const lines = await Promise.all(Object.entries(files).map(([path, content]) => this.#indexLine(path, content)))
      await git(this.bare, ['update-index', '-z', '--index-info'], { env, input: lines.join('') })
      return await git(this.bare, ['write-tree'], { env })
    } finally {
      await rm(scratch, { recursive: true, force: true })
    }
  }

  async #indexLine(path: string, content: FileContent): Promise<string> {
    if (content === null) return `0 ${'0'.repeat(40)}\t${path}\0`
    const file = typeof content === 'string' || Buffer.isBuffer(content) ? { content, executable: false } : content
    const blob = await git(this.bare, ['hash-object', '-w', '--stdin'], { input: file.content })
    return `${file.executable ? '100755' : '100644'} ${blob}\t${path}\0`
  }

  async #write(branch: string, tree: string, parents: string[], message: string, author: typeof driver) {
    const date = `${firstCommit + betweenCommits * this.#commits} +0000`
    const env = {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
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
  await git(bare, ['init', '--quiet', '--bare', '--initial-branch=main', '.'])
  // GitHub lets a client fetch any reachable commit by its SHA, as actions/checkout does.
  await git(bare, ['config', 'uploadpack.allowAnySHA1InWant', 'true'])
  return new Repository(bare)
}
