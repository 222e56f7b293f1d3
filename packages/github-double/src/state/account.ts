import type { Permissions } from './permission.ts'

/** A login, as it shows up as creator, sender or actor. */
export interface User {
  readonly login: string
  readonly id: number
  readonly type: 'User' | 'Bot' | 'Organization'
}

/** A GitHub App: the owner of check suites and check runs. */
export interface App {
  readonly id: number
  readonly slug: string
  readonly name: string
}

/**
 * What a token stands for.
 * `workflow`: a run's own GITHUB_TOKEN; `app`: an installation of another App; `user`: a person's token.
 */
export type TokenKind = 'workflow' | 'app' | 'user'

/** The person, App or workflow that a token stands for. */
export interface Account {
  /** The name the test gave to the token; logs and events carry it instead of the token. */
  readonly name: string
  readonly kind: TokenKind
  readonly user: User
  /** Undefined for a person's token. */
  readonly app: App | undefined
  readonly permissions: Permissions
  /** The repositories it can see (`owner/name`); undefined: all. */
  readonly repositories: readonly string[] | undefined
  /** Of a person's classic token; undefined: another kind of token. */
  readonly scopes: readonly string[] | undefined
  /** Requests an hour. */
  readonly rateLimit: number
  /** Points an hour, for queries. */
  readonly pointLimit: number
}

/** The App behind every workflow run, with the ids it has on GitHub. */
export const ACTIONS_APP: App = { id: 15368, slug: 'github-actions', name: 'GitHub Actions' }
export const ACTIONS_USER: User = { login: 'github-actions[bot]', id: 41898282, type: 'Bot' }

/** The user an e-mail address belongs to: only no-reply addresses carry their login. */
export function userOfEmail(email: string): User | undefined {
  if (email === 'noreply@github.com') return { login: 'web-flow', id: 19864447, type: 'User' }
  const match = /^(\d+)\+([^@]+)@users\.noreply\.github\.com$/.exec(email)
  if (match?.[1] === undefined || match[2] === undefined) return undefined
  return { login: match[2], id: Number(match[1]), type: match[2].endsWith('[bot]') ? 'Bot' : 'User' }
}
