/** A text as it is shown, letter by letter. */
export interface PlainText {
  readonly type: 'plain_text'
  readonly text: string
  readonly emoji?: boolean
}

/** A text in Slack's own markup. */
export interface Mrkdwn {
  readonly type: 'mrkdwn'
  readonly text: string
  /** Always: Slack is not to find mentions and links of its own in what others wrote. */
  readonly verbatim: true
}

/** The blocks we use. https://docs.slack.dev/reference/block-kit/blocks */
export type SlackBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'section'; readonly text: Mrkdwn }
  | { readonly type: 'context'; readonly elements: readonly Mrkdwn[] }

export type Scalar = string | number | boolean

/** What Slack keeps for us beside a message, unseen: by this a message is found again. Everybody's app can read it. */
export interface SlackMetadata {
  /** Letters, digits and `_`. */
  readonly eventType: string
  /** The names are the caller's but for `post_id`. */
  readonly payload: Readonly<Record<string, Scalar | Readonly<Record<string, Scalar>> | readonly Flat[]>>
}

export type Flat = Readonly<Record<string, Scalar>>

/** What a message says. */
export interface SlackContent {
  /** What notifications and screen readers say; mrkdwn, escaped. */
  readonly text: string
  readonly blocks: readonly SlackBlock[]
  /** Left out in an edit: stays as it was. */
  readonly metadata?: SlackMetadata
}

/** A message for a channel. */
export interface SlackMessage extends SlackContent {
  /** The channel's ID, `C0123ABCD`: editing and finding take no names. */
  readonly channel: string
}

/** The name of a message that was posted. */
export interface MessageRef {
  readonly channel: string
  readonly ts: string
}
