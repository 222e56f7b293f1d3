/** What a token stands for when a test makes one. */
export interface NewToken {
  /** What the request log calls it; the token's value is kept nowhere. */
  readonly name: string
  /** Default: those that the documentation of the actions asks for. */
  readonly scopes?: readonly string[]
  /** Tokens of one app share its bot; default: the name of the token. */
  readonly app?: string
  /** The app was removed from the workspace, or its token taken back. */
  readonly revoked?: boolean
}

/** A bot token. */
export interface Account {
  readonly name: string
  readonly scopes: readonly string[]
  readonly app: string
  readonly appId: string
  readonly botId: string
  /** The bot as a member of channels: `UBOT…`. */
  readonly userId: string
  revoked: boolean
}

/** Posting, and reading back what was posted, in public and private channels. */
const USUAL_SCOPES = ['chat:write', 'channels:history', 'groups:history'] as const

export function account(made: NewToken): Account {
  const app = made.app ?? made.name
  const suffix = app.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return {
    name: made.name,
    scopes: made.scopes ?? USUAL_SCOPES,
    app,
    appId: `A0${suffix}`,
    botId: `B0${suffix}`,
    userId: `U0BOT${suffix}`,
    revoked: made.revoked ?? false,
  }
}
