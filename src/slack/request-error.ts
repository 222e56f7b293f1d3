import { UserError } from '../errors.ts'
import type { ReasonCode } from '../reasons/registry.ts'
import type { SlackFailure } from './failure.ts'

/** What was asked, and where: `chat.postMessage`, `C0123ABCD`. */
export interface SlackCall {
  readonly method: string
  readonly channel?: string
}

type Explained = readonly [reason: ReasonCode, advice: string]

const TOKEN: Explained = ['slack-token-invalid', 'the token is invalid, expired or revoked; check the Slack token']
const GONE: Explained = [
  'slack-message-gone',
  'the message was deleted, is too old to be edited, or was posted by another app',
]
const LONG: Explained = ['slack-message-too-long', 'Slack takes no message of this length']
const ARCHIVED: Explained = ['slack-channel-archived', 'the channel is archived; name another one in the policy']

const ADVICE: Readonly<Record<string, Explained>> = {
  not_authed: TOKEN,
  invalid_auth: TOKEN,
  token_revoked: TOKEN,
  token_expired: TOKEN,
  account_inactive: TOKEN,
  channel_not_found: [
    'slack-channel-not-found',
    "there is no such channel, or it is private and the app is not in it; check the channel's ID in the policy, and invite the app there with /invite",
  ],
  not_in_channel: ['slack-not-in-channel', 'invite the app in that channel with /invite'],
  is_archived: ARCHIVED,
  is_inactive: ARCHIVED,
  message_not_found: GONE,
  cant_update_message: GONE,
  edit_window_closed: GONE,
  thread_not_found: GONE,
  msg_blocks_too_long: LONG,
  msg_too_long: LONG,
  metadata_too_large: LONG,
}

/** The one error a failed request becomes: what Slack would not do, where, and what to change. Never holds the token. */
export function slackError(failure: SlackFailure, asked: SlackCall, apiUrl: string): UserError {
  const { code, status, detail, cause } = failure
  const what = asked.channel === undefined ? asked.method : `${asked.method} for ${asked.channel}`
  if (failure.rateLimited) {
    const { retryAfter } = failure
    const when = retryAfter === undefined ? 'in a few minutes' : `in ${Math.ceil(retryAfter / 1000)} s`
    const text = `Slack's rate limit is used up (${what}): run again ${when}`
    return new UserError('slack-rate-limited', text)
  }
  if (code === 'missing_scope') {
    const scope = failure.needed ?? 'that this method needs'
    const advice = `give the app the scope ${scope}, and install it again`
    return new UserError('slack-scope-missing', `Slack refused ${what} (${code}): ${advice}`)
  }
  if (code !== undefined && !failure.transient) {
    const [reason, advice] = (Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined) ?? [
      'slack-rejected',
      detail === '' ? 'Slack does not accept this request' : detail,
    ]
    return new UserError(reason, `Slack refused ${what} (${code}): ${advice}`)
  }
  const perhaps =
    failure.perhapsDone && asked.method === 'chat.postMessage' ? '; it may have been posted all the same' : ''
  if (code !== undefined || status !== undefined) {
    const text = `Slack failed at ${what} (${code ?? status})${perhaps}: see https://slack-status.com and run again`
    return new UserError('slack-unreachable', text)
  }
  const text = `Slack cannot be reached at ${apiUrl} for ${what}: ${detail}${perhaps}; check the network or the proxy`
  return new UserError('slack-unreachable', text, { cause })
}
