import type { ChatPostMessageResponse } from '@slack/web-api'
import { LIMITS } from '../block/limits.ts'
import { requirePosting, visibleChannel } from '../http/access.ts'
import { Problem, Unmodelled } from '../problem.ts'
import type { ChannelState } from '../state/channel.ts'
import { contentOf, parseOf } from './content.ts'
import { messageBody } from './message-body.ts'
import { type Called, method } from './method.ts'

/** https://docs.slack.dev/reference/methods/chat.postMessage */
export const postMessage = method({
  name: 'chat.postMessage',
  scope: 'chat:write',
  arguments: {
    channel: 'string',
    text: 'string',
    blocks: 'json',
    metadata: 'json',
    thread_ts: 'string',
    parse: 'string',
    link_names: 'boolean',
    unfurl_links: 'boolean',
    unfurl_media: 'boolean',
  },
  handle: post,
})

function post({ store, account, given }: Called): object {
  const id = given.required('channel')
  // Slack takes names too; other methods do not, so nothing of ours may rest on it.
  if (id.startsWith('#')) throw new Unmodelled('channels by their names')
  const to = visibleChannel(store, account, id)
  if (to.archived) throw new Problem('is_archived')
  requirePosting(to, account)
  const content = contentOf(given)
  const threadTs = given.string('thread_ts')
  if (threadTs !== undefined) requireParent(to, threadTs)
  const truncated = content.text.length > LIMITS.text
  const kept = truncated ? { ...content, text: content.text.slice(0, LIMITS.text) } : content
  const parse = parseOf(given, 'none')
  const posted = store.post(to, account, kept, threadTs === undefined ? { parse } : { parse, threadTs })
  const message: NonNullable<ChatPostMessageResponse['message']> = messageBody(to, posted, true)
  const warning = truncated ? { response_metadata: { warnings: ['message_truncated'] } } : {}
  return { channel: to.id, ts: posted.ts, message, ...warning } satisfies Partial<ChatPostMessageResponse>
}

/** A reply belongs to the message that began the thread. Slack bends other names to it in silence; here that is a bug. */
function requireParent(to: ChannelState, threadTs: string): void {
  const parent = to.messages.find(one => one.ts === threadTs)
  if (parent === undefined) throw new Problem('thread_not_found')
  if (parent.threadTs !== undefined) throw new Unmodelled('replies to replies')
}
