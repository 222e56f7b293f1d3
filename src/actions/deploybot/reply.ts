import { randomUUID } from 'node:crypto'
import { UserError } from '../../errors.ts'
import type { GitHubClient } from '../../github/client.ts'
import { createComment, findComment, updateComment } from '../../github/comments.ts'
import type { Logger } from '../../log/logger.ts'
import type { CommentPlace } from './request.ts'

/** The one reply to a comment: written once, and changed from then on. */
export class Reply {
  readonly #github: GitHubClient
  readonly #place: Pick<CommentPlace, 'id' | 'issue' | 'createdAt'>
  readonly #log: Logger
  // It shows nothing, and the reply's first line is no command whatever the answer begins with.
  readonly #marker: string
  #id: number | undefined
  #shown = ''
  #wanted = ''
  /** One write at a time, in order. */
  #last: Promise<void> = Promise.resolve()

  constructor(github: GitHubClient, place: Pick<CommentPlace, 'id' | 'issue' | 'createdAt'>, log: Logger) {
    this.#github = github
    this.#place = place
    this.#marker = `${markerOf(place)}${randomUUID()} -->`
    this.#log = log
  }

  /** What will be done: it is written before anything is. */
  plan(body: string): Promise<void> {
    return this.#queued(body, false)
  }

  /** What goes on. It may be missed: the end says all. */
  async progress(body: string): Promise<void> {
    try {
      await this.#queued(body, false)
    } catch (thrown) {
      if (!(thrown instanceof UserError)) throw thrown
      this.#log.notice(`The reply could not be updated: ${thrown.message}`)
    }
  }

  /** The end. A reply that was deleted meanwhile is written anew. */
  end(body: string): Promise<void> {
    return this.#queued(body, true)
  }

  /** What waits is written at once, the newest of it alone. */
  #queued(body: string, isEnd: boolean): Promise<void> {
    this.#wanted = body
    const next = this.#last.then(() => this.#write(this.#wanted, isEnd))
    this.#last = next.catch(() => undefined)
    return next
  }

  async #write(text: string, isEnd: boolean): Promise<void> {
    const body = `${this.#marker}\n${text}`
    if (body === this.#shown) return
    if (this.#id !== undefined) {
      const isThere = await updateComment(this.#github, this.#id, body)
      if (isThere) this.#shown = body
      // One that was deleted is not written again for what goes on.
      if (isThere || !isEnd) return
    }
    const { issue, createdAt } = this.#place
    const made = { issue, body, marker: this.#marker, since: createdAt }
    this.#id = await createComment(this.#github, made)
    this.#shown = body
  }
}

/** What every reply to a comment begins with. */
function markerOf({ id }: Pick<CommentPlace, 'id'>): string {
  return `<!-- commit-train ${id} `
}

/** Whether a comment that was claimed before has no reply, of whichever run. Where that cannot be read, nothing is said of it. */
export async function isUnanswered(github: GitHubClient, comment: CommentPlace, log: Logger): Promise<boolean> {
  const { issue, createdAt } = comment
  try {
    return (await findComment(github, { issue, marker: markerOf(comment), since: createdAt })) === undefined
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    log.notice(`Whether this comment has a reply could not be read: ${thrown.message}`)
    return false
  }
}
