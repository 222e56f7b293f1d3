import type { SlackClient } from '../../../../src/slack/client.ts'
import type { MessageRef, SlackContent } from '../../../../src/slack/message.ts'

const REF: MessageRef = { channel: 'C0DEPLOYS', ts: '1.0' }

/** A Slack that takes every message, each when the test lets it. */
export class FakeSlack implements SlackClient {
  /** `post: …`, `edit: …`, `reply: …` with the message's short text. */
  readonly taken: string[] = []
  /** All that the messages show, as JSON. */
  readonly shown: string[] = []
  readonly #waiting: (() => void)[] = []
  held = false
  broken: Error | undefined
  /** What refuses every edit. */
  uneditable: Error | undefined
  /** Whether it has taken a post whose answer was lost: one under its name gives that. */
  hasPosted = false
  /** How each post was asked for. */
  readonly posts: Parameters<SlackClient['post']>[1][] = []

  post(message: SlackContent, bounds?: Parameters<SlackClient['post']>[1]): Promise<MessageRef> {
    this.posts.push(bounds)
    if (this.hasPosted && bounds?.perhapsPosted === true) return Promise.resolve(REF)
    return this.#take('post', message, REF)
  }

  reply(_to: MessageRef, content: SlackContent): Promise<MessageRef> {
    return this.#take('reply', content, REF)
  }

  edit(_message: MessageRef, content: SlackContent): Promise<void> {
    if (this.uneditable !== undefined) return Promise.reject(this.uneditable)
    return this.#take('edit', content, undefined)
  }

  find(): never {
    throw new Error('a deployment looks for no message')
  }

  findReplies(): never {
    throw new Error('a deployment looks for no reply')
  }

  requests(): number {
    return this.taken.length
  }

  /** Takes the message that has waited longest. */
  async let(): Promise<void> {
    this.#waiting.shift()?.()
    await new Promise(resolve => setImmediate(resolve))
  }

  async #take<T>(kind: string, { text, blocks }: SlackContent, answer: T): Promise<T> {
    if (this.held) await new Promise<void>(resolve => this.#waiting.push(resolve))
    if (this.broken !== undefined) throw this.broken
    this.taken.push(`${kind}: ${text}`)
    this.shown.push(JSON.stringify(blocks))
    return answer
  }
}
