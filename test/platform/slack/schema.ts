import type {
  ChatPostMessageArguments,
  ChatUpdateArguments,
  ConversationsHistoryArguments,
  ConversationsRepliesArguments,
  UsersInfoArguments,
} from '@slack/web-api'

type WithBlocks = Extract<ChatPostMessageArguments, { blocks: unknown }>
type AnyBlock = WithBlocks['blocks'][number]

/** The blocks that are modelled, as Slack's own package describes them. */
export type Header = Extract<AnyBlock, { type: 'header' }>
export type Section = Extract<AnyBlock, { type: 'section' }>
export type Context = Extract<AnyBlock, { type: 'context' }>
export type Divider = Extract<AnyBlock, { type: 'divider' }>
export type Block = Header | Section | Context | Divider

export type TextObject = NonNullable<Section['text']>

/** Metadata of an event, as Slack's own package describes it. */
export type Metadata = NonNullable<ChatUpdateArguments['metadata']>

type KeysOf<T> = T extends T ? keyof T : never

/** The arguments of each method that Slack's own package knows, whatever else they go with. */
export interface ArgumentNames {
  readonly 'auth.test': never
  readonly 'chat.postMessage': KeysOf<ChatPostMessageArguments>
  readonly 'chat.update': KeysOf<ChatUpdateArguments>
  readonly 'conversations.history': KeysOf<ConversationsHistoryArguments>
  readonly 'conversations.replies': KeysOf<ConversationsRepliesArguments>
  readonly 'users.info': KeysOf<UsersInfoArguments>
}

export type MethodName = keyof ArgumentNames
