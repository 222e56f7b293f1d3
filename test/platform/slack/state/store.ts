import { pingsOf } from '../mrkdwn/pings.ts'
import { type Account, account, type NewToken } from './account.ts'
import { type ChannelState, channel, type NewChannel } from './channel.ts'
import type { Content, MessageState } from './message.ts'
import type { Notification } from './notification.ts'

/** A person of the workspace. */
export interface Person {
  /** `U0123ABCD`. */
  readonly id: string
  /** What `<@U0123ABCD>` is shown as, without `@`. */
  readonly name: string
  /** The account was deactivated: Slack keeps it, and mentions of it notify no one. */
  readonly deactivated?: boolean
}

/** How a text is read besides what stands in angle brackets: `none` leaves it alone. */
export type Parse = 'none' | 'full' | 'client'

/** All that the workspace holds. */
export class Store {
  readonly channels: ChannelState[] = []
  readonly people: Person[] = []
  readonly notifications: Notification[] = []
  readonly #accounts = new Map<string, Account>()
  readonly #now: () => number
  #lastMicroseconds = 0

  constructor(now: () => number) {
    this.#now = now
  }

  addChannel(made: NewChannel): ChannelState {
    if (this.channels.some(one => one.id === made.id)) throw new Error(`there is a channel ${made.id} already`)
    const added = channel(made)
    this.channels.push(added)
    return added
  }

  addToken(token: string, made: NewToken): void {
    this.#accounts.set(token, account(made))
  }

  accountOf(token: string): Account | undefined {
    return this.#accounts.get(token)
  }

  revoke(token: string): void {
    const found = this.#accounts.get(token)
    if (found === undefined) throw new Error('no such token')
    found.revoked = true
  }

  findChannel(id: string): ChannelState | undefined {
    return this.channels.find(one => one.id === id)
  }

  findMessage(inChannel: ChannelState, ts: string): MessageState | undefined {
    return inChannel.messages.find(one => one.ts === ts)
  }

  post(to: ChannelState, author: Account, content: Content, more: { threadTs?: string; parse: Parse }): MessageState {
    const at = this.#now()
    const pings = pingsOf(content, more.parse)
    const ts = this.#nextTs(at)
    const posted = { channel: to.id, ts, author, threadTs: more.threadTs, revisions: [{ ...content, at, pings }] }
    to.messages.push(posted)
    const gone = this.people.filter(({ deactivated }) => deactivated === true).map(({ id }) => `@${id}`)
    const reached = pings.filter(ping => !gone.includes(ping))
    this.notifications.push({ channel: to.id, ts, threadTs: more.threadTs, at, pings: reached })
    return posted
  }

  edit(message: MessageState, content: Content, parse: Parse): void {
    message.revisions.push({ ...content, at: this.#now(), pings: pingsOf(content, parse) })
  }

  remove(from: ChannelState, ts: string): void {
    const at = from.messages.findIndex(one => one.ts === ts)
    const removed = from.messages[at]
    if (removed === undefined) throw new Error(`no message ${ts}`)
    const revision = { text: 'This message was deleted.', blocks: [], metadata: undefined, at: this.#now(), pings: [] }
    const tombstone = { ...removed, author: account({ name: 'slackbot' }), revisions: [revision] }
    from.messages.splice(at, 1, ...(from.messages.some(one => one.threadTs === ts) ? [tombstone] : []))
  }

  /** Never the same twice, also while the clock stands still. */
  #nextTs(at: number): string {
    const next = Math.max(Math.floor(at * 1000), this.#lastMicroseconds + 1)
    this.#lastMicroseconds = next
    const digits = String(next).padStart(7, '0')
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`
  }
}
