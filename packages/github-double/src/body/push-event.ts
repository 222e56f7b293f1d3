import type { FileChange } from '../git/changes.ts'
import type { GitCommit, GitPerson } from '../git/commit.ts'
import type { Schema } from '../schema.ts'
import { type Account, userOfEmail } from '../state/account.ts'
import type { RepositoryState } from '../state/repository.ts'
import { type Place, repositoryPage } from './links.ts'
import { eventRepositoryBody } from './repository.ts'
import { userBody } from './user.ts'

/** A commit of a push with what it changed. */
export interface PushedCommit {
  readonly commit: GitCommit
  readonly changes: readonly FileChange[]
}

/** A branch that was moved. */
export interface Push {
  readonly branch: string
  /** Undefined when the branch is new. */
  readonly before: string | undefined
  readonly after: string
  readonly forced: boolean
  /** Oldest first. */
  readonly commits: readonly PushedCommit[]
  /** The commit the branch is at now. */
  readonly head: PushedCommit
}

/** What a workflow finds in its event file after a push, as far as anybody here reads it. */
export interface PushEvent {
  /** In full: `refs/heads/main`. */
  readonly ref: string
  readonly before: string
  readonly after: string
  readonly repository: { readonly full_name: string }
  readonly sender: Schema['simple-user']
}

export function pushEvent(place: Place, repository: RepositoryState, account: Account, push: Push): PushEvent {
  const { branch, before, after, forced } = push
  const page = repositoryPage(place, repository)
  const [from, to] = [before?.slice(0, 12), after.slice(0, 12)]
  const event = {
    ref: `refs/heads/${branch}`,
    before: before ?? '0'.repeat(40),
    after,
    base_ref: null,
    compare: from === undefined ? `${page}/compare/${branch}` : `${page}/compare/${from}...${to}`,
    created: before === undefined,
    deleted: false,
    forced,
    commits: push.commits.map(one => commitBody(page, one)),
    head_commit: commitBody(page, push.head),
    pusher: { name: account.user.login, email: `${account.user.login}@users.noreply.github.com` },
    repository: pushedRepositoryBody(place, repository),
    sender: userBody(place, account.user),
  }
  return event
}

function commitBody(page: string, { commit, changes }: PushedCommit) {
  const files = (status: FileChange['status']) =>
    changes.filter(change => change.status === status).map(({ filename }) => filename)
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${page}/commit/${commit.sha}`,
    author: personBody(commit.author),
    committer: personBody(commit.committer),
    added: files('added'),
    removed: files('removed'),
    modified: files('modified'),
  }
}

function personBody({ name, email, date }: GitPerson) {
  const user = userOfEmail(email)
  return { name, email, date, ...(user === undefined ? {} : { username: user.login }) }
}

/** The form that only pushes have: times in seconds, and an owner with a name. */
function pushedRepositoryBody(place: Place, repository: RepositoryState) {
  const body = eventRepositoryBody(place, repository)
  const seconds = Date.parse(repository.createdAt) / 1000
  return {
    ...body,
    owner: { ...body.owner, name: body.owner.login, email: null },
    created_at: seconds,
    pushed_at: seconds,
    stargazers: 0,
    master_branch: repository.defaultBranch,
  }
}
