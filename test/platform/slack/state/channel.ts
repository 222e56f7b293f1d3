import type { MessageState } from './message.ts'

/** A channel as a test makes it. */
export interface NewChannel {
  /** `C0DEPLOYS`. */
  readonly id: string
  /** Without `#`. */
  readonly name: string
  readonly private?: boolean
  readonly archived?: boolean
  /** The apps that were invited, by the name of their token; default: every app. */
  readonly members?: readonly string[]
}

export interface ChannelState {
  readonly id: string
  readonly name: string
  readonly private: boolean
  archived: boolean
  /** Undefined: every app. */
  members: readonly string[] | undefined
  /** Oldest first; replies stand among them. */
  readonly messages: MessageState[]
}

export function channel(made: NewChannel): ChannelState {
  return {
    id: made.id,
    name: made.name,
    private: made.private ?? false,
    archived: made.archived ?? false,
    members: made.members,
    messages: [],
  }
}
