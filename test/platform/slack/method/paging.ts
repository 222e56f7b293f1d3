import type { Arguments } from '../http/arguments.ts'
import { breaches, Problem } from '../problem.ts'
import type { MessageState } from '../state/message.ts'

/** One page of messages, and the cursor of the next one. */
export interface Page {
  readonly shown: readonly MessageState[]
  readonly next: string | undefined
}

/** https://docs.slack.dev/apis/web-api/pagination: a cursor names the message after which the page begins. */
export function pageOf(messages: readonly MessageState[], given: Arguments, usual: number): Page {
  const limit = given.number('limit') ?? usual
  if (limit < 1 || limit > 999) throw breaches('invalid_arguments', ['limit must be between 1 and 999'])
  const cursor = given.string('cursor') ?? ''
  let start = 0
  if (cursor !== '') {
    const ts = /^after:(.+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1]
    const at = messages.findIndex(one => one.ts === ts)
    if (at < 0) throw new Problem('invalid_cursor')
    start = at + 1
  }
  const shown = messages.slice(start, start + limit)
  const last = shown.at(-1)
  const more = last !== undefined && start + limit < messages.length
  return { shown, next: more ? Buffer.from(`after:${last.ts}`).toString('base64') : undefined }
}

/** Those between `oldest` and `latest`, without these two unless `inclusive`. */
export function within(messages: readonly MessageState[], given: Arguments): MessageState[] {
  const oldest = Number(given.string('oldest') ?? 0)
  const latest = Number(given.string('latest') ?? Number.POSITIVE_INFINITY)
  if (Number.isNaN(oldest)) throw new Problem('invalid_ts_oldest')
  if (Number.isNaN(latest)) throw new Problem('invalid_ts_latest')
  const inclusive = given.flag('inclusive')
  return messages.filter(({ ts }) => {
    const at = Number(ts)
    return (at > oldest && at < latest) || (inclusive && (at === oldest || at === latest))
  })
}
