import { nodeId } from '../ids.ts'
import type { Schema } from '../schema.ts'
import type { Account } from '../state/account.ts'
import { permits } from '../state/permission.ts'
import { fullName, type RepositoryState } from '../state/repository.ts'
import { type Place, repositoryPage } from './links.ts'
import { repositoryLinks } from './repository-links.ts'
import { permissionsOf } from './role.ts'
import { userBody } from './user.ts'

const PUSH = { admin: false, maintain: false, push: true, triage: true, pull: true }
/** An App has no role; what its token may do stands nowhere in an answer. */
const OF_APP = { admin: false, maintain: false, push: false, triage: false, pull: false }

/** The short form, as it stands inside other answers. */
export function minimalRepositoryBody(place: Place, repository: RepositoryState) {
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: true,
    owner: userBody(place, repository.owner),
    description: null,
    fork: repository.parent !== undefined,
    ...repositoryLinks(place, repository),
  } satisfies Schema['minimal-repository']
}

/** The form in webhook events. */
export function eventRepositoryBody(place: Place, repository: RepositoryState) {
  const page = repositoryPage(place, repository)
  return {
    ...minimalRepositoryBody(place, repository),
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    pushed_at: repository.createdAt,
    git_url: page.replace(/^https?/, 'git'),
    ssh_url: `git@${new URL(place.server).hostname}:${fullName(repository)}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: false,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: repository.archived,
    disabled: repository.disabled,
    open_issues_count: 0,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [...repository.topics],
    visibility: 'private',
    forks: 0,
    open_issues: 0,
    watchers: 0,
    default_branch: repository.defaultBranch,
  } satisfies Schema['repository-webhooks']
}

/** The whole form, as `repos/get` answers it. How pull requests are merged is shown to whom may write contents. */
export function repositoryBody(place: Place, repository: RepositoryState, account: Account) {
  const { mergeMethods, roles } = repository
  const methods = {
    allow_merge_commit: mergeMethods.includes('merge'),
    allow_squash_merge: mergeMethods.includes('squash'),
    allow_rebase_merge: mergeMethods.includes('rebase'),
  }
  const role = roles.get(account.user.login.toLowerCase())
  const ofPerson = role === undefined ? PUSH : permissionsOf(role)
  return {
    ...eventRepositoryBody(place, repository),
    ...(permits(account.permissions, 'contents', 'write') ? methods : {}),
    permissions: account.kind === 'user' ? ofPerson : OF_APP,
    network_count: 0,
    subscribers_count: 0,
  } satisfies Schema['full-repository']
}
