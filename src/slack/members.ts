import type { WebClient } from '@slack/web-api'
import { fieldOf } from '../text/json.ts'

/** A member whom a mention would not notify: the account was deactivated, or Slack knows none of that ID. */
export type AbsentMember = 'deactivated' | 'unknown'

/** The scope without which members cannot be looked up. */
export const MEMBERS_SCOPE = 'users:read'

/** Slack takes a message that mentions such a member, and says nothing of it. https://docs.slack.dev/reference/methods/users.info */
export async function absenceOf(client: WebClient, member: string): Promise<AbsentMember | undefined> {
  try {
    const { user } = await client.users.info({ user: member })
    return user?.deleted === true ? 'deactivated' : undefined
  } catch (thrown) {
    if (fieldOf(fieldOf(thrown, 'data'), 'error') === 'user_not_found') return 'unknown'
    throw thrown
  }
}
