import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FileChange, listChanges } from './changes.ts'
import { type GitCommit, readHistory } from './commits.ts'
import { gitBytes } from './git.ts'

/** A file of a commit. */
export interface GitBlob {
  readonly sha: string
  readonly bytes: Buffer
}

/**
 * A bare repository as queries read it: thousands of fields a query, so that a git process for each would be too slow.
 * Commits never change, so they are kept; branches are read anew each time. What is known already comes at once, the
 * rest as a promise.
 */
export class GitHistory {
  readonly #bare: string
  readonly #commits = new Map<string, GitCommit>()
  readonly #orders = new Map<string, readonly string[]>()
  readonly #files = new Map<string, GitBlob | undefined>()
  readonly #changes = new Map<string, Promise<readonly FileChange[]>>()

  constructor(bare: string) {
    this.#bare = bare
  }

  /** The SHA a branch is at; undefined if there is none. From git's own files: loose, else packed. */
  head(branch: string): string | undefined {
    const loose = read(join(this.#bare, 'refs/heads', branch))
    if (loose !== undefined) return loose.trim()
    const packed = read(join(this.#bare, 'packed-refs')) ?? ''
    const line = packed.split('\n').find(one => one.endsWith(` refs/heads/${branch}`))
    return line?.slice(0, 40)
  }

  /** A commit by its full SHA; undefined if there is none. */
  commit(sha: string): GitCommit | undefined | Promise<GitCommit | undefined> {
    return this.#commits.get(sha) ?? this.#load(sha)
  }

  /** Every commit that one can reach, in the order of `git log`. */
  order(from: GitCommit): readonly string[] {
    const known = this.#orders.get(from.sha)
    if (known !== undefined) return known
    const order = this.#walk(from)
    const [oldest] = this.#orders.keys()
    if (this.#orders.size >= 50 && oldest !== undefined) this.#orders.delete(oldest)
    this.#orders.set(from.sha, order)
    return order
  }

  /** A commit that is the parent of a known one. */
  parent(sha: string): GitCommit {
    const found = this.#commits.get(sha)
    if (found === undefined) throw new Error(`the parent ${sha} is missing in ${this.#bare}`)
    return found
  }

  /** The file at a path of a commit; undefined if there is none, or no file. */
  file(commit: GitCommit, path: string): GitBlob | undefined | Promise<GitBlob | undefined> {
    const key = `${commit.tree}:${path}`
    return this.#files.has(key) ? this.#files.get(key) : this.#readFile(key)
  }

  /** The files a commit changed. */
  changes(commit: GitCommit): Promise<readonly FileChange[]> {
    const known = this.#changes.get(commit.sha) ?? listChanges(this.#bare, commit)
    this.#changes.set(commit.sha, known)
    return known
  }

  async #readFile(key: string): Promise<GitBlob | undefined> {
    const answer = await gitBytes(this.#bare, ['cat-file', '--batch'], { input: `${key}\n` })
    const end = answer.indexOf('\n')
    const [sha = '', type] = answer.subarray(0, end).toString().split(' ')
    const blob = type === 'blob' ? { sha, bytes: answer.subarray(end + 1, answer.length - 1) } : undefined
    this.#files.set(key, blob)
    return blob
  }

  async #load(sha: string): Promise<GitCommit | undefined> {
    for (const commit of (await readHistory(this.#bare, sha)) ?? [])
      if (!this.#commits.has(commit.sha)) this.#commits.set(commit.sha, commit)
    return this.#commits.get(sha)
  }

  /** As git does without further options: the newest by its committer's date comes next, of equal ones the first met. */
  #walk(from: GitCommit): string[] {
    const order: string[] = []
    const seen = new Set([from.sha])
    const waiting = [from]
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      order.push(next.sha)
      for (const sha of next.parents) {
        if (seen.has(sha)) continue
        seen.add(sha)
        const parent = this.parent(sha)
        const at = waiting.findIndex(other => other.committer.date < parent.committer.date)
        waiting.splice(at < 0 ? waiting.length : at, 0, parent)
      }
    }
    return order
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (thrown) {
    // No such file, or a folder of branches below that name.
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) return undefined
    throw thrown
  }
}
