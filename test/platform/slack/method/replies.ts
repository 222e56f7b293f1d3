import type { ConversationsRepliesResponse } from '@slack/web-api'
import { requireReading, visibleChannel } from '../http/access.ts'
import { Problem } from '../problem.ts'
import { messageBody } from './message-body.ts'
import { type Called, method } from './method.ts'
import { pageOf, within } from './paging.ts'

/** https://docs.slack.dev/reference/methods/conversations.replies: the message that began the thread, then its replies. */
export const replies = method({
  name: 'conversations.replies',
  arguments: {
    channel: 'string',
    ts: 'string',
    cursor: 'string',
    include_all_metadata: 'boolean',
    inclusive: 'boolean',
    latest: 'string',
    limit: 'number',
    oldest: 'string',
  },
  handle: read,
})

function read({ store, account, given }: Called): object {
  const inside = visibleChannel(store, account, given.required('channel'))
  requireReading(inside, account)
  const named = store.findMessage(inside, given.required('ts'))
  if (named === undefined) throw new Problem('thread_not_found')
  const parentTs = named.threadTs ?? named.ts
  const thread = inside.messages.filter(one => one.ts === parentTs || one.threadTs === parentTs)
  const { shown, next } = pageOf(within(thread, given), given, 999)
  const whole = given.flag('include_all_metadata')
  type Body = NonNullable<ConversationsRepliesResponse['messages']>[number]
  return {
    messages: shown.map((message): Body => messageBody(inside, message, whole)),
    has_more: next !== undefined,
    ...(next === undefined ? {} : { response_metadata: { next_cursor: next } }),
  } satisfies Partial<ConversationsRepliesResponse>
}
