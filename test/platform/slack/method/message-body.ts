import type {
  ChatPostMessageResponse,
  ChatUpdateResponse,
  ConversationsHistoryResponse,
  ConversationsRepliesResponse,
} from '@slack/web-api'
import type { ChannelState } from '../state/channel.ts'
import { type MessageState, shown } from '../state/message.ts'

type Listed = NonNullable<ConversationsHistoryResponse['messages']>[number]
type Reply = NonNullable<ConversationsRepliesResponse['messages']>[number]
type Edited = NonNullable<ChatUpdateResponse['message']>
type Posted = NonNullable<ChatPostMessageResponse['message']>

/** Each method's answer has types of its own for blocks; those of ours fit all of them. */
type Blocks = NonNullable<Listed['blocks']> &
  NonNullable<Reply['blocks']> &
  NonNullable<Edited['blocks']> &
  NonNullable<Posted['blocks']>

type Known = 'type' | 'user' | 'bot_id' | 'app_id' | 'team' | 'ts' | 'text' | 'edited' | 'metadata'
type Body = Pick<Listed, Known | 'thread_ts' | 'reply_count' | 'latest_reply'> & { blocks?: Blocks }

/** A message as Slack shows it. `whole`: with all of its metadata, not only the type. */
export function messageBody(inside: ChannelState, message: MessageState, whole: boolean): Body {
  const { text, blocks, metadata } = shown(message)
  const { appId, botId, userId } = message.author
  const replies = inside.messages.filter(one => one.threadTs === message.ts)
  const blocksWithIds = blocks.map((block, n) => ({ block_id: `b${n}`, ...block }))
  const edited = message.revisions.length > 1 && blocks.length === 0
  return {
    type: 'message',
    user: userId,
    bot_id: botId,
    app_id: appId,
    team: 'T0ACME',
    ts: message.ts,
    text,
    ...(blocks.length === 0 ? {} : { blocks: blocksWithIds as unknown as Blocks }),
    // With blocks, Slack does not say that a message was edited.
    ...(edited ? { edited: { user: userId, ts: microseconds(shown(message).at) } } : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(replies.length === 0
      ? {}
      : { thread_ts: message.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts ?? '' }),
    ...(metadata === undefined
      ? {}
      : { metadata: whole ? (metadata as NonNullable<Body['metadata']>) : { event_type: metadata.event_type } }),
  }
}

function microseconds(at: number): string {
  return `${Math.floor(at / 1000)}.000000`
}
