import { randomUUID } from 'node:crypto'
import type { WebClient } from '@slack/web-api'
import type { RetryLimits } from '../net/retry.ts'
import type { Clock } from '../time/clock.ts'
import type { ApiConnection } from './api.ts'
import {
  endsSearch,
  type FoundMessage,
  type FoundMessages,
  historyPage,
  type Identity,
  type MessagePage,
  ownMessages,
  postedAs,
  SEARCH,
  threadPage,
} from './history-search.ts'
import { type AbsentMember, absenceOf, MEMBERS_SCOPE } from './members.ts'
import type { MessageRef, SlackContent, SlackMessage } from './message.ts'
import { Pace } from './pace.ts'
import { SLACK_RETRY_LIMITS, type SlackSending, sendToSlack } from './retry.ts'
import { postArguments, updateArguments } from './wire.ts'

const SLACK_API = 'https://slack.com/api/'

/** Bounds for one call. */
interface Bounds {
  /** Milliseconds from the call to the start of its last attempt, waiting for its turn included. */
  readonly within?: number
}

/** Bounds for a post, and which one it is. */
interface PostBounds extends Bounds {
  /**
   * Names the message across calls, unlike any other; default: a name of its own. Slack publishes no key by which it would
   * know a repeated post itself.
   */
  readonly postId?: string
  /** An earlier call of that name may have posted it: it is looked for first. */
  readonly perhapsPosted?: boolean
}

/**
 * The one connection to Slack of a run. What fails in the end is a `UserError` (error): `slack-token-invalid`,
 * `slack-scope-missing`, `slack-channel-not-found`, `slack-not-in-channel`, `slack-channel-archived`, `slack-message-gone`,
 * `slack-message-too-long`, `slack-rejected`, `slack-rate-limited`, `slack-unreachable`, `slack-uncertain` (it is not
 * known whether it was posted). What is written into one channel is written in the order of the calls, one a second.
 */
export interface SlackClient {
  /** Posts once: when no answer comes, it looks for the message before it posts again. Needs `chat:write`. */
  post(message: SlackMessage, bounds?: PostBounds): Promise<MessageRef>
  /** Posts into the message's thread, likewise. */
  reply(to: MessageRef, content: SlackContent, bounds?: Bounds): Promise<MessageRef>
  /** Edits a message of this app. An edit sends no notification. */
  edit(message: MessageRef, content: SlackContent, bounds?: Bounds): Promise<void>
  /**
   * The app's own messages with metadata of that type, of the channel itself, newest first. Needs `channels:history`, or
   * `groups:history` for a private channel. `since`: milliseconds since the epoch.
   */
  find(channel: string, eventType: string, since: number, bounds?: Bounds): Promise<FoundMessages>
  /**
   * The app's own replies to a message, with metadata of that type, oldest first; those after the reply of that `ts`, or all
   * where it is empty. Needs the same scopes.
   */
  findReplies(to: MessageRef, eventType: string, after: string, bounds?: Bounds): Promise<FoundMessages>
  /** Requests sent so far, repeated ones included. */
  requests(): number
}

/** The same, and the people of its workspace. */
export interface SlackWorkspace extends SlackClient {
  /** Those of the members whom a mention would not notify; none where the app may not look (`users:read`). */
  absent(members: readonly string[], bounds?: Bounds): Promise<ReadonlyMap<string, AbsentMember>>
}

export interface SlackConnection extends Omit<ApiConnection, 'apiUrl'> {
  /** Default: Slack's own. */
  readonly apiUrl?: string
  readonly clock: Clock
  /** Ends every request; what is in progress or waits for its turn rejects with the signal's reason. */
  readonly signal?: AbortSignal
  readonly retryLimits?: Partial<RetryLimits>
  /** A text unlike any other; default: random. */
  readonly newId?: () => string
}

/** A search for the app's own messages, page by page. */
interface Search {
  readonly method: string
  readonly channel: string
  readonly eventType: string
  readonly page: (client: WebClient, cursor?: string) => Promise<MessagePage>
  readonly since: number
}

/** Prepares a connection. Nothing is sent, and the library is not loaded, before the first request. */
export function connectSlack(given: SlackConnection): SlackWorkspace {
  const { clock, signal, newId = randomUUID } = given
  const connection: ApiConnection = { ...given, apiUrl: given.apiUrl ?? SLACK_API }
  const pace = new Pace(clock, 1000)
  const { clean = data => data } = connection
  const usual = { ...SLACK_RETRY_LIMITS, ...given.retryLimits }
  let sent = 0
  let identity: Promise<Identity> | undefined

  const sending = ({ within }: Bounds): SlackSending => ({
    connection,
    clock,
    pace,
    limits:
      within === undefined ? usual : { ...usual, total: within, attempt: Math.max(1, Math.min(usual.attempt, within)) },
    signal,
    onRequest: () => {
      sent += 1
    },
  })

  function write(message: SlackMessage, parent: string | undefined, bounds: PostBounds): Promise<MessageRef> {
    const started = clock.now()
    const { channel } = message
    const { postId = newId(), perhapsPosted = false } = bounds
    const request = {
      method: 'chat.postMessage',
      channel,
      writes: true,
      async send(client: WebClient) {
        const { ts } = await client.chat.postMessage(
          postArguments({ ...message, ...clean(said(message)) }, postId, parent),
        )
        if (typeof ts !== 'string') throw new Error("the answer is not Slack's: it names no message")
        return { channel, ts }
      },
      look: {
        method: parent === undefined ? 'conversations.history' : 'conversations.replies',
        done: (client: WebClient) => postedAs(client, channel, postId, parent),
        first: perhapsPosted,
      },
    }
    return pace.inTurn(channel, waited => sendToSlack(request, sending(bounds), { started, waited }))
  }

  async function whoAmI(bounds: Bounds, started: number): Promise<Identity> {
    const request = {
      method: 'auth.test',
      writes: false,
      async send(client: WebClient) {
        const { bot_id: botId, user_id: userId, response_metadata: about } = await client.auth.test()
        return { botId, userId, scopes: about?.scopes ?? [] }
      },
    }
    identity ??= sendToSlack(request, sending(bounds), { started, waited: false })
    try {
      return await identity
    } catch (thrown) {
      identity = undefined
      throw thrown
    }
  }

  async function search({ method, channel, eventType, page, since }: Search, bounds: Bounds): Promise<FoundMessages> {
    const started = clock.now()
    const query = { channel, eventType, identity: await whoAmI(bounds, started) }
    const messages: FoundMessage[] = []
    let cursor: string | undefined
    for (let read = 0, before = 0; read < SEARCH.pages; read += 1) {
      const at = cursor
      const request = { method, channel, writes: false, send: (client: WebClient) => page(client, at) }
      const found = await sendToSlack(request, sending(bounds), { started, waited: false })
      messages.push(...ownMessages(found, query, before))
      before += found.messages.length
      if (endsSearch(found, since)) {
        return { messages: messages.filter(({ ref }) => Number(ref.ts) * 1000 >= since), complete: true }
      }
      cursor = found.next
    }
    return { messages, complete: false }
  }

  async function absenceOfAll(members: readonly string[], bounds: Bounds): Promise<ReadonlyMap<string, AbsentMember>> {
    const started = clock.now()
    const absent = new Map<string, AbsentMember>()
    if (members.length === 0 || !(await whoAmI(bounds, started)).scopes.includes(MEMBERS_SCOPE)) return absent
    for (const member of members) {
      const request = { method: 'users.info', writes: false, send: (client: WebClient) => absenceOf(client, member) }
      const absence = await sendToSlack(request, sending(bounds), { started, waited: false })
      if (absence !== undefined) absent.set(member, absence)
    }
    return absent
  }

  return {
    post: (message, bounds = {}) => write(message, undefined, bounds),
    reply: (to, content, bounds = {}) => write({ ...content, channel: to.channel }, to.ts, bounds),
    async edit(message, content, bounds = {}) {
      const started = clock.now()
      const request = {
        method: 'chat.update',
        channel: message.channel,
        writes: true,
        send: (client: WebClient) =>
          client.chat.update(updateArguments(message, { ...content, ...clean(said(content)) })),
      }
      await pace.inTurn(message.channel, waited => sendToSlack(request, sending(bounds), { started, waited }))
    },
    find(channel, eventType, since, bounds = {}) {
      const page = (client: WebClient, cursor?: string) => historyPage(client, channel, cursor)
      return search({ method: 'conversations.history', channel, eventType, page, since }, bounds)
    },
    findReplies(to, eventType, after, bounds = {}) {
      const { channel } = to
      const page = (client: WebClient, cursor?: string) => threadPage(client, to, after, cursor)
      return search({ method: 'conversations.replies', channel, eventType, page, since: 0 }, bounds)
    },
    absent: (members, bounds = {}) => absenceOfAll(members, bounds),
    requests: () => sent,
  }
}

/** What people read of a message. */
function said({ text, blocks }: SlackContent): Pick<SlackContent, 'text' | 'blocks'> {
  return { text, blocks }
}
