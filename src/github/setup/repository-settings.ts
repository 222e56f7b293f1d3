import { fieldOf } from '../../text/json.ts'
import type { GitHubClient } from '../client.ts'

/** How a pull request may become a part of a branch. */
export type MergeMethod = 'merge' | 'squash' | 'rebase'

/** A repository, and what the answer says of the token and of the server. */
export interface RepositorySettings {
  /** `owner/name`, as GitHub spells it. */
  readonly name: string
  readonly branch: string
  readonly isPublic: boolean
  readonly archived: boolean
  /** Undefined: GitHub shows it to tokens that may write contents. */
  readonly merges: readonly MergeMethod[] | undefined
  /** Scopes of a classic token of a person; undefined: it is another kind of token. */
  readonly scopes: readonly string[] | undefined
  /** Whether the role of a person lets them push; undefined: not shown. Of a token, and of an App, it says nothing. */
  readonly mayPush: boolean | undefined
  /** Release of GitHub Enterprise Server; undefined: it is none. */
  readonly server: string | undefined
}

const FLAGS = { merge: 'allow_merge_commit', squash: 'allow_squash_merge', rebase: 'allow_rebase_merge' } as const

/** One request. Throws a `UserError` (error, `github-…`). */
export async function readRepositorySettings(github: GitHubClient): Promise<RepositorySettings> {
  const octokit = await github.octokit()
  const { data, headers } = await octokit.request('GET /repos/{owner}/{repo}', { ...github.repository })
  const methods = (['merge', 'squash', 'rebase'] as const).map(
    method => [method, fieldOf(data, FLAGS[method])] as const,
  )
  const push = fieldOf(data.permissions, 'push')
  const scopes = headers['x-oauth-scopes']
  const [release] = /(?<!\d)\d+\.\d+(?:\.\d+)?/.exec(String(headers['x-github-enterprise-version'] ?? '')) ?? []
  return {
    ...{ name: data.full_name, branch: data.default_branch, isPublic: data.private === false },
    archived: data.archived || data.disabled,
    merges: methods.every(([, is]) => typeof is === 'boolean')
      ? methods.flatMap(([method, is]) => (is === true ? [method] : []))
      : undefined,
    scopes: typeof scopes === 'string' ? scopes.split(',').flatMap(one => one.trim() || []) : undefined,
    mayPush: typeof push === 'boolean' ? push : undefined,
    server: release,
  }
}
