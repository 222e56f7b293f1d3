import { Problem } from '../problem.ts'
import type { Account } from '../state/account.ts'
import type { ChannelState } from '../state/channel.ts'
import type { Store } from '../state/store.ts'

export function requireScope(account: Account, scope: string): void {
  if (account.scopes.includes(scope)) return
  throw new Problem('missing_scope', { needed: scope, provided: account.scopes.join(',') })
}

/** What somebody who is no member sees of a private channel: nothing. */
export function visibleChannel(store: Store, account: Account, id: string): ChannelState {
  const found = store.findChannel(id)
  if (found === undefined || (found.private && !isMember(found, account))) throw new Problem('channel_not_found')
  return found
}

/** `chat:write.public` lets an app post into public channels that it was not invited to. */
export function requirePosting(to: ChannelState, account: Account): void {
  if (isMember(to, account)) return
  if (!to.private && account.scopes.includes('chat:write.public')) return
  throw new Problem('not_in_channel')
}

/** Public and private channels have scopes of their own. */
export function requireReading(from: ChannelState, account: Account): void {
  requireScope(account, from.private ? 'groups:history' : 'channels:history')
  if (!isMember(from, account)) throw new Problem('not_in_channel')
}

function isMember(inside: ChannelState, account: Account): boolean {
  return inside.members === undefined || inside.members.includes(account.app)
}
