import type { AddressInfo } from 'node:net'
import { type Fault, Faults } from './http/fault.ts'
import { type RateLimits, Rates, USUAL_RATES } from './http/rate.ts'
import type { LoggedRequest, UnknownRequest } from './http/request-log.ts'
import { createSlackServer } from './http/server.ts'
import type { NewToken } from './state/account.ts'
import type { NewChannel } from './state/channel.ts'
import type { Content, MessageState } from './state/message.ts'
import type { Notification } from './state/notification.ts'
import { type Person, Store } from './state/store.ts'

export interface SlackOptions {
  readonly channels?: readonly NewChannel[]
  readonly people?: readonly Person[]
  /** Token values, each with what it stands for. */
  readonly tokens?: Readonly<Record<string, NewToken>>
  /** Default: `127.0.0.1`. */
  readonly host?: string
  /** Default: a free one. */
  readonly port?: number
  /** Milliseconds every request waits before it is handled; default 0. */
  readonly latency?: number
  readonly rates?: Partial<RateLimits>
  /** Milliseconds since the epoch; default: the machine's clock. */
  readonly now?: () => number
}

/** A running stand-in for Slack. */
export interface SlackDouble {
  /** Base of the web API, with a slash at the end. */
  readonly url: string
  readonly people: readonly Person[]
  /** What was posted, oldest first: who was notified. */
  readonly notifications: readonly Notification[]
  /** Every request, in the order of arrival. */
  readonly requests: readonly LoggedRequest[]
  /** Requests that got an answer Slack would not give; a test that leaves any here has failed. */
  readonly unknownRequests: readonly UnknownRequest[]
  addChannel(made: NewChannel): void
  addToken(token: string, made: NewToken): void
  /** From now on the token is answered with `token_revoked`. */
  revoke(token: string): void
  archive(channel: string): void
  /** The apps that are members from now on, by the name of their token. */
  invite(channel: string, ...apps: readonly string[]): void
  /** All messages of a channel, replies among them, oldest first, each with its edits. */
  messages(channel: string): readonly MessageState[]
  /** The replies to a message, oldest first. */
  thread(message: Pick<MessageState, 'channel' | 'ts'>): readonly MessageState[]
  /** A message of somebody else's, as if it had come through another door. `token`: whose app it is. */
  say(channel: string, token: string, content: Partial<Content> & { readonly text: string }): MessageState
  /** Somebody deletes a message by hand. One that began a thread leaves a line of Slack's own in its place. */
  remove(message: Pick<MessageState, 'channel' | 'ts'>): void
  /** Makes Slack fail: on the next requests of one method, or on the next of any. */
  fail(fault: Fault): void
  /** Throws when a request could not be answered as Slack would; for `afterEach`. */
  assertNoUnknownRequests(): void
  stop(): Promise<void>
}

/** Starts a Slack of its own: nothing is shared with another one. */
export async function startSlack(options: SlackOptions = {}): Promise<SlackDouble> {
  const now = options.now ?? Date.now
  const store = new Store(now)
  for (const channel of options.channels ?? []) store.addChannel(channel)
  store.people.push(...(options.people ?? []))
  for (const [token, made] of Object.entries(options.tokens ?? {})) store.addToken(token, made)
  const requests: LoggedRequest[] = []
  const unknownRequests: UnknownRequest[] = []
  const faults = new Faults()
  const rates = new Rates({ ...USUAL_RATES, ...options.rates })
  const latency = options.latency ?? 0
  const server = createSlackServer({ store, requests, unknownRequests, latency, faults, rates, now })
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const channel = (id: string) => {
    const found = store.findChannel(id)
    if (found === undefined) throw new Error(`no channel ${id}`)
    return found
  }

  return {
    url: `http://${host}:${port}/api/`,
    people: store.people,
    notifications: store.notifications,
    requests,
    unknownRequests,
    addChannel: made => void store.addChannel(made),
    addToken: (token, made) => store.addToken(token, made),
    revoke: token => store.revoke(token),
    archive(id) {
      channel(id).archived = true
    },
    invite(id, ...apps) {
      channel(id).members = apps
    },
    messages: id => channel(id).messages,
    thread: ({ channel: id, ts }) => channel(id).messages.filter(one => one.threadTs === ts),
    say(id, token, content) {
      const author = store.accountOf(token)
      if (author === undefined) throw new Error('no such token')
      const whole = { blocks: [], metadata: undefined, ...content }
      return store.post(channel(id), author, whole, { parse: 'none' })
    },
    remove: ({ channel: id, ts }) => store.remove(channel(id), ts),
    fail: fault => faults.add(fault),
    assertNoUnknownRequests() {
      const lines = unknownRequests.map(one => `${one.method}: ${one.why}`)
      if (lines.length > 0) throw new Error(`requests the Slack double cannot answer:\n${lines.join('\n')}`)
    },
    async stop() {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
