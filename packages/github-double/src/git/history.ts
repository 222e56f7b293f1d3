import { branchHead } from './branch-head.ts'
import { type FileChange, listAllChanges, listChanges } from './changes.ts'
import type { GitCommit } from './commit.ts'
import { readHistory } from './commits.ts'
import { gitBytes } from './git.ts'
import { looseCommit, looseFile } from './loose-object.ts'

/** Commits whose changes are read with one process: more take longer than a process for each that is asked for. */
const READ_TOGETHER = 200

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
  #firstChanges: ReturnType<typeof listAllChanges> | undefined

  constructor(bare: string) {
    this.#bare = bare
  }

  /** The SHA a branch is at; undefined if there is none. */
  head(branch: string): string | undefined {
    return branchHead(this.#bare, branch)
  }

  /** A commit by its full SHA; undefined if there is none. */
  commit(sha: string): GitCommit | undefined | Promise<GitCommit | undefined> {
    return this.#commits.get(sha) ?? this.#loose(sha) ?? this.#load(sha)
  }

  /** A commit whose new ancestors all have files of their own: only with all of them it is known. */
  #loose(sha: string): GitCommit | undefined {
    const found = new Map<string, GitCommit>()
    const waiting = [sha]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (this.#commits.has(next) || found.has(next)) continue
      const commit = looseCommit(this.#bare, next)
      if (commit === undefined) return undefined
      found.set(next, commit)
      waiting.push(...commit.parents)
    }
    for (const [known, commit] of found) this.#commits.set(known, commit)
    return found.get(sha)
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
    if (this.#files.has(key)) return this.#files.get(key)
    const loose = looseFile(this.#bare, commit.tree, path)
    if (loose === undefined) return this.#readFile(key)
    const blob = loose === 'absent' ? undefined : loose
    this.#files.set(key, blob)
    return blob
  }

  /** The files a commit changed. */
  changes(commit: GitCommit): Promise<readonly FileChange[]> {
    const known = this.#changes.get(commit.sha) ?? this.#readChanges(commit)
    this.#changes.set(commit.sha, known)
    return known
  }

  /** What is there when the first is asked for is read together; what comes later, by itself. */
  async #readChanges(commit: GitCommit): Promise<readonly FileChange[]> {
    this.#firstChanges ??= listAllChanges(this.#bare, READ_TOGETHER)
    return (await this.#firstChanges).get(commit.sha) ?? (await listChanges(this.#bare, commit))
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
