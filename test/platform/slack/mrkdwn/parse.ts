/**
 * A piece of a text in Slack's mrkdwn.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly label: string }
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'channel'; readonly id: string }
  | { readonly kind: 'usergroup'; readonly id: string }
  | { readonly kind: 'broadcast'; readonly to: Broadcast }
  | { readonly kind: 'date'; readonly fallback: string }

/** Everybody in the channel, everybody there who is active, everybody in the workspace. */
export type Broadcast = 'channel' | 'here' | 'everyone'

/** What stands in angle brackets means something; the rest is text, in which three characters are written as entities. */
export function parse(mrkdwn: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const match of mrkdwn.matchAll(/<([^<>\n]+)>/g)) {
    if (match.index > at) pieces.push(text(mrkdwn.slice(at, match.index)))
    pieces.push(bracket(match[1] ?? ''))
    at = match.index + match[0].length
  }
  if (at < mrkdwn.length) pieces.push(text(mrkdwn.slice(at)))
  return pieces
}

/** `&amp;`, `&lt;` and `&gt;` as the characters they stand for; Slack knows no others. */
function unescaped(mrkdwn: string): string {
  return mrkdwn.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function text(escaped: string): Piece {
  return { kind: 'text', text: unescaped(escaped) }
}

function bracket(inside: string): Piece {
  const [target = '', ...labels] = inside.split('|')
  const label = labels.join('|')
  const broadcast = /^!(channel|here|everyone)$/.exec(target)?.[1]
  if (broadcast !== undefined) return { kind: 'broadcast', to: broadcast as Broadcast }
  if (target.startsWith('!subteam^')) return { kind: 'usergroup', id: target.slice('!subteam^'.length) }
  if (target.startsWith('!date^')) return { kind: 'date', fallback: unescaped(label) }
  if (/^@[UW]\w*$/.test(target)) return { kind: 'user', id: target.slice(1) }
  if (/^#[CG]\w*$/.test(target)) return { kind: 'channel', id: target.slice(1) }
  // Anything else in brackets is a link, or shown as it stands.
  return { kind: 'link', url: unescaped(target), label: unescaped(label === '' ? target : label) }
}
