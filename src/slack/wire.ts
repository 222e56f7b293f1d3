import type { ChatPostMessageArguments, ChatUpdateArguments } from '@slack/web-api'
import { cut } from '../text/one-line.ts'
import { SLACK_LIMITS } from './limits.ts'
import type { MessageRef, SlackBlock, SlackContent, SlackMessage } from './message.ts'
import { toWire } from './metadata.ts'

/** What a message that was given no metadata is known by. */
const PLAIN = { eventType: 'commit_train_message', payload: {} } as const

/** The arguments of `chat.postMessage`. `parent`: the message whose thread it goes into. */
export function postArguments(message: SlackMessage, postId: string, parent?: string): ChatPostMessageArguments {
  const { metadata = PLAIN } = message
  return {
    channel: message.channel,
    ...said(message),
    metadata: toWire(metadata, postId),
    unfurl_links: false,
    unfurl_media: false,
    ...(parent === undefined ? {} : { thread_ts: parent }),
  }
}

/** The arguments of `chat.update`. */
export function updateArguments({ channel, ts }: MessageRef, content: SlackContent): ChatUpdateArguments {
  const { metadata } = content
  return { channel, ts, ...said(content), ...(metadata === undefined ? {} : { metadata: toWire(metadata) }) }
}

/** `parse`: Slack is not to look for mentions by itself, which it does in edits unless `parse` is none. */
function said({ text, blocks }: SlackContent) {
  const short = cut(text, SLACK_LIMITS.text, units => units.length)
  return { text: short, blocks: blocks.map(wireBlock), parse: 'none', link_names: false } as const
}

/** The same block in the types of Slack's package, which know no readonly lists. */
function wireBlock(block: SlackBlock) {
  return block.type === 'context' ? { ...block, elements: [...block.elements] } : block
}
