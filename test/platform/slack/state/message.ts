import type { Ping } from '../mrkdwn/pings.ts'
import type { Block, Metadata } from '../schema.ts'
import type { Account } from './account.ts'

/** What a message says, as it was sent. */
export interface Content {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly metadata: Metadata | undefined
}

/** One state of a message: as it was posted, or as an edit left it. */
export interface Revision extends Content {
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Whom it would notify if it were posted like this; an edit sends no notification. */
  readonly pings: readonly Ping[]
}

export interface MessageState {
  readonly channel: string
  /** `1503435956.000247`: the name of a message in its channel. */
  readonly ts: string
  readonly author: Account
  /** The message that began the thread; undefined for one that is in no thread, or begins it. */
  readonly threadTs: string | undefined
  /** As posted, then edit by edit; the last one is what people see. */
  readonly revisions: Revision[]
}

/** What people see now. */
export function shown(message: MessageState): Revision {
  const last = message.revisions.at(-1)
  if (last === undefined) throw new Error(`a message without content: ${message.ts}`)
  return last
}
