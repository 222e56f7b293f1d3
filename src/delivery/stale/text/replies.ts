import type { NotifiedLine, ServiceLine } from '../../../domain/stale/message-change.ts'
import type { SlackContent } from '../../../slack/message.ts'
import { newCommitsReply, replyBatches } from './new-commits-reply.ts'
import { reminderBatches, reminderReply } from './reminder-reply.ts'
import type { StaleRendering } from './rendering.ts'

/** The replies in the thread of a message: new commits first, then reminders of others; each with the lines it is about. */
export function repliesFor(
  environment: string,
  lines: readonly ServiceLine[],
  rendering: StaleRendering,
): readonly { readonly lines: readonly NotifiedLine[]; readonly content: SlackContent }[] {
  return [
    ...replyBatches(lines).map(some => ({ lines: some, content: newCommitsReply(environment, some, rendering) })),
    ...reminderBatches(lines).map(some => ({ lines: some, content: reminderReply(environment, some, rendering) })),
  ]
}
