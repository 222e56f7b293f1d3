import type { ConversationsHistoryResponse } from '@slack/web-api'
import { requireReading, visibleChannel } from '../http/access.ts'
import { messageBody } from './message-body.ts'
import { type Called, method } from './method.ts'
import { pageOf, within } from './paging.ts'

/** https://docs.slack.dev/reference/methods/conversations.history: newest first, without the replies in threads. */
export const history = method({
  name: 'conversations.history',
  arguments: {
    channel: 'string',
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
  const listed = within(inside.messages, given).filter(one => one.threadTs === undefined)
  const { shown, next } = pageOf(listed.reverse(), given, 100)
  const whole = given.flag('include_all_metadata')
  return {
    messages: shown.map(message => messageBody(inside, message, whole)),
    has_more: next !== undefined,
    pin_count: 0,
    ...(next === undefined ? {} : { response_metadata: { next_cursor: next } }),
  } satisfies Partial<ConversationsHistoryResponse>
}
