import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api'
import type { MessageRef, SlackBlock, SlackMetadata } from './message.ts'
import { fromWire, postIdOf, type WireMetadata } from './metadata.ts'
import { blocksOf } from './wire-blocks.ts'

/** A message of this app that was found again. */
export interface FoundMessage {
  readonly ref: MessageRef
  readonly metadata: SlackMetadata
  /** How many messages of the channel, or of the thread, stand before it in the order in which they were read. */
  readonly before: number
  /** What it shows; absent where that is more than we write ourselves. */
  readonly blocks?: readonly SlackBlock[]
}

/** What a search found. */
export interface FoundMessages {
  /** Newest first. */
  readonly messages: readonly FoundMessage[]
  /** False when there was more to read than a search may read: there may be older ones. */
  readonly complete: boolean
}

/** Who this app is: another app could write the same metadata. */
export interface Identity {
  readonly botId: string | undefined
  readonly userId: string | undefined
  /** What the app may do; empty where Slack does not say. */
  readonly scopes: readonly string[]
}

type Listed = Pick<
  NonNullable<ConversationsHistoryResponse['messages']>[number],
  'ts' | 'metadata' | 'bot_id' | 'user' | 'blocks'
>

/** What is no list of messages is no answer of Slack's. */
function listed(messages: unknown): readonly Listed[] {
  const all: unknown = messages ?? []
  if (Array.isArray(all) && all.every(one => typeof one === 'object' && one !== null)) return all
  throw new Error("the answer is not Slack's: its messages are no list")
}

/** One page of a channel's history, newest first, or of a thread. */
export interface MessagePage {
  readonly messages: readonly Listed[]
  readonly next: string | undefined
}

/** The most that is read in one search: 10 pages. */
export const SEARCH = { pages: 10, perPage: 200 } as const

export async function historyPage(client: WebClient, channel: string, cursor?: string): Promise<MessagePage> {
  // Without `oldest`: with it, Slack may begin at the other end.
  const given = { channel, include_all_metadata: true, limit: SEARCH.perPage }
  const answer = await client.conversations.history(cursor === undefined ? given : { ...given, cursor })
  const next = answer.response_metadata?.next_cursor
  return { messages: listed(answer.messages), next: next === '' ? undefined : next }
}

/** One page of a thread, oldest first; the message that began it may stand there too. `after`: `ts` of a message in it. */
export async function threadPage(
  client: WebClient,
  { channel, ts }: MessageRef,
  after: string,
  cursor?: string,
): Promise<MessagePage> {
  const given = { channel, ts, include_all_metadata: true, limit: SEARCH.perPage }
  const since = after === '' ? given : { ...given, oldest: after }
  const answer = await client.conversations.replies(cursor === undefined ? since : { ...since, cursor })
  const next = answer.response_metadata?.next_cursor
  return { messages: listed(answer.messages), next: next === '' ? undefined : next }
}

/** Which messages of this app are asked for. */
interface MessageQuery {
  readonly channel: string
  readonly eventType: string
  readonly identity: Identity
}

/** The app's own messages of a page with that type of metadata. `before`: how many messages were read before. */
export function ownMessages(
  page: MessagePage,
  { channel, eventType, identity }: MessageQuery,
  before: number,
): FoundMessage[] {
  return page.messages.flatMap(({ ts, metadata, bot_id: bot, user, blocks }, index) => {
    const own = identity.botId === undefined ? user === identity.userId : bot === identity.botId
    if (!own || ts === undefined || metadata?.event_type !== eventType) return []
    const shown = blocksOf(blocks)
    const found = { ref: { channel, ts }, metadata: fromWire(metadata), before: before + index }
    return [shown === undefined ? found : { ...found, blocks: shown }]
  })
}

/** Whether the search may end with this page. `since`: milliseconds since the epoch. */
export function endsSearch(page: MessagePage, since: number): boolean {
  return page.next === undefined || page.messages.some(({ ts }) => Number(ts) * 1000 < since)
}

/** The message that carries this id: in the channel, or in the thread of `parent`. Only the newest ones are looked at. */
export async function postedAs(
  client: WebClient,
  channel: string,
  postId: string,
  parent?: string,
): Promise<MessageRef | undefined> {
  const { messages } =
    parent === undefined
      ? await client.conversations.history({ channel, include_all_metadata: true, limit: 50 })
      : await client.conversations.replies({ channel, ts: parent, include_all_metadata: true, limit: 999 })
  const found = listed(messages).find(
    ({ metadata }) => postIdOf(metadata as Partial<WireMetadata> | undefined) === postId,
  )
  return found?.ts === undefined ? undefined : { channel, ts: found.ts }
}
