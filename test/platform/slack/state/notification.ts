import type { Ping } from '../mrkdwn/pings.ts'

/** That a message was posted: the channel shows it as unread, and those it names are notified. Edits make none. */
export interface Notification {
  readonly channel: string
  readonly ts: string
  /** A reply in a thread: the channel stays read, only those it names are notified. */
  readonly threadTs: string | undefined
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly pings: readonly Ping[]
}
