import type { ChatUpdateResponse } from '@slack/web-api'
import { LIMITS } from '../block/limits.ts'
import { visibleChannel } from '../http/access.ts'
import { Problem } from '../problem.ts'
import { contentOf, parseOf } from './content.ts'
import { messageBody } from './message-body.ts'
import { type Called, method } from './method.ts'

/** https://docs.slack.dev/reference/methods/chat.update. People who are named in an edit are not notified. */
export const update = method({
  name: 'chat.update',
  scope: 'chat:write',
  arguments: {
    channel: 'string',
    ts: 'string',
    text: 'string',
    blocks: 'json',
    metadata: 'json',
    parse: 'string',
    link_names: 'boolean',
  },
  handle: edit,
})

function edit({ store, account, given }: Called): object {
  const inside = visibleChannel(store, account, given.required('channel'))
  if (inside.archived) throw new Problem('is_inactive')
  const message = store.findMessage(inside, given.required('ts'))
  if (message === undefined) throw new Problem('message_not_found')
  if (message.author.app !== account.app) throw new Problem('cant_update_message')
  const content = contentOf(given, message.revisions.at(-1))
  if (Buffer.byteLength(content.text) > LIMITS.editedText) throw new Problem('msg_too_long')
  store.edit(message, content, parseOf(given, 'client'))
  const body: NonNullable<ChatUpdateResponse['message']> = messageBody(inside, message, true)
  return {
    channel: inside.id,
    ts: message.ts,
    text: content.text,
    message: body,
  } satisfies Partial<ChatUpdateResponse>
}
