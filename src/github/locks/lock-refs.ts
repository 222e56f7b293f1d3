import { randomUUID } from 'node:crypto'
import { type HeldLock, type LockFound, lockText, readLockText, shownRef } from '../../domain/lock/held-lock.ts'
import { UserError } from '../../errors.ts'
import type { LockPlace } from '../../policy/locks.ts'
import { asRecord } from '../../text/json.ts'
import type { Instant } from '../../time/instant.ts'
import type { GitHubClient, Repository } from '../client.ts'
import { dateOf, isEmptyRepository, isRefMissing, isTaken, nextPage } from './ref-answers.ts'
import { updateRef } from './update-ref.ts'

/** A lock's ref as it was read. */
export interface LockRef {
  /** Of the lock, `env.production`. */
  readonly name: string
  readonly sha: string
  /** Anything but a commit was put there by a stranger. */
  readonly type: string
}

/** What stands in the namespace of locks at one moment. */
export interface LockList {
  readonly refs: readonly LockRef[]
  /** GitHub's time of the answer: whether a lock is over does not depend on who asks. Undefined where it does not say. */
  readonly at: Instant | undefined
}

/** What came of a write. `changed`: the ref is not what it was any more, and nothing was written. */
export type LockWrite = 'done' | 'changed'

const FILE = 'lock.json'

/** Below `refs/`. GitHub documents no limits for names outside of branches and tags, but may refuse them. */
const PREFIXES: Readonly<Record<Exclude<LockPlace['refs'], 'none'>, string>> = {
  custom: 'commit-train/locks/',
  branches: 'heads/commit-train-locks/',
  tags: 'tags/commit-train-locks/',
}

/**
 * The refs of locks in one repository: each an orphan commit with one file. Created only; changed and deleted only where they
 * are what they were. After anything but a plain answer the ref itself is read, before anything is believed.
 */
export class LockRefs {
  readonly #github: GitHubClient
  readonly #repository: Repository
  readonly #prefix: string

  constructor(github: GitHubClient, repository: Repository, refs: keyof typeof PREFIXES) {
    this.#github = github
    this.#repository = repository
    this.#prefix = PREFIXES[refs]
  }

  /** All of them: one request, as long as GitHub does not spread them over pages. Of a repository without a commit: none. */
  async list(): Promise<LockList> {
    try {
      const refs: LockRef[] = []
      let at: Instant | undefined
      for (let page: number | undefined = 1; page !== undefined; ) {
        const { data, headers } = await this.#page(page)
        at ??= dateOf(headers.date)
        for (const { ref, object } of data) {
          if (!ref.startsWith(`refs/${this.#prefix}`)) continue
          refs.push({ name: ref.slice(`refs/${this.#prefix}`.length), sha: object.sha, type: object.type })
        }
        page = nextPage(headers.link, page)
      }
      return { refs, at }
    } catch (thrown) {
      if (isEmptyRepository(thrown)) return { refs: [], at: undefined }
      throw thrown
    }
  }

  async #page(page: number) {
    const octokit = await this.#github.octokit()
    const request = { ...this.#repository, ref: this.#prefix, ...(page === 1 ? {} : { page }) }
    return octokit.request('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', request)
  }

  /** What the ref holds. Its commit never changes, so that it is what it was when the ref was read. */
  async content(ref: LockRef | undefined): Promise<LockFound> {
    if (ref === undefined) return { kind: 'none' }
    const { name, sha, type } = ref
    const shown = shownRef(name)
    if (type !== 'commit') return { kind: 'unreadable', why: `the lock '${shown}' is a ${type}, not a commit` }
    const octokit = await this.#github.octokit()
    let data: unknown
    try {
      const request = { ...this.#repository, path: FILE, ref: sha }
      data = (await octokit.request('GET /repos/{owner}/{repo}/contents/{path}', request)).data
    } catch (thrown) {
      if (isRefMissing(thrown)) return { kind: 'unreadable', why: `the lock '${shown}' has no ${FILE}` }
      throw thrown
    }
    const { encoding, content } = asRecord(data)
    if (encoding !== 'base64' || typeof content !== 'string') {
      return { kind: 'unreadable', why: `the lock '${shown}' has no plain ${FILE}` }
    }
    return readLockText(Buffer.from(content, 'base64').toString('utf8'), name)
  }

  async create(name: string, lock: HeldLock): Promise<LockWrite> {
    const sha = await this.#commit(lock)
    const octokit = await this.#github.octokit()
    try {
      const ref = this.#ref(name)
      await octokit.request('POST /repos/{owner}/{repo}/git/refs', { ...this.#repository, ref, sha })
      return 'done'
    } catch (thrown) {
      const written = await this.#afterDoubt(name, { before: undefined, after: sha }, thrown)
      // GitHub says that it is there, though a list that lags behind does not show it yet.
      if (written === 'nothing' && isTaken(thrown)) return 'changed'
      if (written === 'nothing') throw thrown
      return written
    }
  }

  async replace({ name, sha: before }: LockRef, lock: HeldLock): Promise<LockWrite> {
    return this.#update(name, before, await this.#commit(lock))
  }

  remove({ name, sha }: LockRef): Promise<LockWrite> {
    return this.#update(name, sha, undefined)
  }

  async #update(name: string, before: string, after: string | undefined): Promise<LockWrite> {
    try {
      await updateRef(this.#github, this.#repository, { name: this.#ref(name), before, after })
      return 'done'
    } catch (thrown) {
      const written = await this.#afterDoubt(name, { before, after }, thrown)
      if (written === 'nothing') throw this.#withWayOut(name, thrown)
      return written
    }
  }

  /**
   * An answer that says no, or none at all: what was written may be there all the same, and only the list knows. An answer
   * that a ref is not there would not do: GitHub gives it to a token that may not see the repository any more.
   */
  async #afterDoubt(
    name: string,
    { before, after }: { readonly before: string | undefined; readonly after: string | undefined },
    thrown: unknown,
  ): Promise<LockWrite | 'nothing'> {
    let refs: readonly LockRef[]
    try {
      refs = (await this.list()).refs
    } catch (unlisted) {
      if (!(thrown instanceof UserError) || !(unlisted instanceof UserError)) throw thrown
      const text = `${thrown.message}; what became of it is not known, for the locks cannot be listed: ${unlisted.message}`
      throw new UserError(thrown.reason, text, { cause: thrown })
    }
    const now = refs.find(ref => ref.name === name)?.sha
    if (now === after) return 'done'
    return now === before ? 'nothing' : 'changed'
  }

  /** A server that has no conditional change, or does not make it here: a person can do it without one. */
  #withWayOut(name: string, thrown: unknown): unknown {
    if (!(thrown instanceof UserError) || thrown.reason !== 'github-rejected') return thrown
    const { owner, repo } = this.#repository
    const command = `gh api -X DELETE repos/${owner}/${repo}/git/${this.#ref(name)}`
    return new UserError(thrown.reason, `${thrown.message}; to release it by hand: ${command}`, { cause: thrown })
  }

  #ref(name: string): string {
    return `refs/${this.#prefix}${name}`
  }

  /** No two requests make the same commit: a release that arrives late must not meet a lock that was extended since. */
  async #commit(lock: HeldLock): Promise<string> {
    const octokit = await this.#github.octokit()
    const { owner, repo } = this.#repository
    const file = { path: FILE, mode: '100644', type: 'blob', content: lockText(lock) } as const
    const request = octokit.request('POST /repos/{owner}/{repo}/git/trees', { owner, repo, tree: [file] })
    const tree = await request.catch(thrown => {
      if (!isEmptyRepository(thrown)) throw thrown
      const text = `GitHub keeps no refs in ${owner}/${repo}, which has no commit yet: push one, and lock again`
      throw new UserError('lock-place-empty', text, { cause: thrown })
    })
    const commit = await octokit.request('POST /repos/{owner}/{repo}/git/commits', {
      ...this.#repository,
      ...{ message: `Lock of commit-train ${randomUUID()}`, tree: tree.data.sha, parents: [] },
    })
    return commit.data.sha
  }
}
